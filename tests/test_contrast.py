"""What can be told apart by its colour or line: on pages with every status, unfolded, in forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from axe import LIGHT_OPTIONS, UNFOLD, WITHOUT_COLOURS, axe_findings
from citysite import PREFIX
from colours import AA, AAA, COLOURS, UNCLEAR
from phone import CANCELLED, HANDBOOK, LIGHT, MODES, PHONE, STATUSES

pytestmark = pytest.mark.browser

ARABIC = ("", "program/", "kontakt/", "cafe/hamnen/affisch/")
# Grounds are gone in forced colours: an edge takes their place, and tells one thing from another.
EDGES = {
    ".button, .notice, .next, .cards > *, .doors a, .tools .button": "solid 1",
    ".bar aside, .md-typeset .do, .count": "solid 1",
    "a[aria-current]": "solid 4",
    ".today .day": "solid 2",
    ".term": "dotted 2",
    "textarea, input[type=search], .choices summary": "solid 2",
}
WITHOUT_EDGE = f"""(edges) => {{
  {COLOURS}
  const missing = ([selector, wanted]) => [...document.querySelectorAll(selector)].filter((one) => {{
    const edge = getComputedStyle(one), [style, width] = wanted.split(' ')
    const isSeen = edge.borderBlockEndStyle === style && parseFloat(edge.borderBlockEndWidth) >= width &&
      contrast(edge.borderBlockEndColor, ground(one.parentElement)) >= 3
    return !isSeen && one.checkVisibility({{ visibilityProperty: true }})
  }})
  return Object.entries(edges).flatMap(missing).map((one) => one.outerHTML.slice(0, 100))
}}"""


def opened(browser: Browser, mode: str) -> Page:
    page = browser.new_context(viewport=PHONE, **MODES[mode]).new_page()
    page.clock.set_fixed_time("2019-03-05T10:00:00Z")
    return page


@pytest.mark.parametrize("mode", MODES)
def test_texts_pictograms_and_strikes_are_clear(browser: Browser, address: str, every_status: str, mode: str) -> None:
    page = opened(browser, mode)
    for url in [address + path for path in LIGHT] + [every_status + path for path in STATUSES]:
        page.goto(url)
        page.evaluate(UNFOLD)
        assert page.evaluate(UNCLEAR, AAA) == [], url
    page.context.close()


@pytest.mark.parametrize("mode", MODES)
def test_what_opens_is_clear(browser: Browser, address: str, mode: str) -> None:
    """The menu, an explanation, a pressed button, the line for a page that the phone had kept."""
    page = opened(browser, mode)
    page.goto(f"{address}cafe/hamnen/")
    page.locator(".menu summary").click()
    page.locator("button.term").first.press("Enter")
    page.evaluate("document.documentElement.toggleAttribute('data-offline', true)")
    page.evaluate("document.querySelector('[data-do=listen]').setAttribute('aria-pressed', 'true')")
    for part in (".menu ul", "[popover]", ".offline"):
        assert page.locator(part).first.is_visible(), part
    assert page.evaluate(UNCLEAR, AAA) == []
    page.context.close()


def test_axe_finds_nothing_on_pages_with_every_status(browser: Browser, every_status: str) -> None:
    page = opened(browser, "light")
    found = []
    for path in STATUSES:
        page.goto(every_status + path)
        found += axe_findings(page, LIGHT_OPTIONS)
    page.context.close()
    assert found == []


def test_forced_colours(browser: Browser, address: str) -> None:
    page = opened(browser, "forced")
    found = []
    for path in (*LIGHT, "404.html", *HANDBOOK, *(PREFIX["ar"] + path for path in ARABIC)):
        page.goto(address + path)
        found += page.evaluate(WITHOUT_EDGE, EDGES)
        found += page.evaluate(UNCLEAR, AA if path in HANDBOOK else AAA)
        found += axe_findings(page, WITHOUT_COLOURS)
    page.context.close()
    assert found == []


def test_bad_news_and_pressed_buttons_in_forced_colours(browser: Browser, every_status: str) -> None:
    page = opened(browser, "forced")
    page.goto(every_status + CANCELLED)
    listen = page.locator("[data-do=listen]")
    released = listen.evaluate("(button) => getComputedStyle(button).border")
    listen.evaluate("(button) => button.setAttribute('aria-pressed', 'true')")
    assert listen.evaluate("(button) => getComputedStyle(button).border") != released
    assert (
        page.locator(".stop:visible").evaluate("(one) => parseFloat(getComputedStyle(one).borderInlineStartWidth)") >= 6
    )
    page.context.close()
