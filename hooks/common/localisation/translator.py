"""A Swedish text and the translations of one language → the text to show, in Swedish where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from common.localisation.city_words import CityWords
from common.localisation.marked import marked as _
from common.localisation.plurals import PluralForms
from common.localisation.swedish import has_other_script
from common.localisation.text import Text

_CONTEXT = "\x04"  # between context and text, as in gettext's own compiled catalogues
_NO_WORDS = CityWords()
_MOST_KEPT = 5000  # texts kept ready; the site has about 2,000


@dataclass(frozen=True)
class Translation:
    """One form, or as many as the language has for numbers."""

    forms: tuple[str, ...]
    is_reviewed: bool = True


def key(source: str, context: str | None = None) -> str:
    """What a translation is found by: its Swedish text (of two forms the one for 1), and what tells two uses apart."""
    return source if context is None else f"{context}{_CONTEXT}{source}"


def without_context(name: str) -> str:
    """The Swedish text of a key."""
    return name.rpartition(_CONTEXT)[2]


class Translator:
    """Calling it translates. Named as in gettext: `ngettext` with a number, `pgettext` where a word means two things.

    The source language has no translations: its texts are shown as they stand. All have the city's words in them.
    """

    def __init__(
        self,
        translations: Mapping[str, Translation],
        plurals: PluralForms,
        is_source: bool,
        words: CityWords = _NO_WORDS,
    ) -> None:
        self._translations = translations
        self._words = words
        self._plurals = plurals
        self._is_source = is_source
        written = [has_other_script(one.forms[0]) for one in translations.values()]
        self._has_swedish_marked = sum(written) > len(written) / 2  # a name or two may be in another one than the rest
        # A page asks for some sixty texts, most of them again.
        self._known: dict[tuple[str, str, int], Text] = {}

    def __call__(self, source: str, **values: Any) -> Text:
        return self._text(source, source, values)

    def pgettext(self, context: str, source: str, **values: Any) -> Text:
        return self._text(key(source, context), source, values)

    def ngettext(self, singular: str, plural: str, number: int, **values: Any) -> Text:
        """`%(count)s` is the number."""
        source = singular if number == 1 else plural
        return self._text(singular, source, {"count": number, **values}, self._plurals.index(number))

    def in_a_row(self, parts: Iterable[object]) -> object:
        """ "Café, tisdag 5 mars, kl. 13–16": what there is of it, with the comma of the language."""
        first, *others = [part for part in parts if part] or [""]
        for part in others:
            first = self(_("%(first)s, %(rest)s"), first=first, rest=part)
        return first

    def labelled(self, label: object, value: object) -> Text:
        """ "Inställt: Café", with the colon of the language."""
        return self(_("%(label)s: %(value)s"), label=label, value=value)

    def _text(self, key: str, source: str, values: Mapping[str, Any], form: int = 0) -> Text:
        text = self._known.get((key, source, form))
        if text is None:
            text = self._look_up(key, source, form)
            if len(self._known) < _MOST_KEPT:
                self._known[key, source, form] = text
        if text.is_fallback or not text.is_reviewed:
            self._made_do(text)
        if not values:
            return text
        return Text(text.message, text.is_fallback, text.is_reviewed, text.has_swedish_marked, values)

    def _made_do(self, text: Text) -> None:
        """Told of each text that is shown although nobody has translated it, or read its translation."""

    def _look_up(self, key: str, source: str, form: int) -> Text:
        if self._is_source:
            return Text(self._words.fill(source))
        found = self._translations.get(key)
        if found is None:
            return Text(self._words.in_swedish.fill(source), is_fallback=True)
        return Text(
            self._words.fill(found.forms[min(form, len(found.forms) - 1)]),
            is_reviewed=found.is_reviewed,
            has_swedish_marked=self._has_swedish_marked,
        )
