"""Days, times, lists and names of languages, written by the rules of the reader's language (CLDR, by Babel)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from markupsafe import Markup, escape

from brygga.languages import Language
from brygga.model import WEEKDAYS

_ENDS = (".", "!", "?", "…", "؟", "።", "。")
_FULL_STOPS = {"am": "።", "ti": "።"}


class Words:
    """All for one language. Days and times are those of Europe/Stockholm; digits are the ones used in Sweden."""

    def __init__(self, language: Language, today: date) -> None:
        self.language = language
        self._this_year = today.year
        self.locale = language.locale
        self._written: dict[tuple[str, date], str] = {}  # the same days stand on many pages

    def day(self, day: date) -> str:
        """tisdag 5 mars; with its year when that is another one than today's."""
        if day.year != self._this_year:
            return self.day_and_year(day)
        return self._once("day", day, lambda: format_date(day, self._wide("MMMEd"), locale=self.locale))

    def day_and_year(self, day: date) -> str:
        """tisdag 5 mars 2019"""
        return self._once("full", day, lambda: format_date(day, "full", locale=self.locale))

    def _once(self, kind: str, day: date, write: Callable[[], str]) -> str:
        if (kind, day) not in self._written:
            self._written[kind, day] = write()
        return self._written[kind, day]

    def _wide(self, skeleton: str) -> str:
        """CLDR's pattern for a skeleton with weekday and month written out (UTS #35, Matching Skeletons)."""
        pattern = str(self.locale.datetime_skeletons[skeleton].pattern)
        return re.sub(r"(E+|M{3,}|L{3,})", lambda match: match[0][0] * 4, pattern)

    def weekday_named(self, name: str) -> str:
        """ "tuesday" → tisdag; 2019-03-04 was a Monday."""
        return format_date(date(2019, 3, 4 + WEEKDAYS.index(name)), "EEEE", locale=self.locale)

    def weekday_short(self, day: date) -> str:
        return format_date(day, "EEE", locale=self.locale).rstrip(".")

    def month(self, day: date) -> str:
        return format_date(day, "MMMM", locale=self.locale)

    def year(self, day: date) -> str:
        """2020, when that is another year than today's."""
        return "" if day.year == self._this_year else str(day.year)

    def days(self, first: date, last: date) -> str:
        """4 mars – 10 mars: a week, written with the months it touches, and its year when that is another one."""
        skeletons = {day: "MMMMd" if day.year == self._this_year else "yMMMMd" for day in (first, last)}
        return " – ".join(format_skeleton(name, day, locale=self.locale) for day, name in skeletons.items())

    def period(self, first: date, last: date) -> str:
        """tisdag 5 mars – torsdag 7 mars, or that one day."""
        return " – ".join(self.day(day) for day in dict.fromkeys((first, last)))

    def stop(self, text: object) -> str:
        """What a text still needs at its end to be a sentence: a full stop, or nothing."""
        is_ended = str(text).rstrip().endswith(_ENDS)
        return "" if is_ended else _FULL_STOPS.get(self.language.code, ".")

    def hours(self, start: time, end: time | None) -> Markup:
        """13–16 in Swedish, 13:00–16:00 in English; isolated left to right so that no script turns it round."""
        return Markup('<bdi dir="ltr">{}</bdi>').format(self.plain_hours(start, end))

    def plain_hours(self, start: time, end: time | None) -> str:
        return "–".join(self._clock(clock) for clock in (start, end) if clock is not None)

    def _clock(self, clock: time) -> str:
        """As the language writes it (14.00 in Finnish), always with 24 hours: that is how they are told in Sweden."""
        if self.language.is_source and clock.minute == 0:
            return str(clock.hour)
        return str(format_skeleton("Hm", clock, locale=self.locale))

    def listed(self, items: Iterable[object]) -> Markup:
        """A, B and C"""
        parts = [str(escape(item)) for item in items]
        return Markup(format_list(parts, locale=self.locale))  # each part is escaped

    def language_name(self, code: str) -> str:
        """The reader's word for a language, or the language's own."""
        return str(self.locale.languages.get(code) or own_name(code))


def own_name(code: str) -> str:
    """What a language calls itself, or its code where CLDR knows too little of it."""
    try:
        spoken = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    return str(spoken.get_display_name(spoken) or code)


def isolated(text: str) -> Markup:
    """Phone numbers and the like, kept left to right inside any script."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)
