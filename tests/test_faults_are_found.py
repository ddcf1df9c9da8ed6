"""What looks at pages in a browser and finds nothing would find something: each is shown a page with its fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from axe import HANDBOOK_OPTIONS, LIGHT_OPTIONS, WITHOUT_COLOURS, axe_findings, dark_findings, light_findings
from colours import AA, AAA, UNCLEAR
from phone import PHONE
from test_browser import TORN, cut, out_of_reach
from test_contrast import WITHOUT_EDGE
from test_forms_browser import cut_or_small
from test_glossary_words import ALONE
from test_keyboard import walk
from test_print import PALE
from test_print import faults as faults_on_paper
from test_shift import ARRIVE, PIECE
from test_tools import SHIFTS

pytestmark = pytest.mark.browser

ADDRESS = "http://made.example/"
Look = Callable[[Page], list[object]]
PALE_TEXT = '<p style="color: #aaa; background: #fff">Blek text</p>'
UNNAMED = '<img src="data:,">'
LATE = """<main><p>Ett</p><p>Två</p></main><script>requestAnimationFrame(() => setTimeout(() => {
document.body.prepend(Object.assign(document.createElement('div'), { style: 'height: 300px' })) }, 50))</script>"""


def evaluated(script: str, *arguments: object) -> Look:
    return lambda page: list(page.evaluate(script, *arguments))


def jumped(page: Page) -> list[object]:
    page.wait_for_function("window.shift > 0")
    return [page.evaluate("window.shift")]


def arrived(page: Page) -> list[object]:
    """As while it arrives, with a part that comes above what is there."""
    shifts = page.evaluate(ARRIVE, [ADDRESS, PIECE])
    assert isinstance(shifts, list)
    return shifts


def printed(page: Page) -> list[object]:
    page.emulate_media(media="print")
    return list(faults_on_paper(page.pdf(format="A4", prefer_css_page_size=True)))


FAULTS: dict[str, tuple[str, Look]] = {
    "a pale text": (PALE_TEXT, evaluated(UNCLEAR, AAA)),
    "a text that is pale for most": ('<p style="color: #bbb; background: #fff">Text</p>', evaluated(UNCLEAR, AA)),
    "a pale text in light": (PALE_TEXT, lambda page: [*light_findings(page, "ar")]),
    "a pale text in the dark": (PALE_TEXT, lambda page: [*dark_findings(page, "ar")]),
    "a picture without a text": (UNNAMED, lambda page: [*axe_findings(page, LIGHT_OPTIONS)]),
    "the same without colours": (UNNAMED, lambda page: [*axe_findings(page, WITHOUT_COLOURS)]),
    "the same in the handbook": (UNNAMED, lambda page: [*axe_findings(page, HANDBOOK_OPTIONS)]),
    "a button without an edge": (
        '<button class="button" style="border: none">Tryck</button>',
        evaluated(WITHOUT_EDGE, {".button": "solid 1"}),
    ),
    "a name torn from its text": ('<p style="display: flex">Vi ses på <bdi>Torget</bdi></p>', evaluated(TORN)),
    "a word that is cut": ('<p style="width: 5ch; overflow-wrap: anywhere">stadsdel</p>', lambda page: [*cut(page)]),
    "a page that is too wide": ('<p style="width: 900px">Text</p>', lambda page: [*cut(page)]),
    "a button that is too small": (
        '<button style="width: 20px; height: 20px">x</button>',
        lambda page: [*out_of_reach(page)],
    ),
    "a field that is too small": (
        '<main><form><input id="a" style="height: 20px" aria-label="a"></form></main>',
        lambda page: [*cut_or_small(page)],
    ),
    "a stop without a ring": ('<button style="outline: none">Tryck</button>', lambda page: [*walk(page)]),
    "stops in another order": (
        '<style>a { outline: 3px solid #000 }</style><a href="#a">a</a><a href="#b" tabindex="1">b</a>',
        lambda page: [*walk(page)],
    ),
    "a sign alone on its line": (
        '<span class="unbroken"><button>tolk</button><br>.</span>',
        lambda page: [1] * page.evaluate(ALONE),
    ),
    "a pale text on paper": ('<p style="color: #999">Text</p>', evaluated(PALE)),
    "a word over the edge of the paper": (
        '<style>@page { margin: 0 } body { margin: 0 }</style><p style="margin-left: -10px">Över kanten</p>',
        printed,
    ),
    "what comes late": (LATE, jumped),
    "what comes while it arrives": (LATE.replace(" }, 50))", " }))"), arrived),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Without the policies that our own pages have."""
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    made = context.new_page()
    made.add_init_script(SHIFTS)
    yield made
    context.close()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_on_a_page_is_found(name: str, page: Page) -> None:
    html, look = FAULTS[name]
    title = '<!doctype html><html lang="sv"><head><title>Prov</title></head>'
    body = f"{title}<body>{html}</body></html>"
    page.route(f"{ADDRESS}**", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto(ADDRESS)
    assert look(page) != []


@pytest.mark.parametrize("look", [cut, walk, evaluated(TORN), evaluated(UNCLEAR, AAA), printed], ids=range(5))
def test_a_page_without_faults_has_none(look: Look, page: Page) -> None:
    link = '<a href="#a" style="color: #000; outline: 3px solid #000">En länk</a>'
    body = f'<body style="background: #fff; color: #000; margin: 30px"><main><h1>Prov</h1><p>{link}</p></main></body>'
    page.set_content(f'<!doctype html><html lang="sv"><title>Prov</title>{body}')
    assert list(look(page)) == []
