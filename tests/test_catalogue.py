"""Catalogues that look as we write them are read without Babel: they say the same, and the others are left to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from brygga.catalogue import catalogue_path, entry, parse, read_catalogue
from brygga.extract import po_bytes, template_texts
from builtsite import PROJECT

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)
HEJ = 'msgid "Hej"\nmsgstr "مرحبا"\n'
TEXTS = [
    ("Hej", "مرحبا", (), ()),
    ('Två\n\nstycken, "citat" och \\ snedstreck', 'a\nb\t"c"\\', (), ("unreviewed",)),
    ("Den %(day)s", "يوم %(day)s", ("fuzzy",), ()),
    ("Den %(day)s.", "", (), ()),
    ("Lång " * 60, "طويل " * 60, ("fuzzy", "python-format"), ("unreviewed", "see the poster")),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    catalogue_path(tmp_path, "ar").parent.mkdir(parents=True)
    return tmp_path


def as_babel_reads(path: Path) -> dict[str, object]:
    return {str(message.id): entry(message) for message in parse(path) if message.id}


@pytest.mark.parametrize("path", sorted((PROJECT / "data/translations").glob("*.po")), ids=lambda path: path.stem)
def test_the_real_ones_as_babel_reads_them(path: Path) -> None:
    assert read_catalogue(PROJECT, path.stem) == (as_babel_reads(path), [])


def test_every_kind_of_entry_as_babel_reads_it(root: Path) -> None:
    catalog = Catalog(locale="ar")
    catalog.header_comment = "# العربية"
    for source, text, flags, comments in TEXTS:
        catalog.add(source, text, flags=flags, user_comments=comments, locations=[("data/site.yaml", 0)])
    catalogue_path(root, "ar").write_bytes(po_bytes(catalog))
    entries, problems = read_catalogue(root, "ar")
    assert problems == []
    assert entries == as_babel_reads(catalogue_path(root, "ar"))
    assert len(entries) == len(TEXTS)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (HEADER + HEJ, 0),
        (HEADER + HEJ + "\n" + HEJ, 1),
        (HEADER + 'msgid "Den %(day)s"\nmsgstr "%(dag)s"\n', 1),
        (HEADER + 'msgid "Hej"\nmsgid_plural "Hejar"\nmsgstr[0] ""\nmsgstr[1] ""\n', 1),
        (HEADER + 'msgid "Hej\nmsgstr "x"\n', 0),  # Babel lets that pass
        (HEADER + "msgid\n", 1),
        (HEJ, 0),
        (HEADER + HEJ + "\n#~ " + HEJ.replace("\n", "\n#~ ", 1), 0),
        (HEADER.replace("\n", "\r\n") + HEJ.replace("\n", "\r\n"), 0),
    ],
)
def test_problems_are_found_all_the_same(root: Path, text: str, count: int) -> None:
    catalogue_path(root, "ar").write_bytes(text.encode())
    entries, problems = read_catalogue(root, "ar")
    assert len(problems) == count
    if not problems:
        assert entries == as_babel_reads(catalogue_path(root, "ar"))


def test_texts_that_the_build_asks_for_stand_in_a_template() -> None:
    """What is asked for by code alone is collected nowhere, so no language would ever have it."""
    asked = [
        (file.name, text)
        for file in sorted((PROJECT / "hooks").rglob("*.py"))
        for text in re.findall(r'translate\("([^"]+)"', file.read_text("utf-8"))
    ]
    known = {text for _, text in template_texts(PROJECT)}
    assert asked
    assert [one for one in asked if one[1] not in known] == []
