"""docs/*.md: which pages there are, in which languages, and whether a translation still fits its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brygga.characters import decode
from brygga.languages import Language
from brygga.load import Raw, Row, parse
from brygga.problem import Problem, nearest
from brygga.records import MEMBERS, PUBLIC

MENU = ("handbok/index.md", "om.md", "tillganglighet.md")  # the menus lead to these pages
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)  # as MkDocs finds it
_HEAD_FIELDS = ("title", "description", "audience", "reviewed", "source_hash")


@dataclass(frozen=True)
class Prose:
    """One file. `uri` is the page's, without language: om.md for both om.md and om.ar.md."""

    path: str
    uri: str
    language: str
    head: dict[str, Any]
    body: str

    @property
    def hash(self) -> str:
        """What a translation notes as `source_hash`: the first 12 hex digits of the SHA-256 of the text."""
        return hashlib.sha256(self.body.strip().encode()).hexdigest()[:12]

    @property
    def for_members(self) -> bool:
        return self.head.get("audience") == MEMBERS

    @property
    def is_reviewed(self) -> bool:
        return self.head.get("reviewed") != "false"


def read_prose(root: Path, languages: Iterable[Language]) -> tuple[list[Prose], list[Problem]]:
    """Every page, and what is wrong with the files."""
    listed = list(languages)
    codes = {language.code for language in listed}
    source = next(language.code for language in listed if language.is_source)
    pages: list[Prose] = []
    problems: list[Problem] = []
    for file in sorted((root / "docs").rglob("*.md")):
        page, found = _read(root, file, source)
        pages.append(page)
        problems += found
    originals = {page.uri for page in pages if page.language == source}
    for page in pages:
        if page.language not in codes:
            facts = {"code": page.language, "known": ", ".join(language.code for language in listed)}
            problems.append(Problem(page.path, 1, "prose-language", facts))
        elif page.uri not in originals:
            problems.append(Problem(page.path, 1, "prose-original", {"other": f"docs/{page.uri}"}))
    return pages, problems


def is_outdated(page: Prose, source: Prose) -> bool:
    return page.head.get("source_hash") != source.hash


def _read(root: Path, file: Path, source: str) -> tuple[Prose, list[Problem]]:
    stem, dot, code = file.stem.rpartition(".")
    uri = file.with_name(f"{stem if dot else code}.md").relative_to(root / "docs").as_posix()
    row = Row("prose", uri, file.relative_to(root).as_posix())
    text, found = decode(file.read_bytes())
    problems = [Problem(row.path, line, id_, facts) for line, id_, facts in found if id_ != "tab"]
    head, body = _split(text.replace("\r\n", "\n").replace("\r", "\n"))
    problems += parse(f"\n{head}", row)
    problems += [*_missing(row), *_audience(row)]
    return Prose(row.path, uri, code if dot else source, row.values, body), problems


def head_and_body(text: str) -> tuple[dict[str, Raw], str]:
    """Of a page whose faults are nobody's concern any more."""
    head, body = _split(text.replace("\r\n", "\n"))
    row = Row("prose", "", "")
    list(parse(f"\n{head}", row))
    return row.values, body


def _split(text: str) -> tuple[str, str]:
    """Front matter and the text after it."""
    match = _HEAD.match(text)
    return (match[1], text[match.end() :]) if match else ("{}", text)


def _missing(row: Row) -> Iterator[Problem]:
    """A head that cannot be read has been told of and is not asked for its fields."""
    for field in ("title", "description") if row.readable else ():
        value = row.values.get(field)
        if not value:
            yield Problem(row.path, row.lines.get(field, 1), "prose-head", {"field": field})
        elif not isinstance(value, str):
            yield Problem(row.path, row.lines[field], "not-a-text", {"field": field})


def _audience(row: Row) -> Iterator[Problem]:
    """A word that is not understood, or not read, would open a page that was to be hidden."""
    for name in row.values:
        if name not in _HEAD_FIELDS and nearest(name, ["audience"]):
            facts = {"field": name, "near": "audience", "known": ", ".join(_HEAD_FIELDS)}
            yield Problem(row.path, row.lines[name], "unknown-field", facts)
    value, line = row.values.get("audience", PUBLIC), row.lines.get("audience", 1)
    if value not in (PUBLIC, MEMBERS):
        facts = {"value": str(value), "choices": f"{PUBLIC}, {MEMBERS}", "near": nearest(str(value), [PUBLIC, MEMBERS])}
        yield Problem(row.path, line, "choice", {"field": "audience", **facts})
    elif value == MEMBERS and row.id in MENU:
        yield Problem(row.path, line, "prose-audience")
