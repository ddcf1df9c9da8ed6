"""All browser tests run in one browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from citysite import TESTS


@pytest.mark.browser
def test_it_is_debians(browser: Browser) -> None:
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    (process,) = (one["id"] for one in told if one["type"] == "browser")
    assert Path(f"/proc/{process}/exe").resolve() == Path("/usr/lib/chromium/chromium-headless-shell")


def test_nothing_else_starts_one() -> None:
    files = [path for path in TESTS.rglob("*.py") if path != Path(__file__)]
    starting = [path.name for path in files if re.search(r"\.launch\w*\(|/bin/chromium", path.read_text("utf-8"))]
    assert starting == ["chromium.py"]
