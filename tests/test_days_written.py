"""Spans of days and hours, one by one: in one month, over two months, over two years, on one day."""

from __future__ import annotations

from datetime import date, time

import pytest

from common.localisation import days
from common.localisation.locales import locale_of

WEEK, MONTHS, YEARS, BIRTHDAYS = (
    (date(2019, 3, 4), date(2019, 3, 10)),
    (date(2019, 3, 25), date(2019, 4, 1)),
    (date(2019, 12, 30), date(2020, 1, 5)),
    (date(2019, 3, 5), date(2020, 3, 6)),
)
# language → without the year, with it
DAYS = {
    "sv": (
        ["4–10 mars", "25 mars–1 april", "30 december–5 januari", "5 mars–6 mars"],
        ["4–10 mars 2019", "25 mars–1 april 2019", "30 december 2019–5 januari 2020", "5 mars 2019–6 mars 2020"],
    ),
    "en": (
        ["4–10 March", "25 March – 1 April", "30 December – 5 January", "5 March – 6 March"],
        [
            "4–10 March 2019",
            "25 March – 1 April 2019",
            "30 December 2019 – 5 January 2020",
            "5 March 2019 – 6 March 2020",
        ],
    ),
}
WEEKDAYS = {
    "sv": (
        ["måndag 4 – söndag 10 mars", "måndag 25 mars – måndag 1 april", "måndag 30 december – söndag 5 januari"],
        ["måndag 4 mars–söndag 10 mars 2019", "måndag 25 mars–måndag 1 april 2019"],
    ),
    "fa": (
        ["دوشنبه 4 مارس تا یکشنبه 10 مارس", "دوشنبه 25 مارس تا دوشنبه 1 آوریل"],
        ["دوشنبه 4 مارس تا یکشنبه 10 مارس 2019", "دوشنبه 25 مارس تا دوشنبه 1 آوریل 2019"],
    ),
}
TUESDAY = date(2019, 3, 5)


@pytest.mark.parametrize("code", DAYS)
def test_spans_of_days(code: str) -> None:
    spans, locale = (WEEK, MONTHS, YEARS, BIRTHDAYS), locale_of(code)
    assert [days.days(locale, *span, with_year=False) for span in spans] == DAYS[code][0]
    assert [days.days(locale, *span, with_year=True) for span in spans] == DAYS[code][1]


@pytest.mark.parametrize("code", WEEKDAYS)
def test_spans_of_weekdays(code: str) -> None:
    spans, locale = (WEEK, MONTHS, YEARS), locale_of(code)
    without, with_year = WEEKDAYS[code]
    assert [days.weekdays(locale, *span, with_year=False) for span in spans[: len(without)]] == without
    assert [days.weekdays(locale, *span, with_year=True) for span in spans[: len(with_year)]] == with_year


@pytest.mark.parametrize(
    ("code", "day", "with_year", "month"),
    [
        ("sv", "tisdag 5 mars", "tisdag 5 mars 2019", "mars"),
        ("uk", "вівторок, 5 березня", "вівторок, 5 березня 2019\u202fр.", "березня"),
        ("fa", "سه‌شنبه 5 مارس", "سه‌شنبه 5 مارس 2019", "مارس"),
    ],
    ids=["sv", "uk", "fa"],
)
def test_one_day(code: str, day: str, with_year: str, month: str) -> None:
    locale = locale_of(code)
    assert (days.day(locale, TUESDAY), days.day_and_year(locale, TUESDAY)) == (day, with_year)
    one = (TUESDAY, TUESDAY)
    assert (days.weekdays(locale, *one, with_year=False), days.weekdays(locale, *one, with_year=True)) == (
        day,
        with_year,
    )
    assert days.month(locale, TUESDAY) == month


HOURS = [(time(13), time(16)), (time(13), time(14, 30)), (time(9, 15), time(10)), (time(9, 5), None), (time(13), None)]


@pytest.mark.parametrize(
    ("code", "hours", "clocks"),
    [
        ("sv", ["kl. 13–16", "kl. 13.00–14.30", "kl. 9.15–10.00", "kl. 9.05", "kl. 13"], ["13", "13.30", "9.05"]),
        ("en", ["13:00–16:00", "13:00–14:30", "09:15–10:00", "09:05", "13:00"], ["13:00", "13:30", "09:05"]),
        ("fa", ["13:00 تا 16:00", "13:00 تا 14:30", "9:15 تا 10:00", "9:05", "13:00"], ["13:00", "13:30", "9:05"]),
    ],
    ids=["sv", "en", "fa"],
)
def test_hours_and_clocks(code: str, hours: list[str], clocks: list[str]) -> None:
    locale = locale_of(code)
    assert [days.hours(locale, *one) for one in HOURS] == hours
    assert [days.clock(locale, one) for one in (time(13), time(13, 30), time(9, 5))] == clocks
