"""The example is whole in every language that it lists."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from builtsite import OWN_PREFIX, BuiltPage

pytestmark = pytest.mark.site

# Of the languages that are listed today; one less, or one that is new, is no fault.
SHOWN_DAY = {
    "sv": "tisdag 5 mars 2019",
    "en": "Tuesday, 5 March 2019",
    "ar": "الثلاثاء، 5 مارس 2019",
    "fa": "سه‌شنبه 5 مارس 2019",
    "so": "Talaado, 5 Maarso 2019",
    "ti": "ሰሉስ፣ 5 መጋቢት 2019",
    "uk": "вівторок, 5 березня 2019\u202fр.",
}
DAYS = {"sv": "dagar", "en": "days", "ar": "يوما", "fa": "روز", "so": "maalmood", "ti": "መዓልታት", "uk": "днів"}


def test_every_page_says_which_day_it_shows(own_pages: Mapping[str, BuiltPage]) -> None:
    for page in own_pages.values():
        assert SHOWN_DAY.get(page.language, "") in page.soup.get_text(" ", strip=True), page.path


def test_how_long_answers_are_kept_is_said_in_words(own_pages: Mapping[str, BuiltPage]) -> None:
    for code in DAYS.keys() & OWN_PREFIX.keys():
        assert f"180 {DAYS[code]}" in own_pages[f"{OWN_PREFIX[code]}integritet/"].soup.get_text(" ", strip=True), code


@pytest.mark.skipif(not {"ar", "fa"} <= OWN_PREFIX.keys(), reason="no such language is listed")
def test_persian_hours_run_from_right_to_left(own_pages: Mapping[str, BuiltPage]) -> None:
    rows = {code: own_pages[f"{code}/program/"].soup.select(".rows bdi[dir]:not([lang])") for code in ("ar", "fa")}
    assert len(rows["fa"]) == len(rows["ar"]) > 20
    assert {(str(one["dir"]), one.get_text()) for one in rows["fa"]} >= {("rtl", "13:00 تا 16:00")}
    assert {str(one["dir"]) for one in rows["ar"]} == {"ltr"}


def test_pages_are_in_their_language(own_pages: Mapping[str, BuiltPage]) -> None:
    """No Swedish fallback is left: what stands in Swedish are names, addresses and sources."""
    one_language = [
        page for page in own_pages.values() if page.path != "404.html"
    ]  # which speaks every language at once
    assert len({page.language for page in one_language}) > 1
    assert [page.path for page in one_language if fallbacks(page.soup)] == []


def fallbacks(soup: BeautifulSoup) -> list[Tag]:
    return [tag for tag in soup.select('span[lang="sv"]') if "source" not in str(tag.get("class"))]


def test_a_swedish_fallback_is_found() -> None:
    shown = '<p>Come! <span lang="sv" dir="ltr">Kom hit.</span> <span lang="sv" class="source">Kommunen</span></p>'
    assert [tag.get_text() for tag in fallbacks(BeautifulSoup(shown, "lxml"))] == ["Kom hit."]
