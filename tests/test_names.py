"""Days, hours, weekdays, months and languages, as each language writes them and as one table of ours corrects them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from bs4 import BeautifulSoup

from brygga.check.source import read_source
from brygga.load.form_shapes import FormShapes
from brygga.load.languages import Language, read_languages
from brygga.load.names import read_names
from brygga.translation.catalogue import catalogue_files
from brygga.translation.words import Words
from citysite import PROJECT, with_languages
from common.localisation import days
from common.localisation.locales import locale_of
from common.localisation.names import DAYS, MONTHS
from common.localisation.text import isolated_hours
from tinysite import TODAY, build_of, everything, light_files, portal_of, put, put_all

NAMES = read_names(PROJECT)[0]
LANGUAGES = {one.code: one for one in read_languages(PROJECT)}
# code: whole hours, with minutes, an hour alone, a week, a week of two months, two days
WRITTEN = {
    "sv": ("kl. 13–16", "kl. 9.00–10.30", "kl. 13", "4–10 mars", "25 mars–1 april", "tisdag 5 – torsdag 7 mars"),
    "en": ("13:00–16:00", "09:00–10:30", "13:00", "4–10 March", "25 March – 1 April", "Tuesday 5 – Thursday 7 March"),
    "ar": ("13:00–16:00", "09:00–10:30", "13:00", "4–10 مارس", "25 مارس – 1 أبريل", "الثلاثاء، 5 – الخميس، 7 مارس"),
    "fa": (
        *("13:00 تا 16:00", "9:00 تا 10:30", "13:00", "4 تا 10 مارس", "25 مارس تا 1 آوریل"),
        "سه‌شنبه 5 مارس تا پنجشنبه 7 مارس",
    ),
    "uk": (
        *("13:00–16:00", "09:00–10:30", "13:00", "4–10 березня", "25 березня – 1 квітня"),
        "вівторок, 5 – четвер, 7 березня",
    ),
    "fi": ("13.00–16.00", "9.00–10.30", "13.00", "4.–10. maaliskuuta", "25. maaliskuuta – 1. huhtikuuta", None),
}  # fmt: skip


@pytest.mark.parametrize("code", WRITTEN)
def test_hours_and_spans_of_days(code: str) -> None:
    locale, march = locale_of(code), [date(2019, 3, day) for day in (4, 5, 7, 10, 25)]
    spans = (
        days.hours(locale, time(13), time(16)),
        days.hours(locale, time(9), time(10, 30)),
        days.hours(locale, time(13), None),
        days.days(locale, march[0], march[3], with_year=False),
        days.days(locale, march[4], date(2019, 4, 1), with_year=False),
        days.weekdays(locale, march[1], march[2], with_year=False),
    )
    assert spans[: 6 if WRITTEN[code][-1] else 5] == tuple(one for one in WRITTEN[code] if one)


def test_a_span_of_another_year_says_so() -> None:
    words = Words(LANGUAGES["sv"], TODAY)
    assert words.days(date(2019, 12, 30), date(2020, 1, 5)) == "30 december 2019–5 januari 2020"
    assert words.days(date(2020, 3, 2), date(2020, 3, 8)) == "2–8 mars 2020"
    assert words.period(date(2020, 3, 3), date(2020, 3, 3)) == "tisdag 3 mars 2020"


@pytest.mark.parametrize("code", sorted({code.partition("_")[0] for code in locale_identifiers()}))
def test_any_language_can_write_them(code: str) -> None:
    locale = Locale.parse(code)
    assert days.hours(locale, time(13), time(16, 30))
    assert days.days(locale, date(2019, 12, 30), date(2020, 1, 5), with_year=True)
    assert days.weekdays(locale, TODAY, date(2019, 4, 7), with_year=False)


def test_the_day_comes_first_where_the_texts_of_a_language_write_it_so() -> None:
    usual, ours = locale_of("so"), locale_of("so", {"dates": {"order": "day-month"}})
    week = (date(2019, 12, 30), date(2020, 1, 5))
    assert (days.day(usual, TODAY), days.day(ours, TODAY)) == ("Talaado, Maarso 5", "Talaado, 5 Maarso")
    assert days.day_and_year(ours, TODAY) == "Talaado, 5 Maarso 2019"
    assert days.days(ours, TODAY, date(2019, 4, 1), with_year=False) == "5 Maarso – 1 Abriil"
    assert days.weekdays(ours, TODAY, date(2019, 3, 7), with_year=False) == "Talaado, 5 Maarso – Khamiis, 7 Maarso"
    assert days.weekdays(ours, *week, with_year=True) == "Isniin, 30 Diseembar 2019 – Axad, 5 Janaayo 2020"


@pytest.mark.parametrize("code", LANGUAGES)
def test_dates_and_texts_of_a_language_have_one_order(code: str) -> None:
    """In its catalogue and in dates the day stands on the same side of the month."""
    locale = LANGUAGES[code].locale
    months = "|".join(re.escape(locale.months["format"]["wide"][number]) for number in range(1, 13))
    prose = "".join(file.read_text("utf-8") for file in catalogue_files(PROJECT, code))
    written = re.findall(
        rf"(\d{{1,2}})\.? ?(?:{months}|{TODAY.month}\.)(?!\w)|\b(?:{months}) (\d{{1,2}})(?:$|[ ,.])",
        prose + days.day(locale, TODAY),
    )
    assert {bool(before) for before, _ in written} in ({True}, {False})


def test_hours_run_as_their_own_script_does() -> None:
    assert isolated_hours("13:00–16:00") == '<bdi dir="ltr">13:00–16:00</bdi>'
    assert isolated_hours("13:00 تا 16:00").startswith('<bdi dir="rtl">')


def replaced(code: str) -> dict[str, str]:
    """{what CLDR says: what is said here} in one language."""
    known, own = locale_of(code), NAMES.get(code, {})
    names: dict[str, dict[str, str]] = {
        "weekdays": {name: known.days["format"]["wide"][at] for at, name in enumerate(DAYS)},
        "weekdays_short": {name: known.days["format"]["abbreviated"][at] for at, name in enumerate(DAYS)},
        "months": {name: known.months["format"]["wide"][at] for at, name in enumerate(MONTHS, 1)},
        "languages": dict(known.languages),
        "dates": {},
    }
    pairs = ((names[part].get(name, ""), word) for part, words in own.items() for name, word in words.items())
    return {cldr: word for cldr, word in pairs if cldr and cldr != word}


def texts_of(files: Mapping[str, bytes], code: str, languages: list[str]) -> dict[str, str]:
    """{path: what the page says} of all pages in one language of `languages`, of which the first is the source."""
    firsts = {path: path.split("/")[0] for path in files if path.endswith(".html")}
    own = {path for path, first in firsts.items() if (first if first in languages else languages[0]) == code}
    return {path: BeautifulSoup(files[path], "lxml").get_text(" ") for path in own}


CITY = """en:
  weekdays: {tuesday: Tewsday}
  weekdays_short: {tuesday: Tew}
  months: {march: Marz}
  languages: {so: Somalish, rmn: Romany}
rmn:
  languages: {rmn: romani čhib}
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with names of its own, one site language fewer, and people who speak that one and one nobody knows."""
    root = everything(tmp_path_factory.mktemp("city"))
    put(root / "data/names.yaml", CITY)
    with_languages(root, {"sv": "Svenska", "en": "English"})
    site = root / "data/site.yaml"
    put(site, f"data_protection_officer: Kim Ek, dso@example.org\n{site.read_text('utf-8')}")
    series = root / "data/series/tisdag.yaml"
    series.write_text(
        re.sub(r"languages: .*\n(- .*\n)*", "languages: [sv, ar, rmn]\n", series.read_text("utf-8")), "utf-8"
    )
    return root


@pytest.mark.site
def test_a_city_writes_its_own_names_everywhere(city: Path) -> None:
    files = light_files(build_of(city))
    page = BeautifulSoup(files["en/program/tisdag/2019-03-12/index.html"], "lxml").get_text(" ")
    assert "Tewsday, 12 Marz" in page
    assert "Tuesday" not in page
    assert "Tew " in BeautifulSoup(files["en/program/index.html"], "lxml").get_text(" ")


@pytest.mark.site
def test_a_city_has_a_data_protection_officer_of_its_own(city: Path) -> None:
    files = light_files(build_of(city))
    said = BeautifulSoup(files["integritet/register/index.html"], "lxml").get_text(" ")
    assert "Dataskyddsombud Kim Ek, dso@example.org" in " ".join(said.split())


@pytest.mark.site
def test_a_language_that_the_site_leaves_keeps_its_name(city: Path) -> None:
    """Arabic is no language of that site, but spoken there; of Romani CLDR knows nothing."""
    source = read_source(city, TODAY)
    files = light_files(build_of(city))
    portal: dict[str, Any] = json.loads(portal_of(city, source)["portal.json"])
    assert not [path for path in files if path.startswith("ar/")]
    said = {code: BeautifulSoup(files[f"{code}program/index.html"], "lxml").get_text(" ") for code in ("", "en/")}
    assert "arabiska" in said[""] and "Arabic" in said["en/"] and "Romany" in said["en/"]  # noqa: PT018
    assert "program/sprak/ar/index.html" in files
    names = portal["language_names"]
    assert (names["sv"]["ar"], names["en"]["rmn"], names["sv"]["rmn"]) == ("arabiska", "Romany", "romani čhib")
    assert portal["languages"][1]["names"]["months"] == {"march": "Marz"}
    choices = FormShapes(source.data.records, source.languages).shapes[0]["fields"]
    titles = {one["value"]: one["title"] for field in choices for one in field.get("choices", ()) if one.get("lang")}
    assert (titles["ar"], titles["rmn"]) == ("العربية", "romani čhib")


def test_a_language_of_the_site_that_cldr_does_not_know_is_called_what_the_site_calls_it(tmp_path: Path) -> None:
    with_languages(put_all(tmp_path, {"data/site.yaml": ""}), {"sv": "Svenska", "rmn": "Romani"})
    swedish, romani = read_languages(tmp_path)
    assert (swedish.name_of("rmn"), swedish.name_of("sv"), romani.name_of("rmn")) == ("Romani", "svenska", "Romani")


def test_without_a_table_names_are_those_of_cldr(tmp_path: Path) -> None:
    assert read_names(tmp_path) == ({}, [])
    assert Language("en", "English", is_source=False).name_of("so") == "Somali"
