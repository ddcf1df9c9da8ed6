"""What is wrong with a translation file, by line; what it says of numbers; and how Babel keeps it for writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from brygga.load.languages import Language
from brygga.translation import catalogue
from brygga.translation.catalogue import (
    Catalogue,
    CatalogueEntry,
    catalogue_path,
    entry_of,
    message_key,
    parse_catalogue,
    read_catalogue,
)
from brygga.translation.po_reader import PoMessage
from common.localisation.plurals import usual_forms
from common.localisation.translator import Translation, key

ARABIC = Language("ar", "العربية", is_source=False)
BRAZILIAN = Language("pt-BR", "Português", is_source=False)
SWEDISH_FORMS = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
DAYS = 'msgid "%(count)s dag"\nmsgid_plural "%(count)s dagar"\n'
Found = tuple[int, str, dict[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    catalogue_path(tmp_path, "ar").parent.mkdir(parents=True)
    return tmp_path


def read(root: Path, content: str | bytes, language: Language = ARABIC) -> tuple[Catalogue, list[Found]]:
    path = catalogue_path(root, language.code)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    read, problems = read_catalogue(root, language)
    assert {problem.path for problem in problems} <= {f"data/translations/{language.code}.po"}
    return read, [(problem.line, problem.id, dict(problem.facts)) for problem in problems]


def header(field: str) -> str:
    return f'msgid ""\nmsgstr ""\n"{field}\\n"\n'


def wrong(field: str, written: str, wanted: str) -> list[Found]:
    return [(1, "catalogue-header", {"field": field, "written": written, "wanted": wanted})]


USUAL = usual_forms("ar").header
HEADERS: dict[str, tuple[str, list[Found]]] = {
    "Language: ar": ("Language: ar", []),
    "AR": ("Language: AR", []),
    "another language": ("Language: fa", wrong("Language", "fa", "ar")),
    "no language": ("Language: ", []),
    "UTF-8": ("Content-Type: text/plain; charset=UTF-8", []),
    "utf8": ("Content-Type: text/plain; Charset = utf8", []),
    "no charset": ("Content-Type: text/plain", []),
    "Latin": ("Content-Type: text/plain; charset=ISO-8859-1", wrong("charset", "ISO-8859-1", "utf-8")),
    "no rule": ("Plural-Forms: many", wrong("Plural-Forms", "many", USUAL)),
    "no rule at all": ("Plural-Forms:", wrong("Plural-Forms", "", USUAL)),
    "another field": ("Project-Id-Version: x", []),
}


@pytest.mark.parametrize("name", HEADERS)
def test_what_a_header_says(root: Path, name: str) -> None:
    field, found = HEADERS[name]
    made, problems = read(root, header(field) + '\nmsgid "Hej"\nmsgstr "مرحبا"\n')
    assert problems == found
    assert made.translations == {"Hej": Translation(("مرحبا",))}
    assert made.plurals.header == USUAL


@pytest.mark.parametrize("written", ["pt-BR", "pt_BR", "PT_br"])
def test_a_language_is_named_as_gettext_or_the_web_does_it(root: Path, written: str) -> None:
    assert read(root, header(f"Language: {written}"), BRAZILIAN)[1] == []
    assert read(root, header("Language: pt"), BRAZILIAN)[1] == wrong("Language", "pt", "pt-BR")


def test_a_header_stands_first(root: Path) -> None:
    text = f'msgid "Hej"\nmsgstr "مرحبا"\n\n{SWEDISH_FORMS}'
    made, problems = read(root, text)
    assert (problems, made.plurals.header, list(made.entries)) == ([], USUAL, ["Hej"])
    assert read(root, "")[0] == Catalogue(usual_forms("ar"))


MESSAGES: dict[str, tuple[str, list[Found]]] = {
    "sound": ('msgid "Hej"\nmsgstr "مرحبا"', []),
    "numbers": (f'{DAYS}msgstr[0] "يوم"\nmsgstr[1] "%(count)s"', []),
    "missing": (f'{DAYS}msgstr[0] ""\nmsgstr[1] ""', []),
    "one form of two": (
        f'{DAYS}msgstr[0] "يوم"',
        [(4, "catalogue-plural", {"source": "%(count)s dag", "wanted": "msgstr[0], msgstr[1]"})],
    ),
    "three forms of two": (
        f'{DAYS}msgstr[0] "a"\nmsgstr[1] "%(count)s"\nmsgstr[2] "%(count)s"',
        [(4, "catalogue-plural", {"source": "%(count)s dag", "wanted": "msgstr[0], msgstr[1]"})],
    ),
    "forms turned round": (
        f'{DAYS}msgstr[1] "%(count)s"\nmsgstr[0] "a"',
        [(4, "catalogue-plural", {"source": "%(count)s dag", "wanted": "msgstr[0], msgstr[1]"})],
    ),
    "no forms": (
        f'{DAYS}msgstr "a"',
        [(4, "catalogue-plural", {"source": "%(count)s dag", "wanted": "msgstr[0], msgstr[1]"})],
    ),
    "forms of no number": (
        'msgid "Hej"\nmsgstr[0] "a"\nmsgstr[1] "b"',
        [(4, "catalogue-plural", {"source": "Hej", "wanted": "msgstr"})],
    ),
    "a number is left out": (
        f'{DAYS}msgstr[0] "a"\nmsgstr[1] "b"',
        [(4, "translation-variables", {"source": "%(count)s dag"})],
    ),
    "a name is left out": (
        'msgid "Hej %(name)s"\nmsgstr "a"',
        [(4, "translation-variables", {"source": "Hej %(name)s"})],
    ),
    "an outdated one may have what it had": ('#, fuzzy\nmsgid "Hej %(name)s"\nmsgstr[4] "a"', []),
    "no longer in use": ('#~ msgid "Hej %(name)s"\n#~ msgstr "a"', []),
    "twice": (
        'msgid "Hej"\nmsgstr "a"\n\nmsgid "Hej"\nmsgstr "b"',
        [(7, "catalogue-twice", {"source": "Hej", "first": "4"})],
    ),
    "three times": (
        'msgid "Hej"\nmsgstr "a"\nmsgid "Hej"\nmsgstr "b"\nmsgid "Hej"\nmsgstr "c"',
        [
            (6, "catalogue-twice", {"source": "Hej", "first": "4"}),
            (8, "catalogue-twice", {"source": "Hej", "first": "4"}),
        ],
    ),
    "twice, one of them no longer in use": ('msgid "Hej"\nmsgstr "a"\n\n#~ msgid "Hej"\n#~ msgstr "b"', []),
    "another context": ('msgid "Hej"\nmsgstr "a"\nmsgctxt "x"\nmsgid "Hej"\nmsgstr "b"', []),
    "two headers": (SWEDISH_FORMS, [(4, "catalogue-twice", {"source": "", "first": "1"})]),
    "a broken line": ('msgid "Hej"\nmsgstr "a', [(5, "catalogue", {"text": 'msgstr "a'})]),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_wrong_with_a_message(root: Path, name: str) -> None:
    text, found = MESSAGES[name]
    assert read(root, f"{SWEDISH_FORMS}\n{text}\n")[1] == found


def test_the_first_of_two_holds_and_what_cannot_be_read_is_not_shown(root: Path) -> None:
    text = 'msgid "Hej"\nmsgstr "a"\n\nmsgid "Hej"\nmsgstr "b"\n\nmsgid "Bil"\nmsgstr "c\n'
    made = read(root, f"{SWEDISH_FORMS}\n{text}")[0]
    assert made.entries == {"Hej": CatalogueEntry(("a",), outdated=False, reviewed=True)}
    assert (made.plurals.count, made.plurals.header) == (2, "nplurals=2; plural=(n != 1);")


def test_a_catalogue_has_a_largest_size(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'msgid "Hej"\nmsgstr "a"\n'
    monkeypatch.setattr(catalogue, "LARGEST_CATALOGUE", len(text))
    assert read(root, text)[1] == []
    made, found = read(root, f"{text}\n")
    assert (made, found) == (Catalogue(usual_forms("ar")), [(1, "catalogue-size", {"size": "0 MB", "limit": "0 MB"})])
    megabytes = 2**20
    monkeypatch.setattr(catalogue, "LARGEST_CATALOGUE", megabytes)
    assert read(root, b"#" * (3 * megabytes - 1))[1] == [(1, "catalogue-size", {"size": "2 MB", "limit": "1 MB"})]


def test_a_file_of_other_signs_is_told_once_and_tabs_may_stand_in_it(root: Path) -> None:
    made, found = read(root, 'msgid "Hej"\nmsgstr "\u00e4"\n'.encode("latin-1"))
    assert (made, [(line, id_) for line, id_, _ in found]) == (Catalogue(usual_forms("ar")), [(2, "file-encoding")])
    made, found = read(root, '\nmsgid\t"Hej"\nmsgstr "a\u200b"\n')
    assert [(line, id_) for line, id_, _ in found] == [(3, "invisible-character")]
    assert list(made.entries) == ["Hej"]


def test_there_need_be_no_file(root: Path) -> None:
    assert read_catalogue(root, ARABIC) == (Catalogue(usual_forms("ar")), [])


@pytest.mark.parametrize(
    ("comments", "forms", "wanted"),
    [
        ([], ["a"], CatalogueEntry(("a",), outdated=False, reviewed=True)),
        (["# unreviewed"], ["a"], CatalogueEntry(("a",), outdated=False, reviewed=False)),
        (["# unreviewed?"], ["a"], CatalogueEntry(("a",), outdated=False, reviewed=True)),
        (["#, fuzzy"], ["a"], CatalogueEntry(("a",), outdated=True, reviewed=True)),
        ([], ["a", " "], CatalogueEntry((), outdated=False, reviewed=True)),
        ([], ["", "b"], CatalogueEntry((), outdated=False, reviewed=True)),
    ],
)
def test_how_sure_we_are(comments: list[str], forms: list[str], wanted: CatalogueEntry) -> None:
    texts = {"msgid": "x", **{f"msgstr[{number}]": form for number, form in enumerate(forms)}}
    made = entry_of(PoMessage(1, texts, {}, comments))
    assert made == wanted
    assert made.usable == (bool(wanted.forms) and not wanted.outdated)


KEPT = """# Somebody. 2019
# and others
msgid ""
msgstr ""
"Language: ar\\n"
"X-Generator: x\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# unreviewed
#. Var: på affischen
#: data/a.yaml data/b.yaml
#: data/c.yaml
#, fuzzy, c-format
#| msgid "Två"
msgctxt "of many"
msgid "Tre"
msgstr "ثلاثة"

#| msgid "%(count)s dygn"
#| msgid_plural "%(count)s dygn alls"
msgid "%(count)s dag"
msgid_plural "%(count)s dagar"
msgstr[0] "يوم"
msgstr[1] "أيام"

# b
#~ msgctxt "x"
#~ msgid "Fika"
#~ msgstr "قهوة"
"""


def test_a_file_as_babel_keeps_it(root: Path) -> None:
    path = catalogue_path(root, "ar")
    path.write_text(KEPT, "utf-8")
    made = parse_catalogue(path)
    assert made.header_comment == "# Somebody. 2019\n# and others"
    assert (str(made.locale), made.plural_forms) == ("ar", "nplurals=2; plural=(n != 1);")
    three = made.get("Tre", "of many")
    assert three is not None
    assert (three.string, three.context, three.lineno) == ("ثلاثة", "of many", 16)
    assert (three.user_comments, three.auto_comments) == (["unreviewed"], ["Var: på affischen"])
    assert [path for path, _ in three.locations] == ["data/a.yaml", "data/b.yaml", "data/c.yaml"]
    assert (three.flags, three.previous_id) == ({"fuzzy", "c-format"}, ["Två"])
    days = made.get("%(count)s dag")
    assert days is not None
    assert (days.id, days.string) == (("%(count)s dag", "%(count)s dagar"), ("يوم", "أيام"))
    assert days.previous_id == ["%(count)s dygn", "%(count)s dygn alls"]
    assert {name: (one.string, one.user_comments) for name, one in made.obsolete.items()} == {
        ("Fika", "x"): ("قهوة", ["b"])
    }
    assert len([one for one in made if one.id]) == 2


def test_what_a_message_is_found_by() -> None:
    assert message_key(Message("a")) == "a"
    assert message_key(Message(("a", "b"))) == "a"
    assert message_key(Message("a", context="x")) == ("a", "x")
    assert message_key(Message(("a", "b"), context="")) == ("a", "")
    assert key("a") != key("a", "")
