"""Forms in Debian's Chromium, on a small phone: as the site shows them, and as the portal shows them with errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page

from axe import dark_findings, light_findings
from builtsite import OWN_PREFIX
from citysite import CODES, PREFIX
from formsite import fields_html, form_paths, portal_json, published, shape, site
from phone import AS_BEFORE, PHONE, TWICE_AS_LARGE, serving, too_small
from test_html import findings
from tinysite import put

pytestmark = pytest.mark.browser

ERRORS = {"text": "Skriv din fråga.", "language": "Välj ett språk.", "topic": "Välj."}
SEND = "main form button"
CONTROLS = "main :is(select, textarea, .choice, .button, input[id]:not(.choice *, .trap *))"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_forms(tmp_path_factory.mktemp("forms"), "city", CODES)


def with_forms(folder: Path, name: str, codes: Iterable[str]) -> Path:
    """The forms with a portal; and below fel/ the same with errors, and members' forms, in the portal's frame."""
    files = site(name, portal=True)
    for path in [*(f"{path}index.html" for path in form_paths(files)), "public/light.js"]:
        put(folder / path, as_served((files.get(path) or SCRIPT).decode()))
    frames = published(name, portal=True)
    for code in codes:
        frame = frames[f"frames/{code}.html"].decode()
        for form in portal_json(name)["forms"]:
            errors = {name: text for name, text in ERRORS.items() if name in {f["name"] for f in form["fields"]}}
            main = f"<h1>{form['title']}</h1>" + fields_html(form, {"text": "Hej"}, errors)
            whole = frame.replace("[[main]]", f'<div lang="sv" dir="ltr">{main}</div>').replace("[[title]]", "Fel")
            put(folder / f"fel/{code}/{form['id']}/index.html", as_served(re.sub(r"\[\[\w+\]\]", "", whole)))
    return folder


def as_served(text: str) -> str:
    """Forms go to the server that the page came from: the pages' policy allows no other."""
    return text.replace('action="https://mammor.example/', 'action="/')


SCRIPT = (Path(__file__).parent.parent / "overrides/public/light.js").read_bytes()


@pytest.fixture(scope="module")
def served(pages: Path) -> Iterator[str]:
    with serving(pages) as address:
        yield address


@pytest.fixture(scope="module")
def own_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The forms of this project's own site, in all its languages."""
    with serving(with_forms(tmp_path_factory.mktemp("forms"), "own", OWN_PREFIX)) as address:
        yield address


def own_addresses(code: str) -> list[str]:
    forms = portal_json("own")["forms"]
    public = [f"{OWN_PREFIX[code]}formular/{form['id']}/" for form in forms if form["audience"] == "public"]
    return [*public, *(f"fel/{code}/{form['id']}/" for form in forms)]


def sent(page: Page) -> list[dict[str, list[str]]]:
    """What the browser sends to the portal from now on."""
    bodies: list[dict[str, list[str]]] = []

    def answer(route: object) -> None:
        bodies.append(parse_qs(route.request.post_data or "", keep_blank_values=True))  # type: ignore[attr-defined]
        route.fulfill(status=200, content_type="text/html", body="<p>Tack")  # type: ignore[attr-defined]

    page.route("**/portal/**", answer)
    return bodies


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_every_form_is_whole_within_reach_and_clear(page: Page, own_served: str, code: str) -> None:
    """In light, and in the dark what has to do with colours: those are the same in all languages."""
    found = []
    for path in own_addresses(code):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 740})
        page.goto(own_served + path)
        found += [f"{path}: {fault}" for fault in cut_or_small(page)]
        found += light_findings(page, code)
        page.emulate_media(color_scheme="dark")
        found += dark_findings(page, code)
    assert found == []


def cut_or_small(page: Page) -> Iterator[str]:
    """On a narrow phone, and with texts twice as large."""
    for size, width in ((AS_BEFORE, 320), (TWICE_AS_LARGE, PHONE["width"])):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(size)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"wider than {width}"
        yield from too_small(page, CONTROLS)
    page.evaluate(AS_BEFORE)


def test_every_page_is_valid(pages: Path) -> None:
    assert list(pages.rglob("*.html")) != []
    assert [f"{one['url'][-40:]}: {one['message']}" for one in findings(pages) if one["type"] != "info"] == []


def test_a_question_is_sent_once_and_says_how_long_it_took(page: Page, served: str) -> None:
    bodies = sent(page)
    for _ in range(2):
        page.goto(f"{served}ar/formular/fraga/")
        page.fill("[name=text]", "كيف؟")
        page.click(SEND)
        page.wait_for_url("**/portal/ar/formular/fraga/")
    first, second = bodies
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", first["send_id"][0])
    assert first["send_id"] != second["send_id"]
    assert first["seconds_open"][0].isdigit()
    assert (first["text"], first["language"], first["webbplats"]) == (["كيف؟"], ["ar"], [""])


def test_who_goes_back_and_sends_again_sends_the_same(page: Page, served: str) -> None:
    """The portal knows it again by its number, and keeps it once."""
    bodies = sent(page)
    page.goto(f"{served}formular/fraga/")
    page.fill("[name=text]", "Hur gör jag?")
    for _ in range(2):
        page.click(SEND)
        page.wait_for_url("**/portal/sv/formular/fraga/")
        page.go_back()
        page.wait_for_url(f"{served}formular/fraga/")
        page.wait_for_function("document.querySelector('[name=text]').value === 'Hur gör jag?'")
    assert bodies[0]["send_id"] == bodies[1]["send_id"]
    assert bodies[1]["text"] == ["Hur gör jag?"]


def test_a_question_is_sent_without_a_script(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    bodies = sent(page)
    page.goto(f"{served}formular/fraga/")
    page.fill("[name=text]", "Hur gör jag?")
    page.click(SEND)
    page.wait_for_url("**/portal/sv/formular/fraga/")
    context.close()
    assert (bodies[0]["text"], bodies[0]["send_id"], bodies[0]["seconds_open"]) == (["Hur gör jag?"], [""], [""])


def test_what_is_missing_is_said_in_the_pages_words_and_can_be_mended(page: Page, served: str) -> None:
    bodies = sent(page)
    page.goto(f"{served}formular/bjud-in/")
    page.click(SEND)
    first = page.locator("[name=wish]").first
    assert first.evaluate("field => field.validationMessage") == "Välj vad ni vill göra."
    assert bodies == []
    page.locator("[name=wish]").nth(1).check()
    page.fill("[name=organisation]", "Skolan")
    page.fill("[name=email]", "skolan@example.org")
    page.click(SEND)
    page.wait_for_url("**/portal/sv/formular/bjud-in/")
    assert bodies[0]["wish"] == ["studiebesok"]


def test_nothing_she_writes_is_kept_in_the_phone(page: Page, served: str) -> None:
    page.goto(f"{served}formular/fraga/")
    page.fill("[name=text]", "hemligt")
    assert page.input_value("[name=text]") == "hemligt"
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "hemligt" not in kept
    assert page.context.cookies() == []


def test_the_trap_cannot_be_seen_or_reached(page: Page, served: str) -> None:
    for code in ("sv", "ar"):
        page.goto(f"{served}{PREFIX[code]}formular/fraga/")
        box = page.locator(".trap").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (1, 1)
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.name || ''"))
        assert "text" in reached
        assert "webbplats" not in reached


def test_a_link_in_the_summary_leads_to_its_field(page: Page, served: str) -> None:
    page.goto(f"{served}fel/ar/fraga/")
    for field in ("text", "topic"):
        page.click(f"[role=alert] a[href='#falt-{field}']")
        assert page.evaluate("document.activeElement.name || location.hash") in (field, f"#falt-{field}")


def test_the_figures_of_a_visit_fit_on_a_phone(page: Page, served: str) -> None:
    """No text at all is asked for: only a day, a place, numbers and ticks."""
    page.goto(f"{served}fel/sv/cafebesok/")
    kinds = {one.get_attribute("type") for one in page.locator("main form [name]:not([type=hidden], .trap *)").all()}
    assert kinds == {"date", "radio", "number", "checkbox"}
    assert len(shape("cafebesok", "city")["fields"]) == 5
