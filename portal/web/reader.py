"""The words, days and names of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cached_property

from babel import Locale
from babel.lists import format_list
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from markupsafe import Markup

from common.localisation import days
from common.localisation.city_words import CityWords
from common.localisation.locales import SOURCE, locale_of
from common.localisation.plurals import plural_forms
from common.localisation.sentences import missing_stop
from common.localisation.text import isolated_hours
from common.localisation.translator import Translation, Translator
from published.current import published
from published.reading import Published


class PortalReader(Translator):
    """One language of the portal's pages. Calling it translates; what has no translation is marked as Swedish."""

    def __init__(self, site: Published, language: str) -> None:
        facts, texts = site.languages[language], site.texts.get(language, {})
        words = CityWords(facts["words"], site.languages[SOURCE]["words"])
        super().__init__(_translations(texts), plural_forms(facts["plurals"]), language == SOURCE, words)
        self.site = site
        self.language = language
        self.direction: str = facts["direction"]
        self.prefix: str = facts["prefix"]

    def plain(self, text: str, **values: object) -> str:
        """For titles and attributes, where markup has no place."""
        return str(self(text, **values))

    def sentence(self, text: str) -> str:
        """As `plain`, with a full stop where it has none."""
        translated = self.plain(text)
        return translated + missing_stop(translated, self.language)

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

    def duration(self, minutes: int) -> str:
        """1,5 timmar, 30 minuter"""
        return days.duration(self._locale, minutes)

    def hours(self, start: str, end: str | None) -> Markup:
        """kl. 13–16"""
        return self._hours(time.fromisoformat(start), time.fromisoformat(end) if end else None)

    def _hours(self, start: time, end: time | None) -> Markup:
        return isolated_hours(days.hours(self._locale, start, end))

    def listed(self, items: Iterable[object]) -> str:
        return str(format_list([str(item) for item in items], locale=self._locale))

    def language_name(self, language: str) -> str:
        return self.site.language_names.get(self.language, {}).get(language, language)

    def languages(self, languages: Iterable[str]) -> str:
        return self.listed(self.language_name(language) for language in languages)

    def url(self, name: str, **parts: object) -> str:
        """Where a page of the portal is in this language, by its name in an app's urls.py: "board:help_request"."""
        return reverse(name, kwargs={"language": self.language, **parts})

    def page(self, path: str = "") -> str:
        """The address of a page of the public site in this language."""
        return f"{reverse('public-site')}{self.prefix}{path}"

    def members_page(self, path: str = "") -> str:
        """The same of the members' site."""
        return f"{reverse('members-site')}{self.prefix}{path}"

    def site_file(self, path: str, for_members: bool) -> str:
        """The address of a page by its whole path below its site, language and all."""
        return f"{reverse('members-site' if for_members else 'public-site')}{path}"

    @cached_property
    def _locale(self) -> Locale:
        return locale_of(self.language, self.site.languages[self.language]["names"])


def reader_of(language: str) -> PortalReader:
    """Raises Http404 for a language that the site does not have."""
    site = published()
    if language not in site.languages:
        raise Http404(language)
    kept = _readers.get(language)
    if kept is None or kept.site is not site:
        kept = _readers[language] = PortalReader(site, language)
    return kept


_readers: dict[str, PortalReader] = {}  # of the latest publication


def _translations(texts: Mapping[str, str | list[str]]) -> dict[str, Translation]:
    return {name: Translation((text,) if isinstance(text, str) else tuple(text)) for name, text in texts.items()}


def _date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
