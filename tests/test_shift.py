"""Nothing jumps: neither while a page is arriving, wherever the network cuts it, nor when its script is done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from builtsite import OWN_PREFIX
from phone import PHONE, Kinds

pytestmark = pytest.mark.browser

PIECE = 200  # characters; each piece is painted before the next one comes, until the first screen is full
ARRIVE = """async ([address, piece]) => {
  const html = await (await fetch(address)).text()
  const shifts = []
  const name = ({ node }) => (node && (node.outerHTML || node.textContent) || 'gone').slice(0, 80)
  const note = (entries) => entries.forEach((entry) => shifts.push(`${entry.value} ${entry.sources.map(name)}`))
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'layout-shift' })
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  document.open()
  let isFull = false
  for (let start = html.indexOf('<body'), from = 0; from < html.length; from = start, start += piece) {
    document.write(html.slice(from, start))
    if (!isFull) await painted()
    isFull = document.querySelector('main > :nth-child(2)') && document.documentElement.scrollHeight > 2 * innerHeight
  }
  const loaded = new Promise((done) => addEventListener('load', done))
  document.close()
  await loaded
  await painted()
  await painted()
  note(observer.takeRecords())
  return shifts
}"""


@pytest.fixture(scope="module")
def arguments() -> list[str]:
    """One picture after the other, without waiting for a screen."""
    return ["--disable-frame-rate-limit", "--disable-gpu-vsync"]


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_nothing_jumps(browser: Browser, own_address: str, own_kinds: Kinds, code: str) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block", bypass_csp=True)  # it writes pages itself
    for path in ("", "program/", own_kinds.date, own_kinds.cafe):
        page = context.new_page()
        page.goto(own_address + "app.webmanifest")
        assert page.evaluate(ARRIVE, [own_address + OWN_PREFIX[code] + path, PIECE]) == [], path
        assert_is_whole(page)
    context.close()


def test_the_handbook_keeps_room_for_its_button(browser: Browser, address: str) -> None:
    """The text stands where it stood before the script came, and no room gapes above it."""
    page = browser.new_context(viewport=PHONE, service_workers="block").new_page()
    page.goto(f"{address}handbok/")
    button = page.locator("[data-do=keep]")
    expect(button).to_be_visible()
    boxes = (button.bounding_box(), page.locator(".bar").bounding_box())
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] - boxes[1]["y"] - boxes[1]["height"] < 32
    after = page.locator("h1").bounding_box()
    page.route("**/light.js", lambda route: route.abort())
    page.reload()
    expect(page.locator("[data-do=keep]")).to_be_hidden()
    assert page.locator("h1").bounding_box() == after
    page.context.close()


def assert_is_whole(page: Page) -> None:
    """What had to wait for its end is shown, and so is what the script can do."""
    assert page.locator("main > h1").evaluate("(h1) => getComputedStyle(h1).visibility") == "visible"
    assert page.locator(":is(header, main):not(:has(+ *))").count() == 0
    assert page.locator(".tools [data-do=listen]").first.is_visible()
