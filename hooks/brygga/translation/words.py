"""Days, times, lists and names of languages, written by the rules of the reader's language (CLDR, by Babel)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time

from babel.lists import format_list
from markupsafe import Markup, escape

from brygga.load.languages import Language
from brygga.model.session import WEEKDAYS
from common.localisation import days
from common.localisation.sentences import missing_stop
from common.localisation.text import isolated_hours


class Words:
    """All for one language. Days and times are those of the city; digits are the ones used in Sweden."""

    def __init__(self, language: Language, today: date) -> None:
        self.language = language
        self._this_year = today.year
        self.locale = language.locale
        self._hours: dict[tuple[time, time | None], str] = {}
        self._written: dict[tuple[str, date], str] = {}  # the same days stand on many pages

    def day(self, day: date) -> str:
        """tisdag 5 mars; with its year when that is another one than today's."""
        if day.year != self._this_year:
            return self.day_and_year(day)
        return self._once("day", day, lambda: days.day(self.locale, day))

    def day_and_year(self, day: date) -> str:
        """tisdag 5 mars 2019"""
        return self._once("full", day, lambda: days.day_and_year(self.locale, day))

    def _once(self, kind: str, day: date, write: Callable[[], str]) -> str:
        if (kind, day) not in self._written:
            self._written[kind, day] = write()
        return self._written[kind, day]

    def weekday_named(self, name: str) -> str:
        """ "tuesday" → tisdag"""
        return str(self.locale.days["format"]["wide"][WEEKDAYS.index(name)])

    def weekday_short(self, day: date) -> str:
        return str(self.locale.days["format"]["abbreviated"][day.weekday()]).rstrip(".")

    def month(self, day: date) -> str:
        return days.month(self.locale, day)

    def year(self, day: date) -> str:
        """2020, when that is another year than today's."""
        return "" if day.year == self._this_year else str(day.year)

    def days(self, first: date, last: date) -> str:
        """4–10 mars; with the year when that is another one than today's."""
        return days.days(self.locale, first, last, self._is_other_year(first, last))

    def period(self, first: date, last: date) -> str:
        """tisdag 5–torsdag 7 mars, or that one day."""
        return days.weekdays(self.locale, first, last, self._is_other_year(first, last))

    def _is_other_year(self, *among: date) -> bool:
        return any(day.year != self._this_year for day in among)

    def stop(self, text: object) -> str:
        """What a text still needs at its end to be a sentence: a full stop, or nothing."""
        return missing_stop(text, self.language.code)

    def hours(self, start: time, end: time | None, said: object = "") -> Markup:
        """As plain_hours; isolated so that no script turns it round. `said` is what is read aloud in their place."""
        return isolated_hours(self.plain_hours(start, end), said)

    def plain_hours(self, start: time, end: time | None) -> str:
        """kl. 13–16 in Swedish, 13:00–16:00 in English."""
        if (start, end) not in self._hours:
            self._hours[start, end] = days.hours(self.locale, start, end)
        return self._hours[start, end]

    def clock(self, clock: time) -> str:
        """13 in Swedish, 13:00 in English."""
        return days.clock(self.locale, clock)

    def listed(self, items: Iterable[object]) -> Markup:
        """A, B and C"""
        parts = [str(escape(item)) for item in items]
        return Markup(format_list(parts, locale=self.locale))  # each part is escaped

    def language_name(self, code: str) -> str:
        """The reader's word for a language, or the language's own."""
        return self.language.name_of(code)


def isolated(text: str) -> Markup:
    """Phone numbers and the like, kept left to right inside any script."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)
