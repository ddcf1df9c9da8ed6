"""Hostile texts in every field and every translation: they are shown as they were written, and do nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import vobject
from bs4 import BeautifulSoup
from icalendar import Calendar
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from brygga.site.app import FrameParts
from brygga.site.pages import HandbookPage
from citysite import PROJECT
from common.icalendar import calendar
from hostile import MARK, MARK_IN_WORDS, Built, build
from tinysite import SITE_URL, THREE

# Fields that no page shows today, beside the notes.
NOT_SHOWN = {"site.source", "site.city", "forms.thanks", "forms.error"}
NOT_SHOWN |= {f"requests.{name}" for name in ("assumption", "source", "summary", "where")}  # the portal shows them
NOT_SHOWN |= {"site.unseen0", "site.unseen1"}  # dates that are not there
ATOM_ELEMENTS = {"feed", "title", "id", "link", "updated", "author", "name", "entry", "published", "summary"}

OUR_SCRIPT = re.compile(r"(/|(\.\./)*)public/light\.js")


@pytest.fixture(params=["records", pytest.param("translations", marks=pytest.mark.site)])
def hostile(request: pytest.FixtureRequest) -> Built:
    return build(request.param)


def flat(text: object) -> str:
    """White space is tidied on the way."""
    return " ".join(str(text).split())


def literal(html: str) -> str:
    """The text of a piece of HTML, which must have no elements."""
    soup = BeautifulSoup(html, "html5lib")
    assert soup.body is not None
    assert (soup.body.find_all(True), soup.head and soup.head.find_all(True)) == ([], []), html
    return flat(soup.body.get_text())


def html_of(hostile: Built) -> Iterator[tuple[str, str]]:
    yield from ((path, content.decode()) for path, content in hostile.files.items() if path.endswith(".html"))
    for code, pages in hostile.handbook.items():
        yield from ((f"{code}: {page.uri}", page.html) for page in pages)


def sessions(hostile: Built, prefix: str) -> Iterator[tuple[str, Any]]:
    """(path, the only event) of each date's own calendar file."""
    for path, content in hostile.files.items():
        if path.startswith(f"{prefix}program/") and path.endswith("/traff.ics"):
            [event] = Calendar.from_ical(content).walk("VEVENT")
            yield path, event


# Pages


@pytest.mark.site
def test_no_text_becomes_an_element_or_an_attribute(hostile: Built) -> None:
    seen = 0
    for path, text in html_of(hostile):
        soup = BeautifulSoup(text, "html5lib")
        seen += "onerror=alert(1)" in soup.get_text()
        scripts = [tag for tag in soup.find_all("script") if tag.get("type") != "application/ld+json"]
        assert [tag for tag in scripts if tag.string or not OUR_SCRIPT.fullmatch(str(tag.get("src")))] == [], path
        assert soup.find_all(["img", "iframe"]) == [], path
        for tag in soup.find_all(True):
            assert [name for name in tag.attrs if name.startswith("on")] == [], path
            links = [str(tag.get(name, "")) for name in ("href", "src", "action", "formaction")]
            assert [link for link in links if link.strip().lower().startswith("javascript:")] == [], path
    assert seen > 50


def test_nothing_is_computed(hostile: Built) -> None:
    assert [path for path, text in html_of(hostile) if "1234*5678" in text]
    assert [path for path, content in hostile.files.items() if b"7006652" in content] == []
    assert [path for path, text in html_of(hostile) if "7006652" in text] == []


def test_every_text_is_shown_as_it_was_written_and_notes_are_not() -> None:
    built = build("records")
    names = [page.title for page in built.handbook["sv"]]
    shown = flat(" ".join(BeautifulSoup(text, "lxml").get_text() for text in [*dict(html_of(built)).values(), *names]))
    hidden = {where for where, text in built.texts.items() if flat(text) not in shown}
    assert {where for where in built.texts if where.endswith("-note")} <= hidden
    assert {re.sub("-.*-", ".", where) for where in hidden} <= NOT_SHOWN | {f"{kind}.note" for kind in built.kinds}


def test_names_in_the_head_are_literal() -> None:
    soup = BeautifulSoup(build("records").files["program/torgdag/index.html"], "html5lib")
    title, description = soup.select_one("title"), soup.select_one("meta[name=description]")
    assert title is not None
    assert description is not None
    texts = build("records").texts
    name, site = flat(texts["events-torgdag-title"]), flat(texts["site-site-title"])
    assert flat(title.get_text()) == f"{name}, lördag 11 maj · {site}"
    assert flat(description["content"]).startswith(name)
    assert flat(description["content"]).endswith(flat(texts["events-torgdag-summary"]))


def test_names_of_handbook_pages_are_safe_in_html(hostile: Built) -> None:
    names = [
        literal(name)
        for pages in hostile.handbook.values()
        for page in pages
        for name in (page.title, page.description)
    ]
    assert len(names) == 6 * len(THREE)
    assert flat(hostile.texts["methods-prata-title"]) in names
    assert flat(hostile.texts["methods-prata-summary"]) in names


def test_headings_of_handbook_pages_are_safe_in_html(hostile: Built) -> None:
    names = [literal(name) for pages in hostile.handbook.values() for page in pages for _, name in page.headings]
    assert flat(hostile.texts["topics-arbete-title"]) in names


@pytest.mark.site
def test_the_menu_of_the_handbook_is_safe_in_html() -> None:
    built = build("translations")
    names = [literal(name) for nav in built.nav.values() for name in menu_names(nav)]
    assert flat(built.texts["methods-prata-title"]) in names


def menu_names(nav: Any) -> Iterator[str]:
    for entry in nav if isinstance(nav, list) else []:
        for name, inside in entry.items() if isinstance(entry, dict) else []:
            yield name
            yield from menu_names(inside)


def test_the_head_of_handbook_pages_is_literal() -> None:
    built = build("records")
    page = next(page for page in built.handbook["sv"] if page.uri == "handbok/metoder/prata.md")
    soup = BeautifulSoup(handbook_head(page), "html5lib")
    title, description = soup.select_one("title"), soup.select_one("meta[name=description]")
    assert (title and flat(title.get_text())) == f"{flat(built.texts['methods-prata-title'])} · Mammorna"
    assert (description and flat(description["content"])) == flat(built.texts["methods-prata-summary"])
    assert [one.get("src") for one in soup.find_all(["img", "script"])] == ["public/scope.js"]


def handbook_head(page: HandbookPage) -> str:
    """overrides/main.html around a page, as MkDocs renders it: nothing is escaped by itself."""
    parts = dict.fromkeys(("partials/header.html", "partials/nav.html", "partials/toc.html"), "")
    theme = DictLoader({**parts, "partials/language.html": "{% macro t(key) %}{{ key }}{% endmacro %}"})
    environment = Environment(loader=ChoiceLoader([theme, FileSystemLoader(PROJECT / "overrides")]))
    environment.filters |= {"url": str, "swedish_marked": str}
    environment.globals["parts"] = FrameParts((), "public/scope.js", "bundle.js", "search.js")
    context = {"title": page.title, "meta": {"description": page.description}, "content": "", "toc": []}
    config = {"site_name": "Mammorna", "theme": {"favicon": "favicon.svg", "features": []}}
    html = environment.get_template("main.html").render(page=context, config=config, frame={}, base_url=".")
    return html.partition("</head>")[0]


# Data for other programs


def test_linked_data_is_the_literal_text() -> None:
    built = build("records")
    for prefix in THREE.values():
        soup = BeautifulSoup(built.files[f"{prefix}program/torgdag/index.html"], "html5lib")
        data = json.loads(str(soup.find_all("script")[0].string))
        assert data["name"] == built.texts["events-torgdag-title"]
        assert data["description"] == built.texts["events-torgdag-summary"]
        assert data["location"]["name"] == built.texts["places-torget-title"]
        assert data["organizer"]["name"] == built.texts["site-site-organisation"]


def test_a_calendar_has_one_event_a_date_and_the_literal_text(hostile: Built) -> None:
    prefix = "" if hostile is build("records") else "ar/"
    for path, content in hostile.files.items():
        if path.endswith(".ics"):
            assert [part.errors for part in Calendar.from_ical(content).walk() if part.errors] == [], path
    found = dict(sessions(hostile, prefix))
    assert len(found) == 13
    [event] = [event for path, event in found.items() if "torgdag" in path]
    wanted = hostile.texts["events-torgdag-title"]
    assert flat(event["SUMMARY"]) == flat(wanted) if prefix == "" else MARK.split()[0] in flat(event["SUMMARY"])
    assert flat(event["LOCATION"]).startswith(MARK.split()[0] if prefix else flat(hostile.texts["places-torget-title"]))


def test_a_name_cannot_end_the_calendar_wherever_its_line_is_folded() -> None:
    event = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20190305T120000Z\r\nEND:VEVENT\r\n"
    for length in range(75):
        name = "x" * length + "END:VCALENDAR och mer"
        read = vobject.readOne(calendar(name, "sv", ZoneInfo("Europe/Stockholm"), 12, [event]).decode())
        assert (read.x_wr_calname.value, len(read.vevent_list)) == (name, 1)


def test_whole_calendars_have_as_many_events_as_there_are_dates(hostile: Built) -> None:
    for prefix in THREE.values():
        whole = vobject.readOne(hostile.files[f"{prefix}program/program.ics"].decode())
        assert len(whole.vevent_list) == len(dict(sessions(hostile, prefix))) == 13
        names = [whole.getChildValue(name) for name in ("name", "x_wr_calname")]
        assert names == [flat(hostile.texts["site-site-title"])] * 2


def test_the_feed_is_the_literal_text(hostile: Built) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for prefix in THREE.values():
        feed = ElementTree.fromstring(hostile.files[f"{prefix}program/nytt.atom"])
        entries = {
            link.attrib["href"]: entry for entry in feed.iter(f"{atom}entry") for link in entry.iter(f"{atom}link")
        }
        assert len(feed.findall(f"{atom}entry")) == 16
        assert {part.tag.removeprefix(atom) for part in feed.iter()} == ATOM_ELEMENTS
        entry = entries[f"{SITE_URL}{prefix}program/torgdag/"]
        if hostile is build("records") or prefix == "":
            assert flat(hostile.texts["events-torgdag-title"]) in flat(entry.findtext(f"{atom}title"))
            assert flat(hostile.texts["events-torgdag-summary"]) in flat(entry.findtext(f"{atom}summary"))


def test_the_site_map_holds_addresses_only(hostile: Built) -> None:
    root = ElementTree.fromstring(hostile.files["sitemap.xml"])
    texts = [text for part in root.iter() for text in (part.text or "", *part.attrib.values()) if text.strip()]
    assert [text for text in texts if "alert" in text] == []
    assert len(texts) > 100


def test_the_search_index_is_safe_in_html(hostile: Built) -> None:
    for prefix in THREE.values():
        entries = hostile.search[f"{prefix}search/search_index.json"]
        titles = [literal(entry["title"]) for entry in entries]
        assert flat(hostile.texts["contacts-larm-title"]) in titles
        told = " ".join(literal(entry["text"]) for entry in entries)
        assert ("onerror=alert(1)" in told, "{{1234*5678}}" in told) == (True, True)


@pytest.mark.site
def test_translations_are_shown_as_they_were_written() -> None:
    built = build("translations")
    for code in (code for code, prefix in THREE.items() if prefix):
        page = BeautifulSoup(built.files[f"{code}/program/torgdag/index.html"], "html5lib").get_text()
        assert len(set(re.findall(rf"\[{code}-\d+\]", page))) > 20
        assert flat(page).count(flat(MARK_IN_WORDS)) > 10
        assert flat(page).count(flat(MARK)) >= 3  # title, summary, tagline …
