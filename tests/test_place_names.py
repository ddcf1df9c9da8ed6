"""The name of a place is translated everywhere, with the Swedish one beside it where the way is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from brygga.check.source import Source, read_source
from citysite import CODES, PROJECT, put_city
from tinysite import TODAY, built, portal_of

pytestmark = pytest.mark.many

PLACE = "hamnen"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return read_source(put_city(tmp_path_factory.mktemp("names")), TODAY)


def soup(path: str) -> BeautifulSoup:
    return BeautifulSoup(built("city")[path], "lxml")


def without_swedish(page: BeautifulSoup) -> str:
    for part in page.select('[lang="sv"]'):
        part.decompose()
    return page.get_text(" ")


def named(data: Any) -> Iterator[str]:
    """Names of places in JSON-LD."""
    if isinstance(data, dict):
        if data.get("@type") == "Place":
            yield data["name"]
        for value in data.values():
            yield from named(value)
    elif isinstance(data, list):
        for value in data:
            yield from named(value)


@pytest.mark.site
def test_every_view_says_the_same_name(source: Source) -> None:
    swedish = source.data.records.of("places")[PLACE]["title"]
    name = source.catalogues["ar"].translations[swedish].forms[0]
    cafe = f"ar/cafe/{PLACE}/"
    for path in ("", "vag/", "affisch/"):
        assert name in soup(f"{cafe}{path}index.html").select("h1")[0].get_text(), path
    assert name in soup("ar/cafe/index.html").get_text()
    assert name in soup(f"ar/program/plats/{PLACE}/index.html").select("h1")[0].get_text()
    assert name in soup("ar/program/index.html").get_text()
    data = soup(f"{cafe}index.html").select('[type="application/ld+json"]')[0]
    assert set(named(json.loads(str(data.string)))) == {name}
    calendar = Calendar.from_ical(built("city")[f"{cafe}kalender.ics"].decode())
    assert name in str(calendar["X-WR-CALNAME"])
    assert {str(event["LOCATION"]).startswith(name) for event in calendar.walk("VEVENT")} == {True}
    way = soup(f"{cafe}vag/index.html").select('main bdi[lang="sv"]')
    assert swedish in [one.get_text() for one in way]


@pytest.mark.parametrize("code", CODES[2:])
def test_no_view_has_the_swedish_name_in_place_of_a_translated_one(source: Source, code: str) -> None:
    translations = source.catalogues[code].translations
    titles = [place["title"] for place in source.data.records.of("places").values() if not place.for_members]
    translated = [title for title in titles if title not in translations[title].forms[0]]
    assert len(translated) > 3
    for path in (path for path in built("city") if path.startswith(f"{code}/") and path.endswith(".html")):
        text = without_swedish(soup(path))
        assert [title for title in translated if title in text.replace(f"({title})", "")] == [], path


def test_the_portal_gets_the_translations(source: Source) -> None:
    portal = json.loads(portal_of(PROJECT, source)["portal.json"])
    for place in portal["places"]:
        assert place["title"] in portal["texts"]["ar"]
