"""A Swedish text and a language → the text to show, falling back to Swedish for that text alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from brygga.catalogue import VARIABLE, Catalogue
from brygga.languages import Language


@dataclass(frozen=True)
class Text:
    """A text for one reader. In HTML a fallback is marked with its language and direction; str() is plain."""

    message: str
    is_fallback: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)

    def __html__(self) -> str:
        html = _filled(escape(self.message), {name: escape(value) for name, value in self.values.items()})
        return f'<span lang="sv" dir="ltr">{html}</span>' if self.is_fallback else html

    def __str__(self) -> str:
        return _filled(self.message, self.values)

    @property
    def paragraphs(self) -> list[Text]:
        """One Text for each paragraph; an empty line stands between them."""
        return [Text(part, self.is_fallback) for part in self.message.split("\n\n") if part.strip()]


class Translator:
    """Looks texts up for one language and remembers, until `start_page`, what the page had to make do with."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        self.language = language
        self._catalogue = catalogue
        self.start_page()

    def start_page(self) -> None:
        self.has_fallback = False
        self.has_unreviewed = False

    def __call__(self, source: str, **values: Any) -> Text:
        if self.language.is_source:
            return Text(source, False, values)
        entry = self._catalogue.get(source)
        if entry is None or not entry.usable:
            self.has_fallback = True
            return Text(source, True, values)
        self.has_unreviewed |= not entry.reviewed
        return Text(entry.text, False, values)


def _filled(message: str, values: Mapping[str, Any]) -> str:
    """Only %(name)s is filled in: a translator may write "100 % gratis" where Python's own % would fail."""
    return VARIABLE.sub(lambda match: str(values[match[1]]), str(message)) if values else str(message)
