"""Translation files: read as gettext's tools read them, written so that they read the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po as read_by_babel

from brygga.load.languages import Language, read_languages
from brygga.translation.catalogue import (
    CatalogueEntry,
    catalogue_files,
    catalogue_path,
    parse_catalogue,
    read_catalogue,
)
from brygga.translation.extract import template_texts
from brygga.translation.po_reader import read_po
from brygga.translation.po_writer import po_bytes
from brygga.translation.sync import sync_catalogues
from citysite import PROJECT
from common.localisation.translator import key

ARABIC = Language("ar", "العربية", is_source=False)
UKRAINIAN = Language("uk", "Українська", is_source=False)
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)
TRANSLATED = [language for language in read_languages(PROJECT) if not language.is_source]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    catalogue_path(tmp_path, "ar").parent.mkdir(parents=True)
    return tmp_path


def written(root: Path, text: str, language: Language = ARABIC) -> Path:
    path = catalogue_path(root, language.code)
    path.write_text(text, "utf-8")
    return path


def as_babel_reads(path: Path) -> dict[str, tuple[str, ...]]:
    with path.open("rb") as file:
        catalog = read_by_babel(file)
    return {
        key(*((m.id[0], m.context) if m.pluralizable else (str(m.id), m.context))): tuple(m.string or ())
        if m.pluralizable
        else (str(m.string or ""),)
        for m in catalog
        if m.id
    }


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_the_real_ones_as_babel_reads_them(language: Language) -> None:
    catalogue, problems = read_catalogue(PROJECT, language)
    assert problems == []
    said = {name: entry.forms for name, entry in catalogue.entries.items() if any(entry.forms)}
    files = catalogue_files(PROJECT, language.code)
    assert said == {name: forms for file in files for name, forms in as_babel_reads(file).items() if any(forms)}


def test_the_real_ones_are_written_as_they_are() -> None:
    for language in TRANSLATED:
        path = catalogue_path(PROJECT, language.code)
        catalog = parse_catalogue(path)
        catalog.header_comment = path.read_text("utf-8").partition("\n")[0]
        assert po_bytes(catalog) == path.read_bytes(), language.code


def test_every_kind_of_entry_is_read_and_written(root: Path) -> None:
    """A translator's own comment, what a text was before, a context, forms, what is no longer in use."""
    text = HEADER.rstrip("\n") + (
        '\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '\n# unreviewed\n# see the poster\n#. Var: på affischen\n#: data/a.yaml\n#, fuzzy\n#| msgid "Två stycken"\n'
        'msgid ""\n"Två\\n"\n"\\n"\n"stycken, \\"citat\\" och \\\\ snedstreck"\nmsgstr "a\\tb"\n'
        '\nmsgctxt "of many people"\nmsgid "Namn"\nmsgstr "أسماء"\n'
        '\n#, fuzzy, python-format\n#| msgid "%(count)s dygn"\n#| msgid_plural "%(count)s dygn"\n'
        'msgid "%(count)s dag"\nmsgid_plural "%(count)s dagar"\nmsgstr[0] "يوم"\nmsgstr[1] "%(count)s أيام"\n'
        '\n# unreviewed\n#~ msgid "Fika"\n#~ msgstr "قهوة"\n'
    )
    path = written(root, text)
    assert po_bytes(parse_catalogue(path)).decode() == text
    catalogue, problems = read_catalogue(root, ARABIC)
    assert problems == []
    assert catalogue.entries == {
        'Två\n\nstycken, "citat" och \\ snedstreck': CatalogueEntry(("a\tb",), outdated=True, reviewed=False),
        key("Namn", "of many people"): CatalogueEntry(("أسماء",), outdated=False, reviewed=True),
        "%(count)s dag": CatalogueEntry(("يوم", "%(count)s أيام"), outdated=True, reviewed=True),
    }


def test_what_is_no_longer_in_use_stands_at_the_end_by_text_and_context(root: Path) -> None:
    """What nobody has translated is not kept; long addresses and empty comments stay whole."""
    used = (
        HEADER.rstrip("\n") + '\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        f'\n# a\n#\n#. {"lång " * 14}lång\n#. slut\n#: data/{"x" * 90}.yaml\nmsgid "Hej"\nmsgstr "{"مر " * 40}حبا"\n'
    )
    put_aside = [
        '# b\n#\n#, fuzzy\n#~ msgid "%(count)s dag"\n#~ msgid_plural "%(count)s\\ndagar"\n'
        '#~ msgstr[0] "يوم"\n#~ msgstr[1] ""\n',
        '#~ msgid "Fika"\n#~ msgstr "قهوة"\n',
        '#~ msgctxt "At noon"\n#~ msgid "Fika"\n#~ msgstr "غداء"\n',
        '#~ msgctxt "of many"\n#~ msgid "Namn"\n#~ msgstr "أسماء"\n',
    ]
    empty = '#~ msgid "Bil"\n#~ msgstr ""\n'
    path = written(root, "\n".join([used, *reversed(put_aside), empty]))
    as_written = '#~ msgid_plural ""\n#~ "%(count)s\\n"\n#~ "dagar"\n'
    wanted = "\n".join([used, *put_aside]).replace('#~ msgid_plural "%(count)s\\ndagar"\n', as_written)
    assert po_bytes(parse_catalogue(path)).decode() == wanted


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_line_ends(root: Path, line_end: str) -> None:
    path = catalogue_path(root, "ar")
    path.write_bytes((HEADER + 'msgid "Hej"\nmsgstr ""\n"مر"\n"حبا"\n').replace("\n", line_end).encode())
    catalogue, problems = read_catalogue(root, ARABIC)
    assert (catalogue.entries["Hej"].forms, problems) == (("مرحبا",), [])


BLANK = {
    "nothing": "", "spaces": "   ", "a tab": "\\t", "no-break space": "\u00a0", "zero width": "\u200b\u200f",
    "soft hyphen": "\u00ad", "Hangul filler": "\u3164", "a mark alone": "\u0301", "line ends": "\\n\\n",
}  # fmt: skip


@pytest.mark.parametrize("name", BLANK)
def test_what_nobody_sees_is_no_translation(root: Path, name: str) -> None:
    forms = "".join(f'msgstr[{number}] "{BLANK[name] if number == 2 else "%(count)s يوم"}"\n' for number in range(6))
    counted = f'\nmsgid "%(count)s dag"\nmsgid_plural "%(count)s dagar"\n{forms}'
    written(root, f'{HEADER}msgid "Hej"\nmsgstr "{BLANK[name]}"\n{counted}')
    catalogue, problems = read_catalogue(root, ARABIC)
    assert {problem.id for problem in problems} <= {"invisible-character"}
    assert [entry.usable for entry in catalogue.entries.values()] == [False, False]
    assert catalogue.translations == {}


def test_any_cut_of_a_file_is_told(root: Path) -> None:
    """At a line's end a whole message may end, too; anywhere else something is missing."""
    text = HEADER + 'msgid "Hej"\nmsgstr "مرحبا"\n\nmsgctxt "x"\nmsgid "Namn"\nmsgstr "اسم"\n'
    whole = {text.index("\n\nmsgctxt") + number for number in range(3)} | {len(text) - 1, len(text)}
    for end in range(len(HEADER) + 1, len(text) + 1):
        written(root, text[:end])
        assert bool(read_catalogue(root, ARABIC)[1]) == (end not in whole), text[:end]


def brought_in_step(root: Path, *texts: str | tuple[str, str], language: Language = ARABIC) -> str:
    template = Catalog(fuzzy=False)
    for text in texts:
        template.add(text, locations=[("data/glossary/fika.yaml", 0)])
    (path,) = sync_catalogues(root, template, [language])
    return path.read_text("utf-8")


def test_a_removed_text_keeps_its_translation_and_gets_it_back(root: Path) -> None:
    written(root, HEADER + '# unreviewed\nmsgid "Hej"\nmsgstr "مرحبا"\n')
    assert '# unreviewed\n#~ msgid "Hej"\n#~ msgstr "مرحبا"\n' in brought_in_step(root, "Utflykt till stranden")
    back = brought_in_step(root, "Utflykt till stranden", "Hej")
    assert '# unreviewed\n#: data/glossary/fika.yaml\nmsgid "Hej"\nmsgstr "مرحبا"\n' in back
    assert "#~" not in back


def test_a_text_that_is_changed_and_changed_back(root: Path) -> None:
    written(root, HEADER + 'msgid "Vi ses på torget."\nmsgstr "نلتقي"\n')
    changed = brought_in_step(root, "Vi ses på torget!")
    assert '#, fuzzy\n#| msgid "Vi ses på torget."\nmsgid "Vi ses på torget!"\nmsgstr "نلتقي"\n' in changed
    assert '#: data/glossary/fika.yaml\nmsgid "Vi ses på torget."\nmsgstr "نلتقي"\n' in brought_in_step(
        root, "Vi ses på torget."
    )


def test_whoever_writes_a_translation_counts_as_no_reader_until_she_says_so(root: Path) -> None:
    counted = ("%(count)s dag", "%(count)s dagar")
    written(root, HEADER)
    text = brought_in_step(root, "Hej", counted)
    assert text.count("# unreviewed\n#: data/glossary/fika.yaml\n") == 2
    assert brought_in_step(root, "Hej", counted) == text
    written(root, text.replace('msgid "Hej"\nmsgstr ""', 'msgid "Hej"\nmsgstr "مرحبا"'))
    catalogue, _ = read_catalogue(root, ARABIC)
    assert catalogue.entries["Hej"] == CatalogueEntry(("مرحبا",), outdated=False, reviewed=False)
    assert '# unreviewed\n#: data/glossary/fika.yaml\nmsgid "Hej"' in brought_in_step(root, "Hej", counted)


def test_a_new_text_has_no_translation_of_another_file_nor_of_one_that_is_hardly_like_it(root: Path) -> None:
    old = '#: data/{}.yaml\nmsgid "Vi pysslar till påsk."\nmsgstr "نصنع"\n'
    for file, text, is_kept in (
        ("glossary/fika", "Vi pysslar till jul.", True),
        ("glossary/fika", "Vi syr till påsken!", True),
        ("events/pyssel", "Vi pysslar till jul.", False),
        ("glossary/fika", "Friska tänder till barn.", False),
    ):
        written(root, HEADER + old.format(file))
        found = brought_in_step(root, text)
        assert ("#, fuzzy" in found) == is_kept, text
        assert (f'# unreviewed\n#: data/glossary/fika.yaml\nmsgid "{text}"\nmsgstr ""\n' in found) != is_kept
        assert '#~ msgid "Vi pysslar till påsk."\n#~ msgstr "نصنع"\n' in found


def test_what_a_text_was_before_stays_until_somebody_has_looked(root: Path) -> None:
    text = '#, fuzzy\n#| msgid "Hejsan"\nmsgid "Hej"\nmsgstr "مرحبا"\n'
    written(root, HEADER + text)
    assert '#, fuzzy\n#| msgid "Hejsan"\nmsgid "Hej"\n' in brought_in_step(root, "Hej")
    written(root, HEADER + text.replace("#, fuzzy\n", ""))
    assert "#|" not in brought_in_step(root, "Hej")


def test_a_new_language_begins_with_its_own_rule_for_numbers(root: Path) -> None:
    text = brought_in_step(root, ("%(count)s dag", "%(count)s dagar"), language=UKRAINIAN)
    assert "Plural-Forms: nplurals=3;" in text
    assert 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n' in text
    assert read_catalogue(root, UKRAINIAN)[1] == []


def test_ten_thousand_texts_are_no_trouble() -> None:
    messages, findings = read_po("".join(f'msgid "Text {number}"\nmsgstr "x"\n\n' for number in range(10_000)))
    assert (len(messages), findings) == (10_000, [])


def test_texts_that_the_build_asks_for_stand_in_a_template() -> None:
    """What is asked for by code alone is collected nowhere, so no language would ever have it."""
    asked = [
        (file.name, text)
        for file in sorted((PROJECT / "hooks").rglob("*.py"))
        for text in re.findall(r'translate\("([^"]+)"', file.read_text("utf-8"))
    ]
    known = {one.source for one in template_texts(PROJECT)}
    assert asked
    assert [one for one in asked if one[1] not in known] == []
