"""Days and hours as a language writes them (CLDR, by Babel), weekdays and months in full."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.units import format_unit

_WIDE = re.compile(r"(E+|M{3,}|L{3,})")
_PADDED = re.compile(r"d+")
_HOUR = 60  # minutes


def day(locale: Locale, which: date) -> str:
    """tisdag 5 mars"""
    return str(format_date(which, _wide(locale.datetime_skeletons["MMMEd"].pattern), locale=locale))


def day_and_year(locale: Locale, which: date) -> str:
    """tisdag 5 mars 2019"""
    return str(format_date(which, "full", locale=locale))


def month(locale: Locale, which: date) -> str:
    """As it stands in a date: "mars"."""
    letter = "L" if "L" in str(locale.datetime_skeletons["MMMEd"].pattern) else "M"
    return str(format_date(which, letter * 4, locale=locale))


def days(locale: Locale, first: date, last: date, with_year: bool) -> str:
    """4–10 mars, 25 mars–1 april"""
    return _interval(locale, "yMMMd" if with_year else "MMMd", first, last)


def weekdays(locale: Locale, first: date, last: date, with_year: bool) -> str:
    """tisdag 5–torsdag 7 mars, or that one day."""
    if first == last:
        return day_and_year(locale, first) if with_year else day(locale, first)
    return _interval(locale, "yMMMEd" if with_year else "MMMEd", first, last)


def hours(locale: Locale, start: time, end: time | None) -> str:
    """kl. 13–16, kl. 13.00–14.30 in Swedish; 13:00–16:00 in English. With 24 hours: that is how Sweden tells them."""
    clocks = [start] if end is None else [start, end]
    if locale.language == "sv":  # minutes as the Language Council of Sweden writes them, for both or for neither
        return "kl. " + "–".join(format_time(one, _swedish(clocks), locale=locale) for one in clocks)
    if end is None:
        return clock(locale, start)
    parts = next(iter(locale.interval_formats["Hm"].values()))
    return _joined(parts, clocks, lambda one, pattern: format_time(one, pattern, locale=locale))


def duration(locale: Locale, minutes: int) -> str:
    """30 minuter, 1,5 timmar"""
    unit, count = ("duration-minute", minutes) if minutes < _HOUR else ("duration-hour", round(minutes / _HOUR, 2))
    whole = str(format_unit(count, unit, locale=locale))
    # CLDR leaves the long form out where it is the short one; Babel does not look there and names the unit.
    return str(format_unit(count, unit, "short", locale=locale)) if unit in whole else whole


def clock(locale: Locale, which: time) -> str:
    """13 or 13.30 in Swedish, 13:00 in English."""
    if locale.language == "sv":
        return str(format_time(which, _swedish([which]), locale=locale))
    return str(format_skeleton("Hm", which, locale=locale))


def _swedish(clocks: list[time]) -> str:
    return "H.mm" if any(one.minute for one in clocks) else "H"


def _interval(locale: Locale, skeleton: str, first: date, last: date) -> str:
    """By the largest field in which the two differ (UTS #35, intervalFormats)."""
    formats = locale.interval_formats[skeleton]
    if first.year != last.year and "y" in formats:
        parts = formats["y"]
    else:
        parts = formats["M" if (first.year, first.month) != (last.year, last.month) else "d"]
    # CLDR has thin spaces around the dash: in Swedish "25 mars–1 april" has none, and few fonts have them at all.
    around = "" if locale.language == "sv" and "E" not in skeleton else " "
    written = [_PADDED.sub("d", _wide(part)).replace("\u2009", around) for part in parts]
    return _joined(written, [first, last], lambda one, pattern: format_date(one, pattern, locale=locale))


def _joined(parts: list[str], moments: list[Any], write: Callable[[Any, str], str]) -> str:
    return "".join(write(one, pattern) for one, pattern in zip(moments, parts, strict=True))


def _wide(pattern: object) -> str:
    """A pattern with weekday and month written out (UTS #35, Matching Skeletons)."""
    return _WIDE.sub(lambda match: match[0][0] * 4, str(pattern))
