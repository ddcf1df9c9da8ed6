"""A Swedish text and a language → the text to show, falling back to Swedish for that text alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from brygga.catalogue import VARIABLE, Catalogue
from brygga.languages import Language


@dataclass(frozen=True)
class Text:
    """A text for one reader. In HTML a fallback is marked with its language and direction; str() is plain."""

    message: str
    is_fallback: bool = False
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __html__(self) -> str:
        return self._html

    @cached_property
    def _html(self) -> Markup:
        html = _filled(escape(self.message), {name: escape(value) for name, value in self.values.items()})
        return Markup(f'<span lang="sv" dir="ltr">{html}</span>' if self.is_fallback else html)  # escaped above

    def __str__(self) -> str:
        return _filled(self.message, self.values)

    @property
    def paragraphs(self) -> list[Text]:
        """One Text for each paragraph; an empty line stands between them."""
        return [Text(part, self.is_fallback) for part in self.message.split("\n\n") if part.strip()]


class Translator:
    """Looks texts up for one language and remembers, until it is told otherwise, what the page had to make do with."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        self.language = language
        self._catalogue = catalogue
        self._known: dict[str, tuple[Text, bool]] = {}  # a page asks for some sixty texts, most of them again
        self.has_fallback = False
        self.has_unreviewed = False

    def __call__(self, source: str, **values: Any) -> Text:
        if source not in self._known:
            self._known[source] = self._look_up(source)
        text, reviewed = self._known[source]
        self.has_fallback |= text.is_fallback
        self.has_unreviewed |= not reviewed
        return replace(text, values=values) if values else text

    def _look_up(self, source: str) -> tuple[Text, bool]:
        entry = self._catalogue.get(source)
        if self.language.is_source:
            return Text(source), True
        if entry is None or not entry.usable:
            return Text(source, is_fallback=True), True
        return Text(entry.text), entry.reviewed


def _filled(message: str, values: Mapping[str, Any]) -> str:
    """Only %(name)s is filled in: a translator may write "100 % gratis" where Python's own % would fail."""
    return VARIABLE.sub(lambda match: str(values[match[1]]), str(message)) if values else str(message)
