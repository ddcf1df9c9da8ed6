"""What members and coordinators do with the portal on a small phone, in the site's real frame, in two languages."""

from __future__ import annotations

import json
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, Route, expect

from axe import HANDBOOK_OPTIONS, axe_findings
from phone import PHONE, too_small
from portal.server import EXAMPLE, Portal
from somebody import PASSWORD

pytestmark = [pytest.mark.site, pytest.mark.browser]
SCHOOL, LIBRARY = "2019-03-14-forskolan", "2019-03-14-biblioteket"
# The words that the story presses and reads, as a translation would have them.
ARABIC = {
    "Logga in": "تسجيل الدخول",
    "Ångra": "تراجع",
    "Jag kan ändå": "أستطيع رغم ذلك",
    "Du har svarat ja. Titta här igen. Då ser du om uppdraget blir ditt.": "تستطيعين. سنتواصل معك.",
    "Klart! Uppdraget är ditt.": "مؤكد: أنت ذاهبة.",
    "Du har redan sagt ja till något på samma tid:": "يتعارض مع ما وافقت عليه:",
}


@dataclass
class Word:
    """A Swedish text as the reader of `code` sees it."""

    code: str

    def __call__(self, text: str) -> str:
        known = json.loads((EXAMPLE / "portal.json").read_text("utf-8"))["texts"]["ar"] | ARABIC
        return known[text] if self.code == "ar" else text


@pytest.fixture(scope="module")
def portal(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = copytree(EXAMPLE, tmp_path_factory.mktemp("published") / "site.portal")
    content = json.loads((folder / "portal.json").read_text("utf-8"))
    content["texts"]["ar"] |= ARABIC
    (folder / "portal.json").write_text(json.dumps(content), "utf-8")
    for code in ("sv", "ar"):
        copy(site.parent / f"site.portal/frames/{code}.html", folder / f"frames/{code}.html")
    database = f"sqlite:///{folder.parent / 'portal.db'}"
    portal = Portal(database, BRYGGA_PUBLISHED=str(folder), BRYGGA_SITE=str(site), BRYGGA_PASSWORD=PASSWORD)
    portal.migrate()
    with portal:
        yield portal


@pytest.fixture(scope="module")
def karin(portal: Portal, browser: Browser) -> Iterator[Page]:
    """A coordinator who signs in for the first time."""
    portal.manage("add_coordinator", "karin", "Karin")
    context = browser.new_context(viewport=PHONE, base_url=f"http://localhost:{portal.port}")
    page = context.new_page()
    page.goto("/portal/sv/in/koordinator/")
    look(page)
    page.get_by_label("Användarnamn").fill("karin")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()
    look(page)
    secret = page.locator("main code").inner_text().replace(" ", "")
    page.get_by_label("Kod").fill(f"{totp(b32decode(secret)):06}")
    page.get_by_role("button", name="Jag är klar").click()
    expect(page.locator("main li code")).to_have_count(8)
    look(page)
    page.get_by_role("link", name="Jag har sparat koderna").click()
    yield page
    context.close()


def card_of(karin: Page, name: str, language: str) -> str:
    """The link of a new member."""
    karin.goto("/portal/sv/koordinator/mammor/ny/")
    look(karin)
    karin.get_by_label("Namn").fill(name)
    karin.get_by_role("checkbox", name=language, exact=True).check()
    karin.get_by_role("button", name="Spara").click()
    look(karin)
    karin.get_by_role("button", name="Gör ett kort").click()
    look(karin)
    return karin.locator("main code").inner_text()


@pytest.mark.parametrize(("code", "language"), [("sv", "svenska"), ("ar", "arabiska")])
def test_from_card_to_confirmed_and_back(karin: Page, browser: Browser, code: str, language: str) -> None:
    word, name = Word(code), f"Noor {code}"
    link = card_of(karin, name, language)
    context = browser.new_context(viewport=PHONE, base_url=link.split("/portal")[0], java_script_enabled=False)
    noor = context.new_page()
    noor.goto(link)
    expect(noor.locator("html")).to_have_attribute("lang", code)
    assert context.cookies() == []
    noor.get_by_role("button", name=word("Logga in")).click()
    noor.wait_for_url(f"**/portal/{code}/uppdrag/")
    card = noor.locator(f'[id="{SCHOOL}"]')
    card.get_by_role("button", name=word("Jag kan"), exact=True).click()
    expect(card).to_contain_text(word("Du har svarat ja. Titta här igen. Då ser du om uppdraget blir ditt."))
    other = noor.locator(f'[id="{LIBRARY}"]')
    expect(other).to_contain_text(word("Du har redan sagt ja till något på samma tid:"))
    other.get_by_role("button", name=word("Jag kan ändå")).click()
    expect(other).to_contain_text(word("Du har svarat ja. Titta här igen. Då ser du om uppdraget blir ditt."))
    karin.goto(f"/portal/sv/koordinator/uppdrag/{SCHOOL}/")
    hers = karin.locator("main li", has_text=name)
    hers.get_by_role("button", name="Bekräfta").click()
    expect(hers).to_contain_text("Bekräftad")
    noor.reload()
    expect(card).to_contain_text(word("Klart! Uppdraget är ditt."))
    card.get_by_role("button", name=word("Ångra")).click()
    expect(card.get_by_role("button", name=word("Jag kan ändå"))).to_be_visible()
    context.close()


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_every_page_reads_well_on_a_phone(karin: Page, browser: Browser, code: str) -> None:
    link = card_of(karin, f"Zahra {code}", "svenska")
    context = browser.new_context(viewport=PHONE, base_url=link.split("/portal")[0])
    zahra = context.new_page()
    for address in (link.replace("/sv/", f"/{code}/"), f"/portal/{code}/in/"):
        zahra.goto(address)
        look(zahra)
    zahra.goto(link)
    zahra.locator("main form button").click()
    zahra.wait_for_url("**/uppdrag/")
    for path in ("uppdrag/", f"uppdrag/{SCHOOL}/", "nytt/", "jag/", "jag/radera/"):
        zahra.goto(f"/portal/{code}/{path}")
        look(zahra)
    context.close()
    for path in ("", "uppdrag/", f"uppdrag/{SCHOOL}/", "mammor/", "kollegor/"):
        karin.goto(f"/portal/{code}/koordinator/{path}")
        look(karin)
    karin.goto(f"/portal/{code}/jag/losenord/")
    look(karin)


def test_a_foreign_page_can_neither_sign_in_nor_answer(karin: Page, browser: Browser) -> None:
    link = card_of(karin, "Hodan", "somaliska")
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.route("http://evil.example/*", lambda route: _trap(route, link))
    page.goto("http://evil.example/")
    with page.expect_response(link) as refused:
        page.get_by_role("button").click()
    assert refused.value.status == 403
    assert context.cookies() == []
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_url("**/uppdrag/")
    board = link.split("in/")[0] + f"uppdrag/{SCHOOL}/"
    page.unroute("http://evil.example/*")
    page.route("http://evil.example/*", lambda route: _trap(route, board))
    page.goto("http://evil.example/")
    with page.expect_response(board) as refused:
        page.get_by_role("button").click()
    assert refused.value.status == 403
    page.goto(board)
    expect(page.get_by_role("button", name="Jag kan", exact=True)).to_be_visible()
    context.close()


def _trap(route: Route, target: str) -> None:
    form = f'<form method="post" action="{target}"><input name="says" value="can"><button>Vinn!</button></form>'
    route.fulfill(body=form, content_type="text/html")


def look(page: Page) -> None:
    """axe finds nothing, nothing is cut, everything to press is as large as a thumb, no request leaves the host."""
    page.wait_for_load_state()  # a click waits for the answer, not for the page
    assert axe_findings(page, HANDBOOK_OPTIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    assert too_small(page, "main button, main .button, nav a, summary") == [], page.url
