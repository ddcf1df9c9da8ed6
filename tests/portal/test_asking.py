"""A resident's story, on the site as `make portal` shows it: asks without a name, reads the answer with her code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from citysite import PREFIX
from network import opens_kept, wait_until_kept
from phone import PHONE
from portal.server import Portal

pytestmark = [pytest.mark.site, pytest.mark.browser]
MINUTE = 60_000  # milliseconds
QUESTION = {"sv": "Hur söker jag förskola?", "ar": "كيف أسجل طفلي في الروضة؟"}
CARD = """
from django.utils.timezone import localdate, now
from people import links
from people.models import Person

noor = Person.objects.create_member("Noor", localdate(), languages=["sv", "ar"])
print(links.renew_link(noor, now()))
"""


@pytest.fixture(scope="module")
def portal(changed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folders = {"SITE": "site", "MEMBERS_SITE": "site.members", "PUBLISHED": "site.portal"}
    where = {f"BRYGGA_{name}": str(changed / folder) for name, folder in folders.items()}
    portal = Portal(f"sqlite:///{tmp_path_factory.mktemp('portal') / 'portal.db'}", **where)
    portal.migrate()
    with portal:
        yield portal


@pytest.fixture
def phone(browser: Browser, portal: Portal) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, base_url=f"http://localhost:{portal.port}")
    yield context
    context.close()


def ask(page: Page, code: str) -> None:
    """Takes a minute to write, as people do."""
    page.clock.install(time=datetime(2019, 3, 5, 10, tzinfo=UTC))
    page.goto(f"/{PREFIX[code]}formular/fraga/")
    page.locator("main textarea").fill(QUESTION[code])
    page.clock.fast_forward(MINUTE)
    page.locator("main form button").click()


def words(changed: Path, code: str, text: str) -> str:
    texts = json.loads((changed / "site.portal/portal.json").read_text("utf-8"))["texts"]
    return str(texts.get(code, {}).get(text, text))


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_asks_without_a_name_and_reads_the_answer(
    changed: Path, portal: Portal, phone: BrowserContext, browser: Browser, code: str
) -> None:
    page = phone.new_page()
    ask(page, code)
    receipt = page.locator("main output").inner_text()
    assert page.locator("html").get_attribute("lang") == code
    assert phone.cookies() == []

    hers = browser.new_context(viewport=PHONE, base_url=f"http://localhost:{portal.port}")
    noor = hers.new_page()
    noor.goto(f"/portal/{code}/in/{portal.manage('shell', '-v0', '-c', CARD).strip()}/")
    noor.locator("main form button").click()
    noor.goto(f"/portal/{code}/fragor/")
    noor.locator("main a", has_text=words(changed, code, "Läs frågan")).first.click()
    assert QUESTION[code] in noor.locator("main").inner_text()
    noor.get_by_role("button", name=words(changed, code, "Ta frågan")).click()
    noor.get_by_label(words(changed, code, "Ditt svar")).fill("Vi går till kontaktcenter tillsammans.")
    noor.get_by_role("button", name=words(changed, code, "Skicka svaret")).click()
    hers.close()

    page.goto(f"/portal/{code}/svar/")
    page.locator("main input[type=text]").fill(receipt.lower().replace("-", " "))
    page.locator("main form button").click()
    assert "Vi går till kontaktcenter tillsammans." in page.locator("main").inner_text()
    assert receipt not in page.url
    assert phone.cookies() == []


def test_pages_come_through_the_service_worker_and_stay_when_the_portal_is_away(
    portal: Portal, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto("/ar/")
    wait_until_kept(page, "pages")
    page.goto("/ar/kontakt/")
    assert page.locator("html").get_attribute("data-offline") is None
    port = portal.port
    portal.__exit__()
    try:
        opens_kept(page, f"http://localhost:{port}/ar/program/")
    finally:
        portal.start()


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_what_she_wrote_is_still_there_when_the_portal_is_away(phone: BrowserContext, code: str) -> None:
    page = phone.new_page()
    page.route("**/portal/**", lambda route: route.abort("connectionrefused"))
    page.goto(f"/{PREFIX[code]}formular/fraga/")
    page.locator("main textarea").fill(QUESTION[code])
    page.locator("main form button").click()
    page.wait_for_url("chrome-error://**")
    page.go_back()
    assert page.locator("main textarea").input_value() == QUESTION[code]
