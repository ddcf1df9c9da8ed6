"""Words that we avoid, and the right ones: for each language a list beside its catalogue, *.words.yaml.

They are told where they stand, and hold nothing up: a door that is closed cannot wait for a better word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from brygga.load.data import Data
from brygga.load.rows import parse_row
from brygga.load.schema import Field
from brygga.model.problem import Problem
from brygga.translation.catalogue import catalogue_files
from brygga.translation.po_reader import read_po
from common.localisation.locales import SOURCE

_QUOTED = re.compile(r'"[^"]*"|[“”„][^“”]*[“”]|«[^»]*»|`[^`]*`|\]\([^)]*\)')  # names of others, buttons, addresses
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"\b(?:_|say|ngettext|pgettext)\({_TEXT}(?:,\s*{_TEXT})?")
_MARKUP = ("*.html", "*.xml", "*.txt", "*.py")
_Line = tuple[str, int, str]  # path, line, what is said there


def avoided(root: Path, data: Data) -> list[Problem]:
    """Every word of a list in a text of its language, and what is wrong with the lists."""
    problems: list[Problem] = []
    for file in sorted((root / "data/translations").glob("*.words.yaml")):
        language = file.name.partition(".")[0]
        row, found = parse_row(file.read_text("utf-8", "replace"), "words", language, file.relative_to(root).as_posix())
        problems += found
        right = {word: better for word, better in row.values.items() if isinstance(better, str)}
        texts = _swedish(root, data) if language == SOURCE else _translated(root, language)
        problems += _found(right, texts) if right else []
    return problems


def _found(right: Mapping[str, str], texts: Iterator[_Line]) -> Iterator[Problem]:
    """A star stands for any ending; case is all one; what stands in quotes is somebody else's word."""
    forms = {word: re.compile(rf"(?<!\w){_form(word)}(?!\w)", re.IGNORECASE) for word in right}
    any_form = re.compile("|".join(form.pattern for form in forms.values()), re.IGNORECASE)
    for path, line, text in texts:
        own = _QUOTED.sub(" ", text)
        for found in dict.fromkeys(match[0] for match in any_form.finditer(own)):
            better = next(right[word] for word, form in forms.items() if form.fullmatch(found))
            yield Problem(path, line, "avoided-word", {"value": found, "better": better})


def _form(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


def _swedish(root: Path, data: Data) -> Iterator[_Line]:
    for record in data.records:
        for name, text in _record_texts(record.values, data.schemas[record.kind].fields, ""):
            yield record.path, record.lines.get(name, 1), text
    for folder in ("overrides", "portal"):
        for pattern in _MARKUP:
            yield from (said for file in sorted((root / folder).rglob(pattern)) for said in _said(root, file))
    for file in sorted((root / "docs").rglob("*.md")):
        if "." not in file.stem:
            yield from _lines(root, file)


def _translated(root: Path, language: str) -> Iterator[_Line]:
    for catalogue in catalogue_files(root, language):
        path = catalogue.relative_to(root).as_posix()
        for message in read_po(catalogue.read_text("utf-8", "replace"))[0]:
            if message.source and not message.is_obsolete:
                yield from ((path, message.lines[word], message.texts[word]) for word in message.form_words)
    for file in sorted((root / "docs").rglob(f"*.{language}.md")):
        yield from _lines(root, file)


def _record_texts(values: Mapping[str, Any], fields: Mapping[str, Field], prefix: str) -> Iterator[tuple[str, str]]:
    """(name of its line, text) for every text that is translated."""
    for field in fields.values():
        name, value = f"{prefix}{field.name}", values.get(field.name)
        if field.rows:
            for index, row in enumerate(value or ()):
                yield from _record_texts(row, field.rows, f"{name}.{index}.")
        elif field.translate and isinstance(value, list):
            yield from ((f"{name}.{index}", text) for index, text in enumerate(value))
        elif field.translate and value:
            yield name, value


def _said(root: Path, file: Path) -> Iterator[_Line]:
    """What a template or the portal's code says to readers."""
    for path, line, text in _lines(root, file):
        yield from ((path, line, " ".join(said)) for said in _SAID.findall(text))


def _lines(root: Path, file: Path) -> Iterator[_Line]:
    path = file.relative_to(root).as_posix()
    yield from ((path, line, text) for line, text in enumerate(file.read_text("utf-8", "replace").splitlines(), 1))
