"""Sites in Debian's Chromium, on a small phone: with and without JavaScript, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from axe import HANDBOOK_COLOURS, HANDBOOK_OPTIONS, axe_findings, dark_findings, light_findings
from builtsite import OWN_PREFIX, RIGHT_TO_LEFT
from citysite import PREFIX
from phone import AS_BEFORE, PHONE, TWICE_AS_LARGE, Kinds, too_small

pytestmark = pytest.mark.browser


# Words of up to so many letters that go on in the next line; longer ones get a hyphen, on phones that know where.
CUT_WORDS = """(longest) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange(), cut = []
  while (walker.nextNode()) {
    const node = walker.currentNode, around = node.parentElement
    if (!around.checkVisibility({ visibilityProperty: true }) || around.closest('.skip, .md-search')) continue
    for (const word of node.data.matchAll(/[\\p{L}\\p{M}\\p{N}]+/gu)) {
      if (word[0].length > longest) continue
      range.setStart(node, word.index)
      range.setEnd(node, word.index + word[0].length)
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1)
      if (new Set(boxes.map((box) => Math.round(box.top))).size > 1) cut.push(word[0])
    }
  }
  return cut
}"""


@pytest.fixture(params=[False, True], ids=["no-script", "script"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_reads_well_on_a_phone(phone: Page, own_address: str, own_kinds: Kinds, code: str) -> None:
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url))
    for path in ("", "program/", own_kinds.date):
        phone.goto(own_address + OWN_PREFIX[code] + path)
        assert phone.locator("html").get_attribute("lang") == code
        assert phone.locator("main h1").first.is_visible(), path
        assert phone.locator("main a:visible").first.is_visible(), path
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(own_address).netloc}


TO_PRESS = "header a:not(.skip), summary, .button, .rows a, .doors a, button:not(.term)"


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_every_kind_of_page_is_whole_within_reach_and_clear(
    page: Page, own_address: str, own_kinds: Kinds, code: str
) -> None:
    """Each is opened once for all that is looked at."""
    light, handbook, *_ = own_kinds
    page.emulate_media(reduced_motion="reduce")  # colours change at once; a menu that slides away would be in the way
    found = []
    for path in (*light, *handbook, *([] if OWN_PREFIX[code] else ["404.html"])):
        page.emulate_media(color_scheme="light")
        page.goto(own_address + OWN_PREFIX[code] + path)
        is_light = path not in handbook
        found += [f"{path}: in two columns: {one}" for one in page.evaluate(TORN)]
        found += [f"{path}: {fault}" for fault in (*cut(page), *(out_of_reach(page) if is_light else ()))]
        found += light_findings(page, code) if is_light else axe_findings(page, HANDBOOK_OPTIONS)
        page.emulate_media(color_scheme="dark")
        found += dark_findings(page, code) if is_light else axe_findings(page, HANDBOOK_COLOURS)
    assert found == []


def cut(page: Page) -> Iterator[str]:
    """What scrolls sideways or breaks in the middle of a word: on narrow phones and on a desk. All is unfolded."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    for width in (320, 1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"wider than {width}"
        if width >= 360:
            yield from page.evaluate(CUT_WORDS, 26)
            yield from (f"hours on two lines: {hours}" for hours in page.evaluate(PARTED_HOURS))


PARTED_HOURS = """() => [...document.querySelectorAll('bdi[data-say]')].filter((one) =>
  new Set([...one.getClientRects()].map((box) => Math.round(box.top))).size > 1).map((one) => one.textContent)"""


TORN = """() => [...document.querySelectorAll('bdi')].map((one) => one.parentElement).filter((one) =>
  getComputedStyle(one).display.endsWith('flex') && getComputedStyle(one).flexDirection === 'row' &&
  [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /[\\p{L}]/u.test(node.data))
).map((one) => one.outerHTML.slice(0, 120))"""


def out_of_reach(page: Page) -> Iterator[str]:
    """44 px for everything that stands alone; links inside running text are excepted (WCAG 2.5.5). And what is cut
    with texts twice as large."""
    yield from too_small(page, TO_PRESS)
    page.evaluate(TWICE_AS_LARGE)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        yield "too wide, twice as large"
    yield from page.evaluate(CUT_WORDS, 12)
    page.evaluate(AS_BEFORE)


def test_right_to_left_mirrors_the_page(page: Page, address: str) -> None:
    boxes = {}
    for code in ("sv", "ar"):
        page.goto(f"{address}{PREFIX[code]}program/")
        day, name = page.locator(".rows .day").first, page.locator(".rows .name").first
        boxes[code] = (day.bounding_box(), name.bounding_box())
    for code, (day_box, name_box) in boxes.items():
        assert day_box is not None
        assert name_box is not None
        assert (day_box["x"] < name_box["x"]) == (code == "sv")


# [text, how far left its two clocks stand], of all that shows two in one line.
CLOCKS = """() => [...document.querySelectorAll('.rows bdi')].flatMap((one) => {
  const clocks = [...one.textContent.matchAll(/\\d+:\\d\\d/g)], range = document.createRange()
  const boxes = clocks.map(({ 0: clock, index }) => {
    range.setStart(one.firstChild, index)
    range.setEnd(one.firstChild, index + clock.length)
    return range.getBoundingClientRect()
  })
  const isOneLine = boxes.length === 2 && boxes[0].top === boxes[1].top
  return isOneLine ? [[one.textContent, boxes.map((box) => box.left)]] : []
})"""


def test_times_keep_their_order_where_lines_run_from_right_to_left(page: Page, address: str, own_address: str) -> None:
    """13:00 stands left of 16:00, unless a word stands between them ("13:00 تا 16:00"): that is read as the line is."""
    page.goto(f"{address}ar/program/")
    assert page.evaluate(CLOCKS)
    for programme in (f"{address}ar/program/", *(f"{own_address}{OWN_PREFIX[code]}program/" for code in RIGHT_TO_LEFT)):
        page.goto(programme)
        for text, (start, end) in page.evaluate(CLOCKS):
            assert (start > end) == any(sign.isalpha() for sign in text), f"{programme}: {text}"


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_an_open_menu_is_no_wider_than_the_page(page: Page, address: str, code: str) -> None:
    page.goto(address + PREFIX[code])
    page.locator(".menu summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    box = page.locator(".menu details ul").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, PHONE["width"])


@pytest.mark.parametrize("path", ["", "cafe/hamnen/affisch/", "handbok/"])
def test_the_language_at_hand_is_told(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}ar/{path}")
    row = page.get_by_role("navigation", name="العربية")
    assert row.locator("[aria-current=page]").all_inner_texts() == ["العربية"]


@pytest.mark.parametrize("code", OWN_PREFIX)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_headline_is_the_heading(page: Page, own_address: str, own_kinds: Kinds, code: str, width: int) -> None:
    """Nothing on a page is written larger than its h1, but the day on a leaf of the calendar."""
    page.set_viewport_size({"width": width, "height": 740})
    size = "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    for path in ("", "program/", own_kinds.date):
        page.goto(own_address + OWN_PREFIX[code] + path)
        [headline] = page.locator("h1").evaluate_all(size)
        assert max(page.locator("body :not(.day, .day *, h1, h1 *)").evaluate_all(size)) < headline, path


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_what_stands_in_the_footer_begins_on_one_line(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}{PREFIX[code]}cafe/hamnen/")
    starts = page.evaluate(
        """() => [...document.querySelectorAll('footer :is(summary, p, li:first-child a)')].map((one) => {
          const range = document.createRange()
          range.selectNodeContents(one)
          const box = range.getBoundingClientRect()
          return Math.round(document.dir === 'rtl' ? box.right : box.left)
        }).filter(Boolean)"""
    )
    assert len(set(starts)) == 1, starts


def test_menu_opens_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "program/")
    page.locator("summary").first.click()
    page.locator(".menu details a", has_text="Caféer").click()
    page.wait_for_url("**/cafe/")
    context.close()


@pytest.mark.parametrize(
    ("code", "word", "found"),
    [
        ("sv", "tystnadsplikt", "handbok/"),
        ("sv", "byapolisen", "kontakt/#byapolisen"),
        ("en", "mothers", "en/handbok/"),
        ("en", "police", "en/kontakt/#byapolisen"),
        ("ar", "الشرطة", "ar/kontakt/#byapolisen"),
        ("ar", "متطوعة", "ar/handbok/"),
        ("sv", "tillganglighet", "tillganglighet/"),
        ("ar", "امهات", "ar/"),
    ],
)
def test_search_finds(page: Page, address: str, code: str, word: str, found: str) -> None:
    page.goto(f"{address}{PREFIX[code]}handbok/?q={word}")
    page.wait_for_selector(".md-search-result__item a")
    links = page.eval_on_selector_all(".md-search-result__item a", "links => links.map(link => link.href)")
    shown = [unquote(urlsplit(link)._replace(query="").geturl()) for link in links]
    assert any(link.startswith(address + found) for link in shown), shown


def test_contact_page_searches_the_handbook(page: Page, address: str) -> None:
    page.goto(address + "kontakt/")
    page.fill("#_q", "byapolisen")
    page.keyboard.press("Enter")
    page.wait_for_selector('.md-search-result__item a[href*="kontakt/"][href$="#byapolisen"]')
