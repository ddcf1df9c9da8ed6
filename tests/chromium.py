"""Debian's Chromium, always the same one: never what Playwright may have fetched for itself."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


def launch(playwright: Playwright, more: Iterable[str] = ()) -> Browser:
    """`more` are arguments of its command line."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *more])
