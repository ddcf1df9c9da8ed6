"""Debian's Chromium without windows, always the same one: never what Playwright may have fetched for itself.

Its usual Chromium makes a window with all its buttons for each page, though nobody sees it: four times the work.
"""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


def launch(playwright: Playwright, more: Iterable[str] = ()) -> Browser:
    """`more` are arguments of its command line."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *more])
