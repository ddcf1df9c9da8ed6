"""What every view tells of one date: tests/cases/views holds one situation a file, and what is read in Swedish.

`~…~` is struck out. Each case has two places of its own, "Gamla" (where the series is planned) and "Nya"; `series` is
what its file holds beside the usual lines. All cases are built together, once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from icalendar import Calendar

import tinysite
from tinysite import TESTS, THREE, copy_of, make_buildable, outputs, put_all, without_today

CASES = sorted((TESTS / "cases/views").glob("*.yaml"))
PLACE = "title: {} {}\nkind: cafe\nsummary: Ett café.\nsource: Provdata\n"
SERIES = """title: Fika {0}
place: {0}-gamla
weekday: tuesday
start: 13:00
end: 16:00
first_day: 2019-03-12
last_day: 2019-03-12
summary: Vi fikar.
{1}source: Provdata
"""
Files = Mapping[str, bytes]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    assert views(case.stem, THREE["sv"]) == read(case)["views"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_language_tells_the_same_days_hours_and_places(case: Path, code: str) -> None:
    found, wanted = views(case.stem, THREE[code]), read(case)["views"]
    assert {name: facts(lines) for name, lines in found.items()} == {name: facts(wanted[name]) for name in wanted}
    assert not re.search("Inställt|Flyttat|Blir |Stängt|Tidigare|Ny (dag|tid|plats)|månad", str(found))


def facts(lines: list[str]) -> list[tuple[set[int], list[str], int]]:
    """The numbers of each line but :00, the places it names in their order, how often something is struck out."""
    return [({*map(int, re.findall(r"\d+", one))} - {0}, re.findall("Gamla|Nya", one), one.count("~")) for one in lines]


def read(case: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(case.read_text("utf-8"))
    return loaded


@cache
def built() -> Files:
    with TemporaryDirectory() as folder:
        root = copy_of("tiny", Path(folder))
        put_all(root, {f"data/{kind}": None for kind in ("events", "closures", "series")})
        for case in CASES:
            put_all(root, {f"data/{path}": content for path, content in files_of(case).items()})
        return outputs(without_today(make_buildable(root)))


def files_of(case: Path) -> dict[str, str]:
    wanted, stem = read(case), case.stem
    places = {f"places/{stem}-{which}.yaml": PLACE.format(which.title(), stem) for which in ("gamla", "nya")}
    return {**places, f"series/{stem}.yaml": SERIES.format(stem, wanted["series"]), **wanted.get("files", {})}


def views(stem: str, prefix: str) -> dict[str, list[str]]:
    """{view: its lines about the dates of the case}."""
    paths = [path for path in built() if path.startswith(f"{prefix}program/{stem}/") and path.endswith("index.html")]
    addresses = [path.removesuffix("index.html") for path in paths]
    found = {
        "page": [line for path in paths for line in page(soup(path))],
        "copied text": [str(soup(path).select("[data-text]")[0]["data-text"]) for path in paths],
        "programme": list(rows(soup(f"{prefix}program/index.html"), stem)),
        "calendar": [event(built()[f"{address}traff.ics"]) for address in addresses],
        "data": [linked_data(soup(path)) for path in paths],
        "news": [text(one) for one in soup(f"{prefix}nytt/index.html").select(".news li") if is_about(one, stem)],
        "feed": list(feed(built()[f"{prefix}program/nytt.atom"], stem)),
    }
    for place in ("gamla", "nya"):
        cafe = f"{prefix}cafe/{stem}-{place}/"
        found[f"café {place}"] = list(rows(soup(f"{cafe}index.html"), stem))
        found[f"poster {place}"] = [text(row) for row in soup(f"{cafe}affisch/index.html").select("tr")]
        cards = soup(f"{prefix}cafe/index.html").select(".cards li")
        found[f"café {place}"] += rules(soup(f"{cafe}index.html"), stem)
        found[f"cafés {place}"] = [text(one) for one in cards if f"{place.title()} {stem}" == text(one.h3)]
    return found


@cache
def soup(path: str) -> BeautifulSoup:
    """What is seen without a script; it shows what is hidden once its day has come."""
    html = BeautifulSoup(built()[path], "lxml")
    for hidden in html.select("[data-day][hidden]"):
        hidden.decompose()
    return html


def page(html: BeautifulSoup) -> Iterator[str]:
    main = html.main
    assert main is not None
    for one in (html.title, *main.select(".notice:not([hidden]), h1"), *main.select(".facts")[0].select("li")):
        yield text(one)
    for guest in main.select("h3"):
        after = takewhile(lambda one: one.name == "p", guest.find_next_siblings(["p", "h2", "h3"]))
        yield " ".join([text(guest), *(text(one) for one in after)])


def rows(html: BeautifulSoup, stem: str) -> Iterator[str]:
    return (text(one) for one in html.select(".rows li") if is_about(one, stem))


def is_about(one: Tag, stem: str) -> bool:
    return any(f"program/{stem}/" in str(link["href"]) for link in one.select("a[href]")) or f" {stem}" in one.text


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


def feed(content: bytes, stem: str) -> Iterator[str]:
    for one in feedparser.parse(content).entries:
        if f"/program/{stem}/" in one.link or f" {stem}" in one.title + one.summary:
            yield f"{one.title} | {one.summary}"


def text(one: Tag | None) -> str:
    """As it is read, struck out where it is, without what is for sight or script alone."""
    assert one is not None
    html = re.sub(r"<mark.*?</mark>|<svg.*?</svg>", "", str(one), flags=re.DOTALL)
    html = re.sub(r"<s( [^>]*)?>|</s>", "~", html)
    return (
        " ".join(BeautifulSoup(html, "lxml").get_text(" ").split())
        .replace(" .", ".")
        .replace(" ,", ",")
        .replace(" :", ":")
    )


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
