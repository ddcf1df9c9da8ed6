"""What a city calls its mammor and its cafés, in texts that are everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as PoCatalog

from brygga.load.city_words import read_city_words
from brygga.load.languages import Language, read_languages
from brygga.translation.catalogue import Catalogue, CatalogueEntry, read_catalogue
from brygga.translation.placeholders import fits
from brygga.translation.status import language_status
from builtsite import BuiltPage, pages_of
from citysite import CITY, PROJECT
from common.localisation.city_words import NAMES, CityWords, is_word
from common.localisation.plurals import usual_forms
from common.localisation.text import PLACEHOLDER
from common.localisation.translator import Translation, Translator

SWEDISH = {"mamma": "granne", "mammor": "grannar", "mammor_kort": "vi", "cafe_ett": "ett öppet hus"}
FINNISH = {"mamma": "naapuri", "mamma_gen": "naapurin"}
WORDS = CityWords(FINNISH, SWEDISH)
TEXTS = {
    "a word": ("%(mamma)s", "naapuri"),
    "a capital": ("%(Mamma)s auttaa", "Naapuri auttaa"),
    "a form of the language's own": ("%(mamma_gen)s koti", "naapurin koti"),
    "a form that it does not have": ("%(mamma_par_kort)s", "naapuri"),
    "a word that it does not have": ("%(mammor)s", "grannar"),
    "a short word that it does not have": ("%(Mammor_kort)s", "Vi"),
    "with its article": ("%(cafe_ett)s", "ett öppet hus"),
    "the Swedish one": ("%(mamma)s (%(mamma_sv)s)", "naapuri (granne)"),
    "something else to fill in": ("%(count)s %(mamma)s, 100 %", "%(count)s naapuri, 100 %"),
}


@pytest.mark.parametrize("which", TEXTS)
def test_a_text_has_the_citys_word(which: str) -> None:
    text, filled = TEXTS[which]
    assert WORDS.fill(text) == filled


def test_a_translator_fills_them_in_whatever_else_there_is() -> None:
    texts = {"%(count)s %(mamma)s": Translation(("%(count)s %(mamma)s", "%(count)s %(mamma_gen)s"))}
    translate = Translator(texts, usual_forms("fi"), False, WORDS)
    said = str(translate.ngettext("%(count)s %(mamma)s", "%(count)s %(mammor)s", 2))
    assert said == "2 naapurin"
    assert str(translate("Fråga %(mammor)s på %(day)s", day="fredag")) == "Fråga grannar på fredag"
    swedish = Translator({}, usual_forms("sv"), True, WORDS.in_swedish)
    assert str(swedish("Fråga %(mammor)s")) == "Fråga grannar"


def test_a_translation_may_say_it_in_its_own_forms_or_without_them() -> None:
    assert fits("Fråga %(mammor)s på %(day)s", "%(day)s: %(mamma_gen)s, %(mamma)s")
    assert fits("Fråga %(mammor)s på %(day)s", "%(day)s")
    assert not fits("Fråga %(mammor)s", "%(mamor)s")
    assert not fits("Fråga %(mammor)s på %(day)s", "%(mammor)s")


@pytest.mark.parametrize("root", [PROJECT, CITY], ids=["the project", "the tests' city"])
def test_a_city_has_every_form_that_the_translations_ask_for(root: Path) -> None:
    """In the languages that it gives words for at all."""
    words, problems = read_city_words(root)
    assert (set(NAMES) - words["sv"].keys(), problems) == (set(), [])
    for language in read_languages(PROJECT)[1:]:
        entries = read_catalogue(PROJECT, language)[0].translations.values()
        texts = [form for entry in entries for form in entry.forms]
        texts += [file.read_text("utf-8") for file in PROJECT.glob(f"docs/handbok/*.{language.code}.md")]
        asked = {name[:1].lower() + name[1:] for text in texts for name in PLACEHOLDER.findall(text) if is_word(name)}
        own = words.get(language.code)
        assert own is None or {name for name in asked if not name.endswith("_sv")} - own.keys() == set(), language.code


def test_what_a_language_has_no_word_for_waits_for_a_translator() -> None:
    entry = CatalogueEntry(("%(Mamma_gen)s, %(mammor)s, %(cafe_ett)s (%(mammor_sv)s)",), outdated=False, reviewed=True)
    catalogue = Catalogue(usual_forms("fi"), {"x": entry})
    waiting = language_status(Language("fi", "suomi", False, words=WORDS), PoCatalog(), catalogue, [], "sv")
    assert {(one.path, one.text) for one in waiting.missing} == {
        ("data/city-words.yaml", "grannar"),
        ("data/city-words.yaml", "ett öppet hus"),
    }


@pytest.mark.site
def test_nothing_is_left_to_fill_in(own_pages: Mapping[str, BuiltPage], members: Path) -> None:
    pages = {**own_pages, **pages_of(members)}
    assert len(pages) > len(own_pages) > 0
    assert [path for path, page in pages.items() if "%(" in page.text] == []
