"""How texts are put together: what a language has to say otherwise stands in the text, not beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from brygga.command.console import Console, _words
from brygga.translation.extract import common_texts, portal_texts, template_texts
from citysite import PROJECT
from common.localisation.city_words import is_word

TEMPLATES = sorted(
    file
    for folder in ("overrides", "portal/templates")
    for kind in ("html", "txt", "xml")
    for file in (PROJECT / folder).rglob(f"*.{kind}")
)
CODE = [*TEMPLATES, *(file for folder in ("hooks", "portal") for file in (PROJECT / folder).rglob("*.py"))]
_CALL = r'(?:_|say)\("[^"]*"(?:[^{}"]|"[^"]*")*\)(?:\|\w+)*'
_TAGS = r"(?:</?[a-z]+[^<>{}]*>)*"
BESIDE = {
    "after": re.compile(rf"\{{\{{ ?{_CALL} ?\}}\}}{_TAGS}[.:,;!?)»”]"),
    "in brackets after": re.compile(rf"\{{\{{ ?{_CALL} ?\}}\}}{_TAGS} \("),
    "before": re.compile(rf"[:(«“] ?{_TAGS}\{{\{{ ?{_CALL} ?\}}\}}"),
}
# Whatever stands there: a word of a macro, a name, a list. A street in Sweden with its postal code is written as there.
_BESIDE_ANY = re.compile(
    rf"[}}%]\}}{_TAGS}[.:,;!?](?=\s|<|\{{|$)(?!\{{\{{ place\.longitude| \{{\{{ place\.postal)", re.MULTILINE
)
# Numbers: a word beside one changes with it, in most languages in more ways than in Swedish.
_NUMBERS = "count|days|minutes|seconds|weeks|total|limit|needed|can|confirmed|minimum|maximum|pages|hours_long"
_ALONE = re.compile(rf'(?<![\w])(?:_|say)\(\s*"[^"]*%\((?:{_NUMBERS})\)s +\w[^"]*"')
_COUNTED = "count|pages|feeds|languages|dates|missing|outdated|unreviewed|unchecked|records|translated|total|hard|texts"
_WORD_AFTER = re.compile(rf"\{{(?:{_COUNTED})\}} (?!av |of |…)[a-zåäö]")


def found(pattern: re.Pattern[str], files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        for match in pattern.finditer(file.read_text("utf-8")):
            yield f"{file.relative_to(PROJECT)}: {match[0]}"


@pytest.mark.parametrize("where", BESIDE)
def test_signs_that_belong_to_a_text_stand_in_it(where: str) -> None:
    """Languages have other colons, brackets and full stops: `%(label)s: %(value)s` is a text, too."""
    assert list(found(BESIDE[where], TEMPLATES)) == []


def test_no_sign_stands_beside_what_a_template_shows() -> None:
    """`%(label)s: %(value)s` has the colon after a macro's word; `in_a_row` and `words.stop` have the rest."""
    assert list(found(_BESIDE_ANY, TEMPLATES)) == []


@pytest.mark.parametrize(
    "line",
    [
        "{{ status_word(entry.kind, _)|trim }}: x",
        "<b>{{ status_word(entry.kind, _) }}</b>: x",
        "{{ place.title }}, {{ day }}",
        "{% if day %}, {{ day }}{% endif %}",
        "{% endif %}: {{ reason }}",
        "{{ title }}.",
    ],
)
def test_the_search_finds_a_sign_beside_anything(line: str) -> None:
    assert _BESIDE_ANY.search(line)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("after", '{{ _("Källa") }}: x'),
        ("after", '<b>{{ say("Källa", name=a("x")) }}</b>.'),
        ("before", '({{ _("om du vill") }})'),
        ("in brackets after", '{{ _("Nytt") }} (Atom)'),
    ],
)
def test_the_search_finds_them(where: str, line: str) -> None:
    assert BESIDE[where].search(line)


def test_a_number_beside_a_word_has_its_plurals() -> None:
    assert _ALONE.search('_("Vänta %(count)s dagar", count=2)')
    assert list(found(_ALONE, CODE)) == []


def test_what_stands_before_a_word_is_no_number_or_is_counted() -> None:
    """ "1 dagar": only these names stand there in texts without plurals, and none of them is a number."""
    texts = (*template_texts(PROJECT), *common_texts(), *portal_texts(PROJECT))
    assert any(one.plural for one in texts)
    singles = [one.source for one in texts if one.plural is None]
    before = {name for text in singles for name in re.findall(r"%\((\w+)\)s[ -]+\w", text) if not is_word(name)}
    assert before == {"language", "name", "start", "who"}  # a clock begins a span


def test_the_command_line_counts_no_words() -> None:
    """ "1 findings": what is counted stands before its number."""
    said = {f"{key} {language}": text for key, texts in _words().items() for language, text in texts.items()}
    assert _WORD_AFTER.search("{count} sidor")
    assert [name for name, text in said.items() if _WORD_AFTER.search(text)] == []


@pytest.mark.parametrize(("language", "written"), [("sv", "Klart på 6,6 sekunder."), ("en", "Done in 6.6 s.")])
def test_decimal_numbers_are_the_languages_own(language: str, written: str) -> None:
    assert Console(language).sentence("done", seconds=6.6) == written
