"""What a coordinator and a mamma do with the site from a small phone, in a browser, on a real project in git."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from axe import HANDBOOK_OPTIONS, axe_findings
from brygga.load.languages import read_languages
from brygga.site.staging import locked
from brygga.translation.catalogue import read_catalogue
from citysite import PROJECT, with_languages
from editing.publish import mend
from phone import PHONE, too_small
from portal.server import SCRIPTED, Portal
from publishing import TODAY, full_build, said
from repository import commit
from tinysite import copy_of, make_buildable, with_portal

pytestmark = [pytest.mark.site, pytest.mark.browser]
PEOPLE = """
import json
from somebody import coordinator, member, signed_in
print(json.dumps([signed_in(who).cookies["brygga"].value for who in (coordinator(), member())]))
"""
PAGE = "program/tisdag/2019-03-{}/index.html"


@dataclass(frozen=True)
class Desk:
    """A portal that runs with its project, and who is signed in: cookies of a coordinator and of a member."""

    project: Path
    base: str
    coordinator: str
    member: str

    def phone(self, browser: Browser, cookie: str) -> BrowserContext:
        context = browser.new_context(viewport=PHONE, base_url=self.base)
        context.add_cookies([{"name": "brygga", "value": cookie, "url": self.base}])
        return context

    def page(self, day: str, code: str = "sv") -> str:
        """What the site says of that day in March."""
        return (self.project / "site" / ("" if code == "sv" else code) / PAGE.format(day)).read_text("utf-8")

    def commits(self) -> int:
        return int(said(self.project, "rev-list", "--count", "HEAD"))

    def words(self, code: str, text: str) -> str:
        """A text as the reader of that language has it."""
        language = next(one for one in read_languages(self.project) if one.code == code)
        known = read_catalogue(self.project, language)[0].translations
        return known[text].forms[0] if code != "sv" else text


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    root = with_portal(make_buildable(copy_of("tiny", folder / "project")))
    with_languages(root, {"sv": "svenska", "ar": "العربية"})
    (root / "hooks").symlink_to(PROJECT / "hooks")
    copytree(PROJECT / "portal", root / "portal", ignore=ignore_patterns("__pycache__"))  # whose texts are translated
    (root / ".gitignore").write_text(".cache/\nsite/\nsite.*/\nhooks\nportal\n", "utf-8")
    (root / ".cache").mkdir()
    commit(root)
    with locked(root):
        mend(root, TODAY, full_build)
    copytree(root / "overrides/public", root / "site/public", dirs_exist_ok=True)  # which MkDocs copies
    own = {"BRYGGA_PROJECT": str(root), "BRYGGA_STORE": str(folder / "store"), "BRYGGA_PUBLISHED": ""}
    portal = Portal(f"sqlite:///{folder / 'portal.db'}", **own)
    portal.migrate()
    scripted = Portal(f"sqlite:///{folder / 'portal.db'}", **{**own, **SCRIPTED})
    cookies = scripted.run(PEOPLE)
    with portal:
        yield Desk(root, f"http://localhost:{portal.port}", *cookies)


def look(page: Page) -> None:
    """Everything can be pressed with a thumb, nothing scrolls sideways, and axe finds nothing."""
    assert too_small(page, "main button, main .button, nav a, summary") == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe_findings(page, HANDBOOK_OPTIONS) == []


def to_the_date(page: Page, code: str, day: str) -> None:
    """Three taps from what she sees when she has signed in."""
    page.goto(f"/portal/{code}/koordinator/")
    page.locator("main a.big").click()
    page.locator(".doors a").first.click()
    page.locator(f'.rows a[href*="/tisdag/2019-03-{day}/"]').click()
    expect(page.locator("#reason")).to_be_visible()


@pytest.mark.parametrize(("code", "day"), [("sv", "12"), ("ar", "19")])
def test_cancelled_on_the_bus(desk: Desk, browser: Browser, code: str, day: str) -> None:
    """The network goes twice: while she writes, and while it is published. Nothing is lost, nothing done twice."""
    before, reason = desk.commits(), f"Feber {code}."
    with desk.phone(browser, desk.coordinator) as context:
        page = context.new_page()
        to_the_date(page, code, day)
        look(page)
        form = page.url
        seen = written(page, reason)
        without_internet(page, ".deeds button")
        page.goto(seen)
        page.locator(".deeds button").first.click()
        for address in ("", seen):
            if address:
                page.goto(address)
            expect(page.locator("h1")).to_have_text(desk.words(code, "Klart!"))
        look(page)
        page.goto(form)
        expect(page.locator("#reason")).to_have_value("")
    assert desk.commits() == before + 1
    assert reason in desk.page(day)
    assert reason in desk.page(day, code)


def written(page: Page, reason: str) -> str:
    """Where she sees what will come of it. The form could not be sent the first time, and was opened again."""
    form = page.url
    page.locator("[name=do][value=cancel]").check()
    page.locator("#reason").fill(reason)
    without_internet(page, "form[data-words] button")
    page.goto(form)
    expect(page.locator("#reason")).to_have_value(reason)
    expect(page.locator("[name=do][value=cancel]")).to_be_checked()
    page.locator("form[data-words] button").click()
    expect(page.locator(".told")).to_contain_text(reason.rstrip("."))
    look(page)
    return page.url


@pytest.mark.parametrize(("code", "day"), [("sv", "26"), ("ar", "26")])
def test_proposed_given_back_mended_published(desk: Desk, browser: Browser, code: str, day: str) -> None:
    mended = f"Lokalen målas {code}."
    with desk.phone(browser, desk.member) as hers, desk.phone(browser, desk.coordinator) as karins:
        noor, karin = hers.new_page(), karins.new_page()
        noor.goto(f"/portal/{code}/andra/traff/tisdag/2019-03-{day}/")
        noor.locator("[name=do][value=cancel], [name=do][value=reopen]").last.check()
        noor.locator("#reason").fill("?")
        noor.locator("form[data-words] button").click()
        noor.locator(".deeds button").first.click()
        expect(noor.locator("h1")).to_have_text(desk.words(code, "Tack för ditt förslag!"))
        look(noor)
        to_the_proposal(karin)
        look(karin)
        karin.get_by_label("Kommentar").fill("Skriv varför.")
        karin.get_by_role("button", name="Skicka tillbaka").click()
        noor.goto(f"/portal/{code}/andra/forslag/")
        noor.locator(".rows a").click()
        expect(noor.locator(".cards")).to_contain_text("Skriv varför.")
        look(noor)
        noor.get_by_role("link", name=desk.words(code, "Ändra och skicka igen")).click()
        noor.locator("#reason").fill(mended)
        noor.locator("form[data-words] button").click()
        noor.locator(".deeds button").first.click()
        expect(noor.locator("h1")).to_have_text(desk.words(code, "Tack för ditt förslag!"))
        to_the_proposal(karin)
        karin.get_by_role("button", name="Titta och publicera").click()
        karin.get_by_role("button", name="Publicera").click()
        expect(karin.locator("h1")).to_have_text("Klart!")
    assert mended in desk.page(day)


def to_the_proposal(page: Page) -> None:
    page.goto("/portal/sv/andra/forslag/")
    page.locator(".rows a").click()
    expect(page.get_by_label("Kommentar")).to_be_visible()


def without_internet(page: Page, selector: str) -> None:
    """What she presses leads nowhere, or to a page that says so."""
    page.context.set_offline(True)
    with suppress(Error):
        page.locator(selector).first.click(timeout=5000)
        page.wait_for_load_state()
    page.context.set_offline(False)
