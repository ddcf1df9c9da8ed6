"""A Swedish text and a language → the text to show; the page at hand notes what it had to make do with."""

from __future__ import annotations

from brygga.load.languages import Language
from brygga.translation.catalogue import Catalogue
from brygga.translation.page_at_hand import page_at_hand
from common.localisation.text import Text
from common.localisation.translator import Translator


class PageTranslator(Translator):
    """A translator that tells the page being made which texts it showed (page_at_hand)."""

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        super().__init__(catalogue.translations, catalogue.plurals, language.is_source, language.words)
        self.language = language

    def _made_do(self, text: Text) -> None:
        if (page := page_at_hand()) is not None and page.language == self.language.code:
            page.saw(text)
