"""The words, days and names of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from django.http import Http404
from django.utils.timezone import localtime

from localisation.locales import locale_of
from localisation.plurals import plural_forms
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

    def day(self, day: date | str) -> str:
        """Weekday, day and month: "tisdag 5 mars". CLDR's own pattern, written out (UTS #35, Matching Skeletons)."""
        pattern = str(self._locale.datetime_skeletons["MMMEd"].pattern)
        wide = re.sub(r"(E+|M{3,}|L{3,})", lambda match: match[0][0] * 4, pattern)
        return str(format_date(_date(day), wide, locale=self._locale))

    def long_day(self, day: date | str) -> str:
        return str(format_date(_date(day), "long", locale=self._locale))

    def moment(self, moment: datetime) -> str:
        """Day and hour in Swedish time: "tisdag 5 mars 14:30"."""
        local = localtime(moment)
        return f"{self.day(local.date())} {local:%H:%M}"

    def hours(self, start: str | None, end: str | None) -> str:
        return "–".join(part for part in (start, end) if part)

    def listed(self, items: Iterable[object]) -> str:
        return str(format_list([str(item) for item in items], locale=self._locale))

    def language_name(self, code: str) -> str:
        return self.site.language_names.get(self.code, {}).get(code, code)

    def languages(self, codes: Iterable[str]) -> str:
        return self.listed(self.language_name(code) for code in codes)

    def address(self, path: str) -> str:
        """Of a page of the portal in this language, from the root of the host."""
        return f"/portal/{self.code}/{path}"

    @property
    def _locale(self) -> Locale:
        return locale_of(self.code)


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
