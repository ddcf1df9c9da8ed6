"""How a text comes in the reader's language: one way for the site and for the portal."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from brygga.load.languages import Language
from brygga.translation.catalogue import Catalogue, CatalogueEntry
from brygga.translation.page_at_hand import Noted, making_page
from brygga.translation.translate import PageTranslator
from citysite import PROJECT
from common.localisation.locales import locale_of
from common.localisation.plurals import plural_forms, usual_forms
from common.localisation.sentences import missing_stop
from common.localisation.text import Text, isolated_hours
from common.localisation.translator import Translation, Translator, key

DAYS = ("%(count)s dag", "%(count)s dagar")
UKRAINIAN = {
    DAYS[0]: Translation(("%(count)s день", "%(count)s дні", "%(count)s днів")),
    "Namn": Translation(("Ім’я",), is_reviewed=False),
    key("Namn", "of many people"): Translation(("Імена",)),
}
FILLED: dict[str, tuple[str, dict[str, Any], str]] = {  # text, values → in HTML
    "a per cent sign": ("100 %", {"name": 1}, "100 %"),
    "per cent and a letter": ("100 % gratis %s %d %", {"name": 1}, "100 % gratis %s %d %"),
    "a value": ("Den %(day)s.", {"day": "5 mars"}, "Den 5 mars."),
    "twice": ("%(a)s och %(a)s", {"a": 1}, "1 och 1"),
    "a value with markup": ("%(a)s", {"a": Markup("<b>x</b>")}, "<b>x</b>"),
    "a value to be escaped": ("<%(a)s>", {"a": "<i>"}, "&lt;&lt;i&gt;&gt;"),
    "a value that looks like one": ("%(a)s %(b)s", {"a": "%(b)s", "b": 2}, "%(b)s 2"),
    "none of that name": ("%(a)s", {"b": 2}, "%(a)s"),
    "another kind": ("%(a)d", {"a": 2}, "%(a)d"),
    "a full stop of its own": ("Plats: %(a)s.", {"a": "Café m.m."}, "Plats: Café m.m."),
    "a question": ("Ämne: %(a)s. Kom!", {"a": "Var bor du?"}, "Ämne: Var bor du? Kom!"),
    "a full stop in markup": ("Plats: %(a)s.", {"a": Markup("<bdi>m.m.</bdi>")}, "Plats: <bdi>m.m.</bdi>"),
    "a Tigrinya full stop": ("ቦታ፦ %(a)s።", {"a": "Café m.m."}, "ቦታ፦ Café m.m."),
    "a full stop inside": ("%(a)s.", {"a": "kl. 9.30"}, "kl. 9.30."),
    "a full stop and a bracket": ("(%(a)s)", {"a": "m.m."}, "(m.m.)"),
}


@pytest.mark.parametrize("name", FILLED)
def test_only_names_are_filled_in(name: str) -> None:
    message, values, html = FILLED[name]
    assert Text(message, values=values).__html__() == html


def test_a_text_that_is_still_swedish_says_so_in_every_paragraph() -> None:
    text = Text("Ett %(a)s.\n\nTvå <b>.\n\n  ", is_fallback=True, values={"a": "hus"})
    marked = '<span lang="sv" dir="ltr">{}</span>'.format
    assert [part.__html__() for part in text.paragraphs] == [marked("Ett hus."), marked("Två &lt;b&gt;.")]
    assert [str(part) for part in Text("Ett %(a)s.", values={"a": "hus"}).paragraphs] == ["Ett hus."]


# {language: form by number}
FORMS = {
    "sv": {0: 1, 1: 0, 2: 1, 21: 1},
    "so": {1: 0, 2: 1},
    "ti": {1: 0, 2: 1},
    "fa": {1: 0, 9: 0},
    "uk": {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 112: 2},
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 5, 101: 4, 103: 3, 180: 5},
    "rom": {1: 0, 2: 1},
    "ckb": {1: 0, 2: 1},
    "zh-Hant": {1: 0, 7: 0},
}


@pytest.mark.parametrize("code", FORMS)
def test_which_form_goes_with_a_number(code: str) -> None:
    forms = usual_forms(code)
    assert {number: forms.index(number) for number in FORMS[code]} == FORMS[code]


@pytest.mark.parametrize(
    "header", ["", "2", "nplurals=2; plural=n;", "nplurals=1; plural=n/0;", "nplurals=2; plural=x"]
)
def test_a_rule_that_is_none_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        plural_forms(header)


# {language: what CLDR calls it}
LOCALES = {
    "sv": "sv_SE",
    "en": "en_SE",
    "ar": "ar",
    "prs": "fa_AF",
    "iw": "he_IL",
    "sh": "sr_Latn",
    "zh-Hant": "zh_Hant",
    "pt-BR": "pt_BR",
    "sr-Cyrl-BA": "sr_Cyrl_BA",
    "fa-XX": "fa",
    "fa-Qaaa-XX": "fa",
    "so-Latn-XX": "so",
    "rom": "sv",
    "xx": "sv",
    "qaa-Latn": "sv",
}


@pytest.mark.parametrize("code", LOCALES)
def test_every_language_has_a_locale(code: str) -> None:
    assert str(locale_of(code)) == LOCALES[code]


def test_what_says_nothing_of_itself_is_in_the_readers_language() -> None:
    text = Text("Hej")
    assert (str(text), text.is_fallback, text.is_reviewed, text.values) == ("Hej", False, True, {})
    assert str(Text("Hej %(name)s")) == "Hej %(name)s"


def test_a_text_is_looked_up_once() -> None:
    translate = Translator(UKRAINIAN, usual_forms("uk"), is_source=False)
    assert translate("Namn") is translate("Namn")
    assert translate("Hej") is translate("Hej")
    assert translate("Namn") is not translate.pgettext("of many people", "Namn")
    assert str(translate(DAYS[0], count=7)) == "7 день", "without a number it is the first form"


def test_a_language_has_fewer_forms_written_than_its_rule_names() -> None:
    days = {DAYS[0]: Translation(("день %(count)s", "дні %(count)s"))}
    translate = Translator(days, usual_forms("uk"), is_source=False)
    assert [str(translate.ngettext(*DAYS, number)) for number in (1, 2, 5)] == ["день 1", "дні 2", "дні 5"]


def test_a_text_is_filled_in_anew_each_time() -> None:
    translate = Translator({"Hej %(name)s": Translation(("Привіт, %(name)s",))}, usual_forms("uk"), is_source=False)
    said = [str(translate("Hej %(name)s", **values)) for values in ({"name": "Noor"}, {"name": "Sara"}, {})]
    assert said == ["Привіт, Noor", "Привіт, Sara", "Привіт, %(name)s"]
    assert str(translate.pgettext("x", "Hej %(name)s", name="Noor")) == "Hej Noor"
    assert str(translate.ngettext("%(count)s i %(place)s", "", 1, place="A")) == "1 i A"


def test_numbers_contexts_and_what_is_missing() -> None:
    translate = Translator(UKRAINIAN, usual_forms("uk"), is_source=False)
    said = [str(translate.ngettext(*DAYS, number)) for number in (1, 2, 5, 11, 21, 22)]
    assert said == ["1 день", "2 дні", "5 днів", "11 днів", "21 день", "22 дні"]
    assert [str(translate("Namn")), str(translate.pgettext("of many people", "Namn"))] == ["Ім’я", "Імена"]
    assert (translate("Namn").is_reviewed, translate.pgettext("of many people", "Namn").is_reviewed) == (False, True)
    missing = [
        translate("Hej"),
        translate.pgettext("of one", "Namn"),
        translate.ngettext("1 sak", "%(count)s saker", 21),
    ]
    assert [str(text) for text in missing] == ["Hej", "Namn", "21 saker"]
    assert [(text.is_fallback, text.is_reviewed) for text in missing] == [(True, True)] * 3


def test_the_source_language_counts_too() -> None:
    translate = Translator({}, usual_forms("sv"), is_source=True)
    assert [str(translate.ngettext(*DAYS, number)) for number in (0, 1, 2)] == ["0 dagar", "1 dag", "2 dagar"]
    assert not translate.ngettext(*DAYS, 1).is_fallback


# Swedish texts that a page asks for, in order → whether one was still Swedish, and whether one was read by nobody
ASKED: dict[str, tuple[list[str], tuple[bool, bool]]] = {
    "nothing": ([], (False, False)),
    "read": (["Hus"], (False, False)),
    "missing": (["Bil"], (True, False)),
    "missing and read": (["Bil", "Hus"], (True, False)),
    "unreviewed": (["Namn"], (False, True)),
    "unreviewed and read": (["Namn", "Hus"], (False, True)),
    "outdated": (["Båt"], (True, False)),
    "all": (["Hus", "Namn", "Bil", "Hus"], (True, True)),
}


def page_translator(language: Language) -> PageTranslator:
    entries = {
        "Hus": CatalogueEntry(("Дім",), outdated=False, reviewed=True),
        "Namn": CatalogueEntry(("Ім’я",), outdated=False, reviewed=False),
        "Båt": CatalogueEntry(("Човен",), outdated=True, reviewed=True),
        "Tom": CatalogueEntry((), outdated=False, reviewed=True),
        DAYS[0]: CatalogueEntry(("%(count)s день", "%(count)s дні", "%(count)s днів"), outdated=False, reviewed=True),
    }
    return PageTranslator(language, Catalogue(usual_forms(language.code), entries))


@pytest.mark.parametrize("name", ASKED)
def test_a_page_remembers_what_it_had_to_make_do_with(name: str) -> None:
    asked, wanted = ASKED[name]
    translate = page_translator(Language("uk", "Українська", is_source=False))
    for language, noted in (("uk", Noted(*wanted)), ("sv", Noted())):
        with making_page(language, "") as page:
            for text in asked:
                translate(text)
        translate("Båt")  # when the page is done
        assert page.noted == noted


def test_a_page_is_translated_like_everything_else() -> None:
    ukrainian = Language("uk", "Українська", is_source=False)
    translate = page_translator(ukrainian)
    assert translate.language == ukrainian
    assert [str(translate.ngettext(*DAYS, number)) for number in (1, 2, 5)] == ["1 день", "2 дні", "5 днів"]
    assert [str(translate(text, count=9)) for text in ("Hus", "Tom", DAYS[0])] == ["Дім", "Tom", "9 день"]
    swedish = page_translator(Language("sv", "Svenska", is_source=True))
    with making_page("sv", "") as page:
        assert [str(swedish(text)) for text in ("Hus", "Namn")] == ["Hus", "Namn"]
    assert page.noted == Noted()


@pytest.mark.parametrize(
    ("written", "said", "html"),
    [
        ("13:00", "", '<bdi dir="ltr">13:00</bdi>'),
        ("13 תא", "", '<bdi dir="rtl">13 תא</bdi>'),
        ("13 تا 16", "a<b", '<bdi dir="rtl" data-say="a&lt;b">13 تا 16</bdi>'),
    ],
    ids=["digits", "Hebrew", "read aloud"],
)
def test_hours_run_as_their_script_does(written: str, said: str, html: str) -> None:
    assert isolated_hours(written, said) == html


@pytest.mark.parametrize(
    ("text", "code", "stop"),
    [
        ("Kom", "sv", "."), ("Kom.", "sv", ""), ("Kom! ", "sv", ""), ("Kom?", "ar", ""), ("Kom…", "sv", ""),
        ("تعال؟", "ar", ""), ("ንዓ", "ti", "።"), ("ንዓ።", "ti", ""), ("ና", "am", "።"), ("好。", "zh", ""),
        ("", "sv", "."), (Text("Kom."), "sv", ""), ("1. Kom", "sv", "."),
        (Markup("<b>Kom.</b>"), "sv", ""),
    ],
    ids=range(14),
)  # fmt: skip
def test_a_sentence_ends_with_the_stop_of_its_language(text: object, code: str, stop: str) -> None:
    assert missing_stop(text, code) == stop


def imported(folder: Path) -> set[str]:
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found


def test_the_portal_imports_nothing_of_the_build_but_this() -> None:
    build, portal = PROJECT / "hooks", PROJECT / "portal"
    assert "common" in imported(build / "brygga") & imported(portal)
    assert "brygga" not in imported(portal)
    own = {path.name for path in (*portal.iterdir(), *build.iterdir()) if path.is_dir()} - {"common"}
    assert not imported(build / "common") & own
