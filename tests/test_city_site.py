"""The site of a whole city as built: what its pages say of dates, places, contacts and of themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from builtsite import BuiltPage, pages_of
from citysite import CITY, PREFIX, SITE_NAME, SITE_URL

pytestmark = pytest.mark.site

SHOWN_DAY = {
    "sv": "tisdag 5 mars 2019",
    "en": "Tuesday, 5 March 2019",
    "ar": "الثلاثاء، 5 مارس 2019",
    "ti": "ሰሉስ፣ 5 መጋቢት 2019",
}
DATE = "program/hamnen-2019-var/2019-03-05/"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BuiltPage]:
    return pages_of(site)


def test_every_page_says_which_day_it_shows(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        assert SHOWN_DAY[page.language] in page.soup.get_text(" ", strip=True), page.path


def test_phone_numbers_and_times_are_isolated_left_to_right(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        for link in page.soup.select('a[href^="tel:"]'):
            assert link.select_one('bdi[dir="ltr"]'), page.path
    programme = pages["ar/program/"]
    rows = "".join(str(row) for row in programme.soup.select(".rows"))
    times = re.findall(r"\d\d:\d\d–\d\d:\d\d", rows)
    assert len(times) == len(programme.soup.select('.rows bdi[dir="ltr"]:not([lang])'))
    assert len(times) > 20


def test_what_is_over_is_not_offered_as_coming(pages: dict[str, BuiltPage]) -> None:
    over = "program/angen-2019-var/2019-03-01/"
    programme = pages["program/"]
    targets = {urljoin(SITE_URL + "program/", str(tag["href"])) for tag in programme.soup.select("main a[href]")}
    assert SITE_URL + over not in targets
    assert SITE_URL + "program/angen-2019-var/2019-03-08/" in targets
    assert "Den här träffen har varit." in pages[over].soup.get_text()


def test_unknown_facts_are_asked_for_not_guessed(pages: dict[str, BuiltPage]) -> None:
    for code in ("", "en/", "ar/", "ti/"):
        page = pages[f"{code}cafe/berget/"]
        assert page.soup.select('main a[href$="kontakt/#radgivningen"]'), code
    assert "Vi vet inte gatuadressen." in pages["cafe/berget/"].soup.get_text()
    assert "Ring och fråga om tiden" in pages["program/2019-06-19-utflykt/"].soup.get_text()


def test_contacts_say_that_nobody_has_checked_them(pages: dict[str, BuiltPage]) -> None:
    cards = pages["kontakt/"].soup.select("main .cards > li")
    assert len(cards) == len([*(CITY / "data/contacts").glob("*.yaml")]) - 1, "one is for members"
    assert all("Inte kontrollerat." in card.get_text() for card in cards)


@pytest.mark.parametrize("code", ["", "en/", "ar/"])
def test_a_card_says_what_it_is_to_who_does_not_know_the_name(pages: dict[str, BuiltPage], code: str) -> None:
    lines = [card.select_one("h3 + p.soft") for card in pages[f"{code}kontakt/"].soup.select("main .cards > li")]
    assert all(line and not (code and line.select("[lang=sv]")) for line in lines)


def test_every_page_says_that_the_site_is_an_example_and_names_no_organisation(pages: dict[str, BuiltPage]) -> None:
    """As shipped nobody stands behind it. Pages of the handbook say so below their text, posters on their sheet."""
    words = {"": "Webbplatsen är ett exempel", "en/": "This website is an example"}
    for path, page in pages.items():
        word = words["en/" if path.startswith("en/") else ""]
        if not path.startswith(("ar/", "ti/", "404")) and page.soup.footer is not None:
            assert word in page.soup.get_text(), path
    for path in ("", DATE, "integritet/register/"):
        assert f"{SITE_NAME} i Ekhamn" not in pages[path].text


def test_secrecy_is_promised_in_one_text(pages: dict[str, BuiltPage]) -> None:
    own = {path: page for path, page in pages.items() if page.language == "sv"}
    promised = [path for path, page in own.items() if "De berättar inte för andra" in page.soup.get_text()]
    assert promised == ["integritet/"], "the form says it too as soon as it can be sent"


def test_what_was_assumed_is_told_where_it_is_shown(pages: dict[str, BuiltPage]) -> None:
    for path in ("cafe/angen/", "handbok/utbildning/"):
        assert "Det här är vi inte säkra på:" in pages[path].soup.get_text()


def test_every_record_names_its_source(pages: dict[str, BuiltPage]) -> None:
    for path in ("cafe/hamnen/", "handbok/metoder/ut-i-byn/"):
        assert "Provdata" in pages[path].soup.get_text(), path


def test_search_has_one_index_for_each_language(site: Path) -> None:
    words = {"sv": ("tystnadsplikt", "byapolisen"), "en": ("programme", "police"), "ar": ("الشرطة", "متطوعة")}
    for code, wanted in words.items():
        folder = site if code == "sv" else site / code
        index = json.loads((folder / "search/search_index.json").read_text("utf-8"))
        text = json.dumps(index["docs"], ensure_ascii=False).lower()
        assert all(word in text for word in wanted), code
        for entry in index["docs"]:
            page = entry["location"].partition("#")[0]
            assert (folder / page / "index.html").is_file(), f"{code}: {entry['location']}"


def test_how_long_answers_are_kept_is_said_in_words(pages: dict[str, BuiltPage]) -> None:
    days = {"sv": "dagar", "en": "days", "ar": "يوما", "ti": "መዓልታት"}
    for code, word in days.items():
        text = pages[f"{PREFIX[code]}integritet/"].soup.get_text(" ", strip=True)
        assert f"180 {word}" in text, code
        assert "duration" not in text, code
