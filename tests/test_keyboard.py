"""The light pages by keyboard alone: every stop in order, in sight, with a ring round it, and nothing traps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from builtsite import OWN_PREFIX
from citysite import PREFIX
from colours import COLOURS
from phone import HANDBOOK, LIGHT, MODES, PHONE

pytestmark = pytest.mark.browser

TEMPLATES = [path for path in LIGHT if path not in ("program/plats/hamnen/", "program/sprak/ti/")]
STOPS = """() => {
  const all = document.querySelectorAll('a[href], button, summary, input, textarea')
  window.stops = [...all].filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
  return stops.length
}"""
# null, or what is wrong with the stop that has the focus.
FAULT = f"""(wanted) => {{
  {COLOURS}
  const stop = document.activeElement, [box] = stop.getClientRects(), ring = getComputedStyle(stop)
  const told = `${{wanted}} ${{stop.outerHTML.slice(0, 90)}}: `
  if (stop !== stops[wanted]) return `${{told}}not ${{stops[wanted].outerHTML.slice(0, 90)}}`
  const bottom = box.top + Math.min(box.height, 44) // a field for many lines may go on below
  if (box.top < 0 || box.left < 0 || box.right > innerWidth || bottom > innerHeight) return `${{told}}out of sight`
  const top = document.elementFromPoint(box.left + box.width / 2, (box.top + bottom) / 2)
  if (!stop.contains(top)) return `${{told}}behind ${{top && top.outerHTML.slice(0, 90)}}`
  if (ring.outlineStyle === 'none' || parseFloat(ring.outlineWidth) < 2) return `${{told}}no ring`
  const seen = contrast(ring.outlineColor, ground(stop.parentElement))
  return seen >= 3 ? null : `${{told}}ring ${{seen}}`
}}"""


@pytest.fixture
def keys(browser: Browser) -> Iterator[Page]:
    """A page that scrolls at once."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("code", "mode"), [("sv", "light"), ("ar", "dark"), ("ar", "forced")])
def test_every_stop_is_reached_in_order_and_in_sight(browser: Browser, address: str, code: str, mode: str) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", locale=code, **MODES[mode])
    page = context.new_page()
    faults = []
    for path in TEMPLATES if mode != "forced" else TEMPLATES[:3]:
        page.goto(address + PREFIX[code] + path)
        faults += [f"{path} {fault}" for fault in walk(page)]
    context.close()
    assert faults == []


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_every_stop_is_reached_in_every_language(browser: Browser, own_address: str, code: str) -> None:
    page = browser.new_context(viewport=PHONE, reduced_motion="reduce", locale=code).new_page()
    page.goto(own_address + OWN_PREFIX[code])
    assert list(walk(page)) == []
    page.context.close()


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_the_handbooks_closed_menu_is_no_stop(keys: Page, address: str, code: str) -> None:
    faults = []
    for path in HANDBOOK[:2]:
        keys.goto(address + PREFIX[code] + path)
        faults += [f"{path} {fault}" for fault in walk(keys)]
    assert faults == []


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_the_handbooks_menu_opens_and_closes(keys: Page, address: str, code: str) -> None:
    keys.goto(f"{address}{PREFIX[code]}handbok/")
    links = keys.locator(".md-sidebar--primary a:visible")
    keys.locator("[data-chapters]").focus()
    keys.keyboard.press("Enter")
    expect(links.first).to_be_focused()
    keys.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(keys.locator("[data-chapters]")).to_be_focused()


def walk(page: Page) -> Iterator[str]:
    """What is wrong with the stops from the first to the last; after that the keyboard leaves the page."""
    for number in range(page.evaluate(STOPS)):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_be_in_viewport()  # the search has to open first
        fault = page.evaluate(FAULT, number)
        if fault:
            yield fault
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement === stops.at(-1)"):
        yield "the last stop does not let go"


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_the_first_stop_leads_past_the_menu(keys: Page, address: str, code: str) -> None:
    for path in LIGHT:
        keys.goto(address + PREFIX[code] + path)
        keys.keyboard.press("Tab")
        assert keys.evaluate("document.activeElement.className").startswith("skip"), path
        keys.keyboard.press("Enter")
        assert keys.evaluate("document.activeElement.id") == "_innehall", path
        if keys.locator("main :is(a, button, summary):visible").count():
            keys.keyboard.press("Tab")
            assert keys.evaluate("Boolean(document.activeElement.closest('main'))"), path


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_menu_opens_and_closes(keys: Page, address: str, code: str) -> None:
    keys.goto(f"{address}{PREFIX[code]}program/")
    menu = keys.locator(".menu details")
    keys.locator(".menu summary").focus()
    for key in ("Enter", "Space"):
        keys.keyboard.press(key)
        assert menu.evaluate("(menu) => menu.open"), key
        keys.keyboard.press(key)
        assert not menu.evaluate("(menu) => menu.open"), key
    keys.keyboard.press("Enter")
    keys.keyboard.press("Tab")
    assert keys.evaluate("document.activeElement.matches('.menu details a')")


@pytest.mark.parametrize(("code", "path"), [("sv", "cafe/hamnen/"), ("sv", "om/"), ("ar", "handbok/")])
def test_a_hard_word_opens_and_closes(keys: Page, address: str, code: str, path: str) -> None:
    keys.goto(address + PREFIX[code] + path)
    word = keys.locator("button.term").first
    note = keys.locator(f"#{word.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    word.focus()
    keys.keyboard.press("Enter")
    expect(note).to_be_in_viewport(ratio=1)
    expect(word).to_have_accessible_description(note.inner_text())
    keys.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()
