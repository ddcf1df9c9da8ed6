"""Calendars that follow ours are offered in three ways, wherever one is offered; a copy says that it is one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from icalendar import Calendar

from brygga.model.record import MEMBERS
from brygga.site.build import Build
from tinysite import PORTAL_URL, SITE_URL, build_of, everything, prefixes_of, put, with_portal

pytestmark = pytest.mark.many

GOOGLE = "https://calendar.google.com/calendar/r?cid="
OWN = "title: Hus\nkind: venue\nsummary: Vårt hus.\naudience: members\nsource: Provdata\n"
PARTY = "title: Fest\ndate: 2019-03-30\nplace: hus\nstart: 10:00\nsummary: Hej.\naudience: members\nsource: Provdata\n"


def main(html: bytes) -> Tag:
    found = BeautifulSoup(html, "lxml").find("main")
    assert isinstance(found, Tag)
    return found


def offered(html: bytes) -> list[str]:
    """The addresses of the calendars that can be followed, each seen in all three ways."""
    page = main(html)
    links = [str(link["href"]) for link in page.select("a[href]")]
    texts = [code.get_text() for code in page.select(".address code")]
    assert [link.replace("webcal:", "https:") for link in links if link.startswith("webcal:")] == texts
    assert [link.removeprefix(GOOGLE).replace("webcal:", "https:") for link in links if GOOGLE in link] == texts
    assert [str(tools["data-url"]) for tools in page.select(".tools[data-text='']:has([data-do=copy])")] == texts
    return texts


def test_every_calendar_can_be_followed_in_every_language(name: str, files: Mapping[str, bytes]) -> None:
    for prefix in prefixes_of(name).values():
        calendars = [path for path in files if path.startswith(f"{prefix}cafe/") and path.endswith(".ics")]
        wanted = {f"{SITE_URL}{path}" for path in (f"{prefix}program/program.ics", *calendars)}
        assert set(offered(files[f"{prefix}program/index.html"])) == wanted
        for path in calendars:
            page = files[path.replace("kalender.ics", "index.html")]
            assert offered(page) in ([f"{SITE_URL}{path}"], [])  # nothing is planned there any more


def test_nothing_that_is_to_be_followed_is_handed_out_as_a_copy(files: Mapping[str, bytes]) -> None:
    pages = {path: main(html) for path, html in files.items() if b"text/calendar" in html and path.endswith(".html")}
    saved = {
        path: [str(link["href"]) for link in page.select("a[type='text/calendar']")] for path, page in pages.items()
    }
    assert [path for path, links in saved.items() if links and path.startswith("program/")]
    for path in [path for path in saved if "affisch" not in path]:
        assert [link for link in saved[path] if not link.endswith("traff.ics")] == [], path
        if saved[path] and path.startswith("program/"):
            assert "är en kopia" in pages[path].get_text(), path


def test_a_date_that_is_saved_alone_says_that_it_is_a_copy(every: Mapping[str, bytes]) -> None:
    path = "program/tisdag/2019-03-12/"
    [alone] = Calendar.from_ical(every[f"{path}traff.ics"]).walk("VEVENT")
    note = "Det här är en kopia. Den ändras inte när träffen ändras. Titta på träffens sida:"
    assert str(alone["DESCRIPTION"]).endswith(f"{note}\n{SITE_URL}{path}")
    together = Calendar.from_ical(every["program/program.ics"]).walk("VEVENT")
    assert [one for one in together if note in str(one["DESCRIPTION"])] == []
    assert "Det du sparar är en kopia." in main(every["index.html"]).get_text()


@pytest.mark.parametrize(
    ("site_url", "webcal", "google"),
    [
        ("https://example.org/mammor/", "webcal://example.org/mammor/program/program.ics", 1),
        (
            "http://localhost:8000/mammor",
            "webcal://localhost:8000/mammor/program/program.ics",
            0,
        ),  # Google sees no more
    ],
)
def test_addresses_are_those_of_the_site_wherever_it_stands(
    tmp_path: Path, site_url: str, webcal: str, google: int
) -> None:
    html = page_of(build_of(everything(tmp_path), site_url=site_url), "program/index.html")
    links = [str(link["href"]) for link in main(html).select("a[href]")]
    assert webcal in links
    assert len([link for link in links if link == GOOGLE + webcal]) == google


def test_members_follow_what_is_for_all_and_have_the_rest_in_their_own_calendar(tmp_path: Path) -> None:
    """Calendar programs cannot sign in: an address on the members' site would never be fetched."""
    root = with_portal(everything(tmp_path))
    put(root / "data/places/hus.yaml", OWN)
    put(root / "data/events/fest.yaml", PARTY)
    build = build_of(root, audience=MEMBERS, site_url=f"{SITE_URL}medlem/")
    for path in ("program/index.html", "cafe/kvarnen/index.html"):
        found = offered(page_of(build, path))
        assert found
        assert [address for address in found if "/medlem/" in address or "hus" in address] == []
    for path, copy in (("program/index.html", "medlemmar.ics"), ("cafe/hus/index.html", "kalender.ics")):
        page = main(page_of(build, path))
        assert page.select(f"a[href='{PORTAL_URL}sv/jag/']")
        assert [str(link["href"]) for link in page.select("a[type='text/calendar']")] == [copy]
        assert "Det du sparar är en kopia." in page.get_text()


def page_of(build: Build, path: str) -> bytes:
    [content] = [output.content for output in build.sites["sv"].outputs() if output.path == path]
    return content
