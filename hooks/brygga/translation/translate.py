"""A Swedish text and a language → the text to show; the page at hand notes what it had to make do with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brygga.load.languages import Language
from brygga.translation.catalogue import Catalogue
from brygga.translation.page_notes import open_notes
from common.localisation.text import Text
from common.localisation.translator import Translator


class PageTranslator(Translator):
    """A translator that tells the page being made which texts it showed (page_notes)."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        super().__init__(catalogue.translations, catalogue.plurals, language.is_source)
        self.language = language

    def _text(self, key: str, source: str, values: Mapping[str, Any], form: int = 0) -> Text:
        text = super()._text(key, source, values, form)
        if (notes := open_notes()) is not None and notes.language == self.language.code:
            notes.saw(text)
        return text
