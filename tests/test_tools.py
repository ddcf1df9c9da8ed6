"""What a light page does beyond being read: listen, copy, share, explain, print, suggest a language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from brygga.command.posters import print_posters
from chromium import CHROMIUM
from citysite import CODES
from phone import PHONE

pytestmark = pytest.mark.browser

DATE = "program/hamnen-2019-var/2019-03-05/"
# A voice that only remembers: what would have been said, in which language.
VOICES = """(languages) => {
  window.said = []
  const voices = languages.map((lang) => ({ lang, name: lang }))
  window.SpeechSynthesisUtterance = function (text) { this.text = text }
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => voices, cancel: () => {}, speak: (it) => window.said.push([it.lang, it.text]), speaking: false,
  } })
}"""


def give_voices(page: Page, *languages: str) -> None:
    page.add_init_script(f"({VOICES})({list(languages)})")


def said(page: Page) -> list[list[str]]:
    heard: list[list[str]] = page.evaluate("window.said")
    return heard


def test_listen_reads_the_page_in_its_language(page: Page, address: str) -> None:
    give_voices(page, "sv-SE")
    page.goto(address + DATE)
    expect(page.locator("[data-suggest]:visible")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Lyssna").click()
    texts = [text for language, text in said(page) if language == "sv-SE"]
    assert any("Mammacafé Hamnen" in text for text in texts)
    assert any("från klockan 13 till 16" in text for text in texts)
    assert not any("Spara i kalendern" in text for text in texts)
    assert {language for language, _ in said(page)} == {"sv-SE"}  # nothing of the offer to read in English
    expect(page.get_by_role("button", name="Lyssna")).to_have_attribute("aria-pressed", "true")


def test_what_is_hidden_is_not_read_in_any_language(page: Page, address: str) -> None:
    """A date that is over by now may have a name that is not translated."""
    give_voices(page, "sv-SE")
    page.goto(address + DATE)
    over = "<p hidden>Gammalt: <b lang='en'>Old news</b></p><p class='buttons'><b lang='en'>Button</b></p>"
    page.evaluate("over => document.querySelector('main').insertAdjacentHTML('beforeend', over)", over)
    page.get_by_role("button", name="Lyssna").click()
    heard = " ".join(text for _, text in said(page))
    assert "Mammacafé Hamnen" in heard
    assert [word for word in ("Gammalt", "Old news", "Button") if word in heard] == []


def test_a_sentence_ends_neither_at_a_shortened_word_nor_without_a_word(page: Page, address: str) -> None:
    give_voices(page, "sv-SE")
    page.goto(address + DATE)
    short = "<p>Vi ses kl. 13. Kom , t.ex. nu!</p><p>:</p><p>·</p>"
    page.evaluate("short => document.querySelector('main').insertAdjacentHTML('beforeend', short)", short)
    page.get_by_role("button", name="Lyssna").click()
    heard = [text for _, text in said(page)]
    assert "Vi ses kl. 13." in heard
    assert "Kom, t.ex. nu!" in heard
    assert [text for text in heard if not re.search(r"\w", text)] == []


def test_phone_numbers_are_read_digit_by_digit(page: Page, address: str) -> None:
    give_voices(page, "sv-SE")
    page.goto(address + "kontakt/")
    page.locator("#byapolisen").get_by_role("button", name="Lyssna").click()
    heard = " ".join(text for _, text in said(page))
    assert "0, 1, 3" in heard
    assert "stulit" in heard
    assert "rådgivning" not in heard


def test_a_phone_without_a_voice_says_so(page: Page, address: str) -> None:
    give_voices(page, "en-US")
    page.goto(address + "ti/" + DATE)
    page.locator("[data-do=listen]").first.click()
    assert said(page) == []
    expect(page.locator(".tools [role=status]").first).not_to_be_empty()


def test_a_recording_is_played_instead(page: Page, address: str) -> None:
    give_voices(page)
    page.add_init_script("window.Audio = function (a) { this.play = () => { window.played = a } }")
    page.goto(address + "ti/" + DATE)
    page.evaluate("document.querySelector('.tools').dataset.audio = '/ljud/ti/hamnen.mp3'")
    page.locator("[data-do=listen]").first.click()
    assert page.evaluate("window.played") == "/ljud/ti/hamnen.mp3"


@pytest.mark.parametrize("path", [DATE, "program/", "cafe/hamnen/"])
def test_copied_text_is_ready_to_send(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + path)
    page.get_by_role("button", name="Kopiera text").click()
    expect(page.locator(".tools [role=status]").first).to_have_text("Kopierat. Klistra in texten där du vill.")
    text = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert "tisdag 5 mars" in text
    assert "13–16" in text
    assert text.endswith(f"\n{address}{path}")
    assert "<" not in text
    assert len(text) < 500


def test_share_opens_the_phones_own_sheet(page: Page, address: str) -> None:
    page.add_init_script("navigator.share = (it) => { window.shared = it; return Promise.resolve() }")
    page.goto(address + "ar/" + DATE)
    page.locator("[data-do=share]").first.click()
    assert page.evaluate("window.shared.text").endswith(f"\n{address}ar/{DATE}")


def test_what_cannot_be_shared_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script("delete Navigator.prototype.share")
    page = context.new_page()
    page.goto(address + DATE)
    page.get_by_role("button", name="Dela").click()
    expect(page.locator(".tools [role=status]").first).to_have_text("Kopierat. Klistra in texten där du vill.")
    context.close()


def test_room_is_kept_for_nothing_but_the_buttons_that_come(page: Page, address: str) -> None:
    """A row of tools is as high as its buttons need."""
    for path in ("", "program/", DATE, "cafe/hamnen/", "handbok/"):
        page.goto(address + path)
        expect(page.locator(".tools").first).to_be_visible()
        for tools in page.locator(".tools:visible").all():
            assert tools.locator("button").count() == tools.locator("button:visible").count(), path
            lowest = "(one) => Math.max(...[...one.children].map((child) => child.getBoundingClientRect().bottom))"
            assert tools.evaluate(lowest) == tools.evaluate("(one) => one.getBoundingClientRect().bottom"), path


@pytest.fixture
def arabic_phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="ar-SY")
    yield context.new_page()
    context.close()


def test_the_phones_language_is_offered_in_its_own_words_until_it_is_sent_away(
    arabic_phone: Page, address: str
) -> None:
    offer = arabic_phone.locator("[data-suggest]:visible")
    for _ in range(2):
        arabic_phone.goto(f"{address}cafe/hamnen/")
        expect(offer).to_contain_text("هذه الصفحة متوفرة بلغتكم.")
        expect(offer).to_have_attribute("dir", "rtl")
        assert offer.evaluate("(one) => getComputedStyle(one).position") == "static"
    offer.get_by_role("button").click()
    expect(offer).to_have_count(0)
    arabic_phone.goto(address)
    expect(arabic_phone.locator(".tools").first).to_be_visible()
    arabic_phone.wait_for_load_state("networkidle")
    expect(offer).to_have_count(0)


def test_the_offer_leads_to_the_same_page(arabic_phone: Page, address: str) -> None:
    arabic_phone.goto(f"{address}cafe/hamnen/")
    arabic_phone.locator("[data-suggest]:visible a").click()
    arabic_phone.wait_for_url(f"{address}ar/cafe/hamnen/")
    arabic_phone.wait_for_load_state("networkidle")
    expect(arabic_phone.locator("[data-suggest]:visible")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_hard_words_are_explained_in_place(browser: Browser, address: str, script: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(address + "cafe/hamnen/")
    word = page.locator("main button.term").first
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(explanation).to_be_hidden()
    word.click()
    expect(explanation).to_be_visible()
    context.close()


def test_filters_work_without_script_and_survive_going_back(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "program/")
    page.get_by_text("Välj café").click()
    page.locator(".choices a", has_text="Mammacafé Berget").click()
    page.wait_for_url("**/program/plats/berget/")
    assert "Hamnen" not in " ".join(page.locator(".rows").all_inner_texts())
    page.locator(".rows a").first.click()
    page.go_back()
    page.wait_for_url("**/program/plats/berget/")
    page.goto(address + "program/sprak/ti/")
    expect(page.locator("main").get_by_role("link", name="Se alla träffar").first).to_be_visible()
    context.close()


def test_badges_are_made_from_names_that_never_leave_the_page(page: Page, address: str) -> None:
    page.goto(address + "skyltar/")
    page.wait_for_load_state("networkidle")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.fill("#namn", "Amina\n<b>Lena</b>\n\nفاطمة")
    assert page.locator(".badge b").all_inner_texts() == ["Amina", "<b>Lena</b>", "فاطمة"]
    assert requests == []
    assert "Amina" not in page.evaluate("JSON.stringify(localStorage)")


SHIFTS = """window.shift = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value
}).observe({ type: 'layout-shift', buffered: true })"""


@pytest.mark.parametrize("code", CODES)
def test_nothing_jumps(page: Page, address: str, code: str) -> None:
    page.add_init_script(SHIFTS)
    prefix = "" if code == "sv" else f"{code}/"
    for path in ("", "program/", DATE, "cafe/hamnen/"):
        page.goto(address + prefix + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") == 0, path


def test_posters_fit_one_sheet_of_a4(site: Path, tmp_path: Path) -> None:
    for path in ("cafe/hamnen/affisch", "ar/cafe/hamnen/affisch/tva", "ti/cafe/berget/affisch/tva"):
        shutil.copytree(
            site / path, tmp_path / "site" / path, ignore=lambda folder, _names: {"tva"} - {Path(folder).name}
        )
    shutil.copytree(site / "public", tmp_path / "site/public")
    files = list(print_posters(CHROMIUM, tmp_path / "site", tmp_path / "pdf"))
    names = [file.relative_to(tmp_path / "pdf").as_posix() for file in files]
    assert sorted(names) == ["ar/hamnen-sv.pdf", "sv/hamnen.pdf", "ti/berget-sv.pdf"]
    for file in files:
        content = file.read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1, file
        assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]", content), file
