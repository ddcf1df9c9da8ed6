"""Atom, JSON-LD and the site map as other programs read them: feedparser, extruct and ElementTree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import extruct
import feedparser
import pytest
from bs4 import BeautifulSoup

from tinysite import HANDBOOK, SITE_URL, prefixes_of

Files = Mapping[str, bytes]
Json = dict[str, Any]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SCHEMA_ORG = "https://schema.org/"


def linked_data(html: bytes) -> list[Json]:
    found: list[Json] = extruct.extract(html.decode(), syntaxes=["json-ld"])["json-ld"]
    return found


def canonical(html: bytes) -> str:
    [address] = re.findall(r'<link rel="canonical" href="([^"]+)">', html.decode())
    return str(address)


def session(files: Files, path: str) -> Json:
    [data] = linked_data(files[f"program/{path}/index.html"])
    return data


def exists(address: str, files: Files) -> bool:
    """Whether an absolute address leads to a page or file of the site."""
    path = address.removeprefix(SITE_URL).partition("#")[0]
    page = path + "index.html" if path == "" or path.endswith("/") else path
    return address.startswith(SITE_URL) and (page in files or path.endswith(HANDBOOK))


# Atom


def test_the_feed_is_read_without_complaint_and_in_order(name: str, files: Files) -> None:
    for code, prefix in prefixes_of(name).items():
        check_feed(feedparser.parse(files[f"{prefix}program/nytt.atom"]), code)


def check_feed(feed: Any, code: str) -> None:
    assert (feed.bozo, feed.version, feed.feed.title_detail.language) == (False, "atom10", code)
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids)) > 5
    updated = [entry.updated_parsed for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated_parsed == updated[0]
    assert all(entry.published_parsed <= entry.updated_parsed for entry in feed.entries)


def test_links_of_the_feed_lead_to_pages_in_its_language(name: str, files: Files) -> None:
    for prefix in prefixes_of(name).values():
        feed = feedparser.parse(files[f"{prefix}program/nytt.atom"])
        links = [link.href for part in (feed.feed, *feed.entries) for link in part.links]
        assert [link for link in links if not exists(link, files)] == []
        assert [link for link in links if not link.startswith(f"{SITE_URL}{prefix}")] == []
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == [f"{SITE_URL}{prefix}program/nytt.atom"]


def test_the_feed_tells_the_latest_change_first(every: Files) -> None:
    first = feedparser.parse(every["program/nytt.atom"]).entries[0]
    assert first.title == "Flyttat: Tisdagscafé, tisdag 9 april"
    assert first.updated == "2019-03-12T00:00:00Z"
    assert first.summary == "Bussen. Ny tid: kl. 14–17."


# JSON-LD


def test_linked_data_names_the_page_it_stands_on(files: Files) -> None:
    found = [(canonical(html), one["@id"]) for html in pages(files, "program/") for one in linked_data(html)]
    assert len(found) > 30
    assert [pair for pair in found if pair[0] != pair[1]] == []
    found = [(canonical(html), one["@id"]) for html in pages(files, "cafe/") for one in linked_data(html)]
    assert found
    assert [pair for pair in found if pair[0] + "#" != pair[1].partition("#")[0] + "#"] == []


def pages(files: Files, start: str) -> list[bytes]:
    return [html for path, html in html_pages(files) if path.startswith(start) or f"/{start}" in path]


def html_pages(files: Files) -> list[tuple[str, bytes]]:
    return [(path, content) for path, content in files.items() if path.endswith("index.html")]


@pytest.mark.parametrize(
    ("path", "status", "start", "previous"),
    [
        ("tisdag/2019-03-05", "EventScheduled", "2019-03-05T13:00:00+01:00", None),
        ("tisdag/2019-03-12", "EventCancelled", "2019-03-12T13:00:00+01:00", None),
        ("tisdag/2019-03-19", "EventPostponed", "2019-03-19T13:00:00+01:00", None),
        ("tisdag/2019-03-26", "EventRescheduled", "2019-03-27T13:00:00+01:00", "2019-03-26T13:00:00+01:00"),
        ("tisdag/2019-04-02", "EventScheduled", "2019-04-02T13:00:00+02:00", None),  # only the place is new
        ("tisdag/2019-04-09", "EventRescheduled", "2019-04-09T14:00:00+02:00", "2019-04-09T13:00:00+02:00"),
        ("tisdag/2019-04-16", "EventCancelled", "2019-04-16T13:00:00+02:00", None),
        ("tisdag/2019-04-30", "EventScheduled", "2019-04-30T13:00:00+02:00", None),
        ("torgdag", "EventScheduled", "2019-05-11", None),
    ],
)
def test_status_and_start(every: Files, path: str, status: str, start: str, previous: str | None) -> None:
    data = session(every, path)
    assert data["@type"] == "Event"
    assert data["eventStatus"] == SCHEMA_ORG + status
    assert (data["startDate"], data.get("previousStartDate")) == (start, previous)


def test_a_date_says_what_it_is_part_of_and_where_it_is(every: Files) -> None:
    data = session(every, "tisdag/2019-04-02")
    assert data["inLanguage"] == ["sv", "ar"]
    assert data["location"]["name"] == "Torget"
    assert data["endDate"] == "2019-04-02T16:00:00+02:00"
    assert data["superEvent"]["@id"] == f"{SITE_URL}cafe/kvarnen/#tisdag"
    assert session(every, "tisdag/2019-04-23")["about"] == ["Om jobb"]
    assert "inLanguage" not in session(every, "torgdag")  # nobody said which languages are spoken


def test_a_series_has_its_schedule(every: Files) -> None:
    [data] = linked_data(every["cafe/kvarnen/index.html"])
    assert (data["@type"], data["@id"]) == ("EventSeries", f"{SITE_URL}cafe/kvarnen/#tisdag")
    assert BeautifulSoup(every["cafe/kvarnen/index.html"], "html5lib").find(id="tisdag")
    assert data["eventSchedule"] == {
        "@type": "Schedule",
        "byDay": "https://schema.org/Tuesday",
        "repeatFrequency": "P1W",
        "startTime": "13:00",
        "endTime": "16:00",
        "startDate": "2019-03-01",
        "endDate": "2019-04-30",
        "exceptDate": ["2019-03-12", "2019-03-19", "2019-03-26", "2019-04-02", "2019-04-09", "2019-04-16"],
        "scheduleTimezone": "Europe/Stockholm",
    }


def test_addresses_in_linked_data_lead_somewhere(files: Files) -> None:
    found = [one for html in pages(files, "") for one in linked_data(html)]
    named = [(one["@id"], one.get("url"), one.get("superEvent", {}).get("@id")) for one in found]
    addresses = [address for three in named for address in three if address]
    assert len(addresses) > 2 * len([path for path in files if path.endswith("/traff.ics")])
    assert [address for address in addresses if not exists(address, files)] == []


# Site map


def urls(files: Files) -> dict[str, dict[str, str]]:
    """{address: {language: address}}"""
    root = ElementTree.fromstring(files["sitemap.xml"])
    found = {
        url.findtext("s:loc", namespaces=SITEMAP) or "": {
            str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", SITEMAP)
        }
        for url in root.findall("s:url", SITEMAP)
    }
    assert len(found) == len(root) > 30, "an address stands there twice"
    return found


def test_the_site_map_has_every_page_for_search_engines_and_none_that_is_missing(name: str, files: Files) -> None:
    light = {SITE_URL + path.removesuffix("index.html"): html for path, html in html_pages(files)}
    wanted = {address for address, html in light.items() if b'name="robots" content="noindex"' not in html}
    handbook = {SITE_URL + prefix + path for path in HANDBOOK for prefix in prefixes_of(name).values()}
    assert 0 < len(wanted) < len(light)
    assert (wanted | handbook) - set(urls(files)) == set()
    assert set(urls(files)) - set(light) - handbook == set()


def test_each_address_names_itself_and_the_others_of_its_page(name: str, files: Files) -> None:
    found, own = urls(files), prefixes_of(name)
    assert {tuple(others) for others in found.values()} == {(*own, "x-default")}
    assert [address for address, others in found.items() if address not in others.values()] == []
    assert [address for address, others in found.items() if others != found[others["x-default"]]] == []
    for others in found.values():
        assert [others[code].replace(SITE_URL + own[code], SITE_URL) for code in own] == [others["sv"]] * len(own)
        assert others["x-default"] == others["sv"]


def test_the_address_of_a_page_is_its_canonical_one(files: Files) -> None:
    found = {SITE_URL + path.removesuffix("index.html"): canonical(html) for path, html in html_pages(files)}
    assert len(found) > 30
    assert {address: named for address, named in found.items() if address != named} == {}
