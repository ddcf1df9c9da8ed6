"""What "Lyssna" reads of a date that is moved, cancelled, extra …: `heard` in tests/cases/views is that in Swedish.

The other languages say the same days, hours and places. One page holds what the site's pages say of all cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bs4 import Tag
from playwright.sync_api import Browser

from citysite import PROJECT
from test_tools import VOICES
from viewcases import CASES, LANGUAGES, built, facts, is_about, read, soup

pytestmark = pytest.mark.browser

TOOLS = '<div class="tools"><button data-do="listen"></button><p role="status"></p></div>'
LISTEN = """() => [...document.querySelectorAll('[data-heard]')].map((one) => {
  document.documentElement.lang = one.dataset.code
  window.said.length = 0
  one.querySelector('button').click()
  return [one.dataset.heard, [...window.said]]
})"""
Said = dict[str, list[tuple[str, str]]]  # by case and language: (voice, what it says)


@pytest.fixture(scope="module")
def said(browser: Browser) -> Said:
    """One browser load: a listener's button for each case in each language."""
    page = browser.new_page()
    page.add_init_script(f"({VOICES})({[*LANGUAGES]})")
    page.route("**/*", lambda route: route.fulfill(body=heard_page(), content_type="text/html; charset=utf-8"))
    page.goto("http://heard.test/")
    found: Said = dict(page.evaluate(LISTEN))
    page.close()
    return found


@cache
def heard_page() -> str:
    script = (PROJECT / "overrides/public/light.js").read_text("utf-8")
    parts = []
    for case in CASES:
        for code, prefix in LANGUAGES.items():
            own = "".join(str(part) for part in told(case.stem, prefix))
            parts.append(f'<div data-heard="{case.stem} {code}" data-code="{code}">{TOOLS}{own}</div>')
    return f'<!doctype html><html lang="sv"><main>{"".join(parts)}</main><script>{script}</script></html>'


def told(stem: str, prefix: str) -> Iterator[Tag]:
    """What the date's own pages and the programme say of it: the same parts as in test_views.py."""
    for path in built():
        if path.startswith(f"{prefix}program/{stem}/") and path.endswith("index.html"):
            page = soup(path)
            yield from [*page.select("main .notice, main h1"), *page.select("main .facts")[:1]]
    for row in soup(f"{prefix}program/index.html").select(".rows li"):
        if is_about(stem, row.get_text(" "), " ".join(str(link["href"]) for link in row.select("a"))):
            yield row


@pytest.mark.parametrize("stem", [case.stem for case in CASES])
def test_listen_tells_old_and_new_day_hours_and_place(said: Said, stem: str) -> None:
    swedish = [text for _, text in said[f"{stem} sv"]]
    case = next(case for case in CASES if case.stem == stem)
    assert swedish == read(case)["heard"]
    for code in LANGUAGES:
        spoken = said[f"{stem} {code}"]
        assert facts(" ".join(text for _, text in spoken), code) == facts(" ".join(swedish), "sv"), code
        own = " ".join(text for voice, text in spoken if voice == code and code != "sv")
        assert not re.search("Inställt|Flyttat|Blir |Stängt|Tidigare|Ny (dag|tid|plats)|klockan", own)
