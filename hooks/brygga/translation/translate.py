"""A Swedish text and a language → the text to show, and what the page at hand had to make do with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brygga.load.languages import Language
from brygga.translation.catalogue import Catalogue
from localisation.text import Text
from localisation.translator import Translator


class PageTranslator(Translator):
    """Remembers, until it is told otherwise, whether a text of the page was still Swedish, or read by nobody."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        super().__init__(catalogue.translations, catalogue.plurals, language.is_source)
        self.language = language
        self.has_fallback = False
        self.has_unreviewed = False

    def _text(self, key: str, source: str, values: Mapping[str, Any], form: int = 0) -> Text:
        text = super()._text(key, source, values, form)
        self.has_fallback |= text.is_fallback
        self.has_unreviewed |= not text.is_reviewed
        return text
