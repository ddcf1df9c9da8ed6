"""The members' site as built: all that is public, their own beside it, and that it stays apart on a phone too."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from builtsite import BuiltPage, pages_of
from citysite import SITE_URL
from network import Server, wait_for
from phone import PHONE

pytestmark = pytest.mark.site

OWN = "program/2019-04-29-fest/"
KEPT = "async (start) => (await caches.keys()).some((name) => name.startsWith(start) && name.endsWith(' pages sv'))"


@pytest.fixture(scope="module")
def pages(members: Path) -> dict[str, BuiltPage]:
    return pages_of(members)


def test_all_that_is_public_is_there_too(members: Path, site: Path) -> None:
    def paths(folder: Path) -> set[str]:
        return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}

    assert paths(site) < paths(members)
    own = re.compile("gillet|fest|medlemmar|cafebesok")
    assert [path for path in paths(members) - paths(site) if not own.search(path)] == []


def test_every_page_says_whose_it_is_and_no_search_engine_keeps_it(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        assert page.soup.select('meta[name="robots"][content="noindex"]'), page.path
        if page.language == "sv" and "affisch/" not in page.path:  # posters are for everybody's wall
            assert "Det här är grannmammornas egen webbplats." in page.one("body").get_text(), page.path


def test_a_date_for_members_stands_in_the_programme_and_says_so(pages: dict[str, BuiltPage]) -> None:
    marked = [row for row in pages["program/"].soup.select(".rows li") if "Bara för grannmammor" in row.get_text()]
    assert [str(row.select("a")[0]["href"]) for row in marked] == ["2019-04-29-fest/"]
    assert "Bara för grannmammor" in pages[OWN].one("main .only").get_text()
    assert "Fest i Gillestugan" in pages["nytt/"].one("main").get_text()


def test_what_members_share_opens_for_everybody(pages: dict[str, BuiltPage]) -> None:
    """Their own dates excepted: those are for one another."""
    date = "program/hamnen-2019-var/2019-03-05/"
    for path in (date, "program/", "cafe/hamnen/", "cafe/hamnen/vag/", f"ar/{date}"):
        assert pages[path].soup.select(".tools")[0]["data-url"] == SITE_URL + path
    assert pages[""].soup.select(".tools")[0]["data-url"] == SITE_URL + date
    assert pages[OWN].soup.select(".tools")[0]["data-url"] == "./"
    assert "medlem" not in pages["cafe/hamnen/affisch/"].one(".code").get_text()


def test_members_have_a_calendar_of_their_own(members: Path) -> None:
    for prefix in ("", "ar/"):
        calendar = Calendar.from_ical((members / prefix / "program/medlemmar.ics").read_bytes())
        assert [str(event["URL"]) for event in calendar.walk("VEVENT")] == [f"{SITE_URL}medlem/{prefix}{OWN}"]


def test_it_installs_as_an_app_of_its_own(members: Path, site: Path) -> None:
    theirs, ours = (json.loads((folder / "app.webmanifest").read_text("utf-8")) for folder in (members, site))
    assert (theirs["id"], ours["id"]) == ("/medlem/", "/")
    assert theirs["name"] != ours["name"]
    assert theirs["short_name"] != ours["short_name"]


def test_pages_are_light(members: Path) -> None:
    for path in ("", "program/", "nytt/", OWN, "ar/", "ar/program/"):
        assert len(gzip.compress((members / path / "index.html").read_bytes(), 9)) <= 14_000, path


@pytest.fixture(scope="module")
def server(site: Path, members: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Both sites at one address, as on a server; signing in is the portal's."""
    folder = copytree(site, tmp_path_factory.mktemp("both") / "site")
    copytree(members, folder / "medlem")
    server = Server(folder)
    yield server
    server.stop()


@pytest.mark.browser
def test_the_two_sites_keep_their_pages_apart(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    for path in ("", "medlem/"):
        page.goto(server.address + path)
        wait_for(page, KEPT, f"brygga {server.address}{path} ")
    kept = page.evaluate(
        """async (start) => { const name = (await caches.keys()).find((one) => one.startsWith(start))
        return (await (await caches.open(name)).keys()).map((request) => request.url) }""",
        f"brygga {server.address} ",
    )
    assert kept
    assert not [url for url in kept if "/medlem/" in url]
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "program/", "nytt/", OWN, "kontakt/", "handbok/"])
def test_axe_finds_nothing(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.address}medlem/{path}")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    violations = Axe().run(page, options={"runOnly": rules}).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations] == []


@pytest.mark.browser
def test_what_is_new_since_her_last_visit_is_marked(browser: Browser, server: Server) -> None:
    """Nothing on the first visit; later what came since, and the count beside the link until she has been there."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    page.goto(f"{server.address}nytt/")
    expect(page.locator("mark:visible")).to_have_count(0)
    listed = page.locator("[data-news] li").count()
    assert listed > 10
    page.goto(f"{server.address}program/")
    expect(page.locator("[data-count]")).to_be_hidden()
    page.evaluate(
        """() => { const name = 'news public', seen = JSON.parse(localStorage.getItem(name))
        Object.keys(seen).slice(0, 2).forEach((key) => delete seen[key])
        localStorage.setItem(name, JSON.stringify(seen)) }"""
    )
    page.goto(f"{server.address}ar/")
    expect(page.locator("[data-count]")).to_have_text("2")
    page.goto(f"{server.address}ar/nytt/")
    expect(page.locator("mark:visible")).to_have_count(2)
    page.reload()
    expect(page.locator("mark:visible")).to_have_count(2)
    page.goto(f"{server.address}program/")
    expect(page.locator("[data-count]")).to_be_hidden()
    page.goto(f"{server.address}medlem/nytt/")
    expect(page.locator("mark:visible")).to_have_count(0)
    context.close()
