"""Every kind of page, and all that a page can do, as the portal and as nginx serve the site: their policies forbid
nothing that we use, and nothing goes wrong unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from citysite import PREFIX
from network import wait_until_kept
from phone import DATE, HANDBOOK, LIGHT, PHONE
from served import TO_NGINX, by_nginx, by_the_portal

pytestmark = pytest.mark.browser


PETROL = "getComputedStyle(document.documentElement).getPropertyValue('--petrol')"  # "" without our style sheet


@pytest.fixture(scope="module")
def arguments() -> list[str]:
    return TO_NGINX


@pytest.fixture(scope="module", params=[by_the_portal, by_nginx], ids=["portal", "nginx"])
def served(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with request.param(site, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone on whose pages nothing may go wrong."""
    context = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "net::ERR_" not in message.text:  # the internet is cut off by a test
            told.append(f"{message.page and message.page.url}: {message.text}")

    context.on("console", note)
    context.on("weberror", lambda error: told.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert told == []


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_every_kind_of_page_is_quiet(phone: Page, served: str, code: str) -> None:
    for path in (*LIGHT, *HANDBOOK):
        phone.goto(served + PREFIX[code] + path)
        expect(phone.locator("h1").first).to_be_visible()
        assert phone.evaluate(PETROL) == "#0b4f4a", path


def test_a_page_that_is_not_there(browser: Browser, served: str) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    answer = page.goto(f"{served}finns/inte/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Sidan finns inte")
    page.context.close()


@pytest.mark.parametrize(("code", "word", "found"), [("sv", "byapolisen", "kontakt/"), ("ar", "الشرطة", "ar/kontakt/")])
def test_the_search_answers(phone: Page, served: str, code: str, word: str, found: str) -> None:
    phone.goto(f"{served}{PREFIX[code]}kontakt/")
    phone.fill("#_q", word)
    phone.keyboard.press("Enter")
    phone.locator('.md-search-result__item a[href$="#byapolisen"]').first.click()
    phone.wait_for_url(f"{served}{found}?*#byapolisen")


def test_what_a_page_can_do(phone: Page, served: str) -> None:
    phone.goto(served + DATE)
    phone.locator("[data-do=copy]").first.click()
    expect(phone.locator(".tools [role=status]").first).to_have_text("Kopierat. Klistra in texten där du vill.")
    phone.locator(".menu summary").click()
    phone.locator(".menu details a", has_text="Caféer").click()
    phone.goto(f"{served}cafe/hamnen/")
    phone.locator("main button.term").first.click()
    expect(phone.locator("[popover]:popover-open")).to_be_visible()
    phone.goto(f"{served}skyltar/")
    phone.fill("#namn", "Amina")
    expect(phone.locator(".badge b")).to_have_text("Amina")


def test_pages_and_handbook_are_kept_for_when_there_is_no_internet(phone: Page, served: str) -> None:
    phone.goto(f"{served}handbok/")
    wait_until_kept(phone, "pages", "sv")
    phone.locator("[data-do=keep]").click()
    wait_until_kept(phone, "handbook", "sv")
    phone.context.set_offline(True)
    for path in ("program/", "handbok/utbildning/"):
        phone.goto(served + path)
        expect(phone.locator(".offline")).to_be_visible()
