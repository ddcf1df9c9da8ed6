"""The words, days and names of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cached_property

from babel import Locale
from babel.lists import format_list
from django.http import Http404
from django.utils.timezone import localdate, localtime
from markupsafe import Markup

from localisation import days
from localisation.locales import locale_of
from localisation.plurals import plural_forms
from localisation.sentences import missing_stop
from localisation.text import isolated_hours
from localisation.translator import Translation, Translator
from published.contract import Published
from published.current import published

SOURCE = "sv"


class Reader(Translator):
    """One language of the portal's pages. Calling it translates; what has no translation is marked as Swedish."""

    def __init__(self, site: Published, code: str) -> None:
        language = site.languages[code]
        super().__init__(_translations(site.texts.get(code, {})), plural_forms(language["plurals"]), code == SOURCE)
        self.site = site
        self.code = code
        self.direction: str = language["direction"]
        self.prefix: str = language["prefix"]

    def plain(self, text: str, **values: object) -> str:
        """For titles and attributes, where markup has no place."""
        return str(self(text, **values))

    def sentence(self, text: str) -> str:
        """As `plain`, with a full stop where it has none."""
        translated = self.plain(text)
        return translated + missing_stop(translated, self.code)

    def day(self, day: date | str) -> str:
        """tisdag 5 mars; with its year when that is another one than today's."""
        which = _date(day)
        return days.day_and_year(self._locale, which) if self._is_other_year(which) else days.day(self._locale, which)

    def period(self, first: date | str, last: date | str | None) -> str:
        """tisdag 5–torsdag 7 mars, or that one day."""
        begin, end = _date(first), _date(last or first)
        return days.weekdays(self._locale, begin, end, self._is_other_year(begin) or self._is_other_year(end))

    def _is_other_year(self, day: date) -> bool:
        """A site that shows a fixed day has two years that are this one: the day's, and that of what was just sent."""
        today = localdate()
        return day.year not in {today.year, self.site.today(today).year}

    def moment(self, moment: datetime) -> Markup:
        """Day and hour in Swedish time: "tisdag 5 mars kl. 14.30"."""
        local = localtime(moment)
        return Markup("{} {}").format(self.day(local.date()), self._hours(local.time(), None))

    def hours(self, start: str, end: str | None) -> Markup:
        """kl. 13–16"""
        return self._hours(time.fromisoformat(start), time.fromisoformat(end) if end else None)

    def _hours(self, start: time, end: time | None) -> Markup:
        return isolated_hours(days.hours(self._locale, start, end))

    def listed(self, items: Iterable[object]) -> str:
        return str(format_list([str(item) for item in items], locale=self._locale))

    def language_name(self, code: str) -> str:
        return self.site.language_names.get(self.code, {}).get(code, code)

    def languages(self, codes: Iterable[str]) -> str:
        return self.listed(self.language_name(code) for code in codes)

    def address(self, path: str) -> str:
        """Of a page of the portal in this language, from the root of the host."""
        return f"/portal/{self.code}/{path}"

    @cached_property
    def _locale(self) -> Locale:
        return locale_of(self.code, self.site.languages[self.code]["names"])


def reader_of(code: str) -> Reader:
    """Raises Http404 for a language that the site does not have."""
    site = published()
    if code not in site.languages:
        raise Http404(code)
    kept = _readers.get(code)
    if kept is None or kept.site is not site:
        kept = _readers[code] = Reader(site, code)
    return kept


_readers: dict[str, Reader] = {}  # of the latest publication


def _translations(texts: Mapping[str, str | list[str]]) -> dict[str, Translation]:
    return {name: Translation((text,) if isinstance(text, str) else tuple(text)) for name, text in texts.items()}


def _date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
