"""What every view tells of one date: tests/cases/views holds one situation a file, and what is read in Swedish.

`~…~` is struck out. The other languages tell the same days, hours and places, in the same order and by the same words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import feedparser
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag
from icalendar import Calendar

import tinysite
from brygga.translation.catalogue import catalogue_files
from citysite import PROJECT
from viewcases import CASES, LANGUAGES, built, facts, is_about, read, soup

STATUSES = ("Inställt", "Flyttat", "Blir senare", "Blir av", "Stängt", "Kanske stängt", "Tillagt")
BESIDE = "%(label)s: %(value)s"
pytestmark = pytest.mark.many

LABELS = (
    *("Tidigare: %(before)s.", "Ny dag: %(day)s.", "Ny tid: %(hours)s.", "Ny plats: %(place)s."),
    *("Tid: %(hours)s.", "Plats: %(place)s.", "Det gäller %(places)s."),
)
# One language tells of most faults; all take too long for every day.
TRANSLATED = [pytest.param(code, marks=[pytest.mark.site] * (n > 1)) for n, code in enumerate(LANGUAGES) if n > 0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    assert views(case.stem, "") == read(case)["views"]


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_language_tells_the_same_days_hours_and_places(case: Path, code: str) -> None:
    found, wanted = views(case.stem, LANGUAGES[code]), read(case)["views"]
    assert facts_of(found, code) == facts_of(wanted, "sv")
    assert not re.search("Inställt|Flyttat|Blir |Stängt|Tidigare|Ny (dag|tid|plats)|månad", str(found))


def facts_of(found: dict[str, list[str]], code: str) -> dict[str, list[object]]:
    return {name: [(facts(line, code), labelled(line, code)) for line in lines] for name, lines in found.items()}


def labelled(line: str, code: str) -> list[tuple[str, object]]:
    """By which words it tells what, in their order."""
    line = re.sub(r"(\d)\.(\d)", r"\1:\2", line.replace("kl. ", ""))  # these full stops end no sentence
    words = in_words_of(code)
    found = (next((name, told) for name, told in match.groupdict().items() if told) for match in words.finditer(line))
    return [(name, facts(told, code) if name.startswith("l") else None) for name, told in found]


@cache
def in_words_of(code: str) -> re.Pattern[str]:
    said = dict(catalogue(code))
    labels = {f"l{n}": said.get(one, one) for n, one in enumerate(LABELS)}
    told = {name: re.sub(r"%\\\(\w+\\\)s", f"(?P<{name}>.+?)", re.escape(text)) for name, text in labels.items()}
    beside = said.get(BESIDE, BESIDE).replace("%(value)s", "").strip()
    words = {f"s{n}": beside.replace("%(label)s", said.get(one, one)) for n, one in enumerate(STATUSES)}
    told |= {name: f"(?P<{name}>{re.escape(word)})" for name, word in words.items()}
    return re.compile("|".join(sorted(told.values(), key=len, reverse=True)))


def catalogue(code: str) -> Iterator[tuple[str, str]]:
    if code != "sv":
        for path in catalogue_files(PROJECT, code):
            with path.open("rb") as file:
                yield from ((str(one.id), str(one.string)) for one in read_po(file) if one.string)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_programme_of_a_place_tells_the_same_as_its_page(case: Path) -> None:
    for place in (f"{case.stem}-gamla", f"{case.stem}-nya"):
        programme, told = f"program/plats/{place}/index.html", about(case.stem, f"cafe/{place}/index.html")
        if programme in built() and told:
            assert about(case.stem, programme) == told


@pytest.mark.parametrize("place", ["gamla", "nya"])
def test_a_poster_in_two_languages_tells_what_both_alone_tell(place: str) -> None:
    for stem in (case.stem for case in CASES):
        poster = f"cafe/{stem}-{place}/affisch/"
        both, hers, swedish = (
            [text(row) for row in soup(f"{path}index.html").select("tr")]
            for path in (f"ar/{poster}tva/", f"ar/{poster}", poster)
        )
        assert both == hers + swedish


def test_every_date_that_a_kept_programme_shows_soon_is_kept() -> None:
    """The programme links to a date from each day that people were told, also when it is a later one now."""
    kept = built()["offline.txt"].decode().splitlines()
    for row in soup("program/index.html").select(".rows li"):
        [link] = row.select("a")
        is_soon = str(row["data-day"]) < "2019-03-19"
        assert (f"program/{link['href']}" in kept) >= is_soon


def views(stem: str, prefix: str) -> dict[str, list[str]]:
    """{view: its lines about the dates of the case}."""
    paths = [path for path in built() if path.startswith(f"{prefix}program/{stem}/") and path.endswith("index.html")]
    addresses = [path.removesuffix("index.html") for path in paths]
    found = {
        "page": [line for path in paths for line in page(soup(path))],
        "copied text": [copied(path) for path in paths],
        "programme": about(stem, f"{prefix}program/index.html"),
        "calendar": [event(built()[f"{address}traff.ics"]) for address in addresses],
        "data": [linked_data(soup(path)) for path in paths],
        "news": about(stem, f"{prefix}nytt/index.html", ".news li"),
        "feed": [told for told, url in feed(f"{prefix}program/nytt.atom") if is_about(stem, told, url)],
    }
    for place in ("gamla", "nya"):
        cafe = f"{prefix}cafe/{stem}-{place}/"
        found[f"café {place}"] = about(stem, f"{cafe}index.html")
        found[f"poster {place}"] = [text(row) for row in soup(f"{cafe}affisch/index.html").select("tr")]
        found[f"café {place}"] += rules(soup(f"{cafe}index.html"), stem)
        programme = f"{prefix}program/plats/{stem}-{place}/index.html"
        found[f"copied café {place}"] = [copied(f"{cafe}index.html"), copied(programme)]
        cards = listed(f"{prefix}cafe/index.html", ".cards li")
        found[f"cafés {place}"] = [told for told, _ in cards if told.startswith(f"{place.title()} {stem} ")]
    return found


def copied(path: str) -> str:
    """The text for the clipboard; nothing where there is no such page."""
    return str(soup(path).select_one("[data-text]")["data-text"]) if path in built() else ""  # type: ignore[index]


def page(html: BeautifulSoup) -> Iterator[str]:
    main = html.main
    assert main is not None
    for one in (html.title, *main.select(".notice:not([hidden]), h1"), *main.select(".facts")[0].select("li")):
        yield text(one)
    for guest in main.select("h3"):
        after = takewhile(lambda one: one.name == "p", guest.find_next_siblings(["p", "h2", "h3"]))
        yield " ".join([text(guest), *(text(one) for one in after)])


def about(stem: str, path: str, selector: str = ".rows li") -> list[str]:
    return [told for told, urls in listed(path, selector) if is_about(stem, told, urls)]


@cache
def listed(path: str, selector: str) -> list[tuple[str, str]]:
    """(what is read, where it leads to) of each line of a page."""
    lines = soup(path).select(selector)
    return [(text(one), " ".join(str(link["href"]) for link in one.select("a[href]"))) for one in lines]


def event(content: bytes) -> str:
    events: list[Any] = Calendar.from_ical(content).walk("VEVENT")
    [one] = events
    told = " ".join(line for line in str(one["DESCRIPTION"]).splitlines() if "https://" not in line)
    return " | ".join([one["DTSTART"].dt.isoformat(), *(str(one[n]) for n in ("STATUS", "SUMMARY", "LOCATION")), told])


def linked_data(html: BeautifulSoup) -> str:
    data = json.loads(html.select('script[type="application/ld+json"]')[0].text)
    place = data["location"]["name"]
    return f"{data['eventStatus'][19:]} {data['startDate']} {data.get('previousStartDate', '-')} {place}"


def rules(html: BeautifulSoup, stem: str) -> Iterator[str]:
    """How often a series meets, for readers and for machines."""
    for one in json.loads(html.select('script[type="application/ld+json"]')[0].text):
        plan = one["eventSchedule"]
        [told] = html.select(f"#{stem}")
        yield f"{text(told)} | {plan['byDay']} {plan['repeatFrequency']} not {plan.get('exceptDate', '-')}"


@cache
def feed(path: str) -> list[tuple[str, str]]:
    return [(f"{one.title} | {one.summary}", one.link) for one in feedparser.parse(built()[path]).entries]


def text(one: Tag | None) -> str:
    """As it is read, struck out where it is, without what is for sight or script alone."""
    assert one is not None
    html = re.sub(r"<mark.*?</mark>|<svg.*?</svg>", "", str(one), flags=re.DOTALL)
    html = re.sub(r"<s( [^>]*)?>|</s>", "~", html)
    return re.sub(r" ([.,:،፣፦])", r"\1", " ".join(BeautifulSoup(html, "lxml").get_text(" ").split()))


def test_home_tells_what_does_not_take_place_before_the_next_meeting() -> None:
    """Today's café is cancelled, next week's postponed, that of the week after moved by a day."""
    html = BeautifulSoup(tinysite.built("everything", date(2019, 3, 12))["index.html"], "lxml")
    lines = [text(one) for one in html.select(".rows li, .next h2, .next .day")]
    assert [line[:11] for line in lines[:5]] == [
        "tis 12 mars",
        "tis 19 mars",
        "tis 26 mars",
        "ons 27 mars",
        "Tisdagscafé",
    ]
    assert lines[0].startswith("tis 12 mars ~Tisdagscafé~ I dag kl. 13–16 · Kvarnen Inställt: Vattenläcka.")
    assert lines[5].startswith("tis 2 april Tisdagscafé kl. 13–16 · Torget Flyttat: Målning. Tidigare: Kvarnen.")
    assert "Flyttat: Studiedag. Tidigare: tisdag 26 mars." in text(html.select(".next")[0])
