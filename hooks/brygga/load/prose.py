"""docs/*.md: which pages there are, in which languages, and whether a translation still fits its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brygga.load.characters import Finding, decode, is_nothing
from brygga.load.languages import Language
from brygga.load.prose_body import body_findings
from brygga.load.rows import Raw, Row, parse_row, refused_file
from brygga.load.shared_files import is_shared
from brygga.model.problem import Problem, nearest
from brygga.model.record import MEMBERS, PUBLIC

MENU = ("handbok/index.md", "om.md", "tillganglighet.md")  # the menus lead to these pages
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)  # as MkDocs finds it
_REVIEWED = {"yes": True, "no": False, "true": True, "false": False}
_HASH = re.compile(r"[0-9a-f]{12}\Z")
_HEAD_FIELDS = ("title", "description", "audience", "reviewed", "source_hash", "site_url")


@dataclass(frozen=True)
class Prose:
    """One file. `uri` is the page's, without language: om.md for om.md and om.ar.md. `lines` are those of `head`."""

    path: str
    uri: str
    language: str
    head: Mapping[str, Any]
    body: str
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """What a translation notes as `source_hash`: the first 12 hex digits of the SHA-256 of the text."""
        return hashlib.sha256(self.body.strip().encode()).hexdigest()[:12]

    @property
    def for_members(self) -> bool:
        return self.head.get("audience") == MEMBERS

    @property
    def is_reviewed(self) -> bool:
        return _REVIEWED.get(self.head.get("reviewed", "yes"), False)


def read_prose(root: Path, languages: Iterable[Language]) -> tuple[list[Prose], list[Problem]]:
    """Every page, and what is wrong with the files."""
    listed = list(languages)
    codes = {language.code for language in listed}
    source = next(language.code for language in listed if language.is_source)
    pages: list[Prose] = []
    problems: list[Problem] = []
    for file in sorted((root / "docs").rglob("*.md")):
        page, found = _read(root, file, source)
        if page.language not in codes and _waits(root, page):
            continue
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


def _waits(root: Path, page: Prose) -> bool:
    """Everybody's pages, as everybody's catalogues, are there for languages that this city has not chosen, too."""
    return is_shared(page.path) and (root / f"data/translations/{page.language}.po").exists()


def written_for_another(pages: Iterable[Prose], site_url: str) -> Iterator[Problem]:
    """Pages that say what somebody has tested or decided for one site are not true of the next."""
    for page in pages:
        written = page.head.get("site_url", site_url)
        if written != site_url:
            yield Problem(
                page.path, page.lines["site_url"], "prose-site", {"value": str(written), "site_url": site_url}
            )


def is_outdated(page: Prose, source: Prose) -> bool:
    return page.head.get("source_hash") != source.hash


def _read(root: Path, file: Path, source: str) -> tuple[Prose, list[Problem]]:
    stem, dot, code = file.stem.rpartition(".")
    uri = file.with_name(f"{stem if dot else code}.md").relative_to(root / "docs").as_posix()
    path, language = file.relative_to(root).as_posix(), code if dot else source
    if refused := refused_file(file):
        return Prose(path, uri, language, {}, ""), [Problem(path, *refused)]
    text, found = _text_of(file)
    head, body = _split(text)
    row, problems = parse_row(f"\n{head}", "prose", uri, path)
    problems += [*_missing(row), *_unknown(row), *_audience(row), *_notes(row)]
    first_line = text.count("\n", 0, len(text) - len(body)) + 1
    findings = [*found, *body_findings(body, first_line)]
    return Prose(path, uri, language, row.values, body, row.lines), [
        *problems,
        *(Problem(path, *one) for one in findings),
    ]


def _text_of(file: Path) -> tuple[str, list[Finding]]:
    """The text, with line feeds alone, and what is wrong with its letters."""
    text, found = decode(file.read_bytes())
    return text.replace("\r\n", "\n").replace("\r", "\n"), [one for one in found if one[1] != "tab"]


def head_and_body(text: str) -> tuple[Mapping[str, Raw], str]:
    """Of a page whose faults are nobody's concern any more."""
    head, body = _split(text.replace("\r\n", "\n"))
    return parse_row(f"\n{head}", "prose", "", "")[0].values, body


def _split(text: str) -> tuple[str, str]:
    """Front matter and the text after it."""
    match = _HEAD.match(text)
    return (match[1], text[match.end() :]) if match else ("{}", text)


def _missing(row: Row) -> Iterator[Problem]:
    """A head that cannot be read has been told of and is not asked for its fields."""
    for name in ("title", "description") if row.readable else ():
        value = row.values.get(name)
        if not value:
            yield Problem(row.path, row.lines.get(name, 1), "prose-head", {"field": name})
    for name, value in row.values.items():
        if not isinstance(value, str):
            yield Problem(row.path, row.lines[name], "not-a-text", {"field": name})
        elif is_nothing(value):
            yield Problem(row.path, row.lines[name], "empty-field", {"field": name})


def _unknown(row: Row) -> Iterator[Problem]:
    """A word that is not understood would do nothing, or something else to the theme."""
    for name in row.values:
        if name not in _HEAD_FIELDS:
            facts = {"field": name, "near": nearest(name, _HEAD_FIELDS), "known": ", ".join(_HEAD_FIELDS)}
            yield Problem(row.path, row.lines[name], "unknown-field", facts)


def _audience(row: Row) -> Iterator[Problem]:
    """A word that is not read would open a page that was to be hidden."""
    yield from _choice(row, "audience", (PUBLIC, MEMBERS))
    if row.values.get("audience") == MEMBERS and row.id in MENU:
        yield Problem(row.path, row.lines["audience"], "prose-audience")


def _notes(row: Row) -> Iterator[Problem]:
    """What a translation notes about itself."""
    yield from _choice(row, "reviewed", tuple(_REVIEWED))
    noted = row.values.get("source_hash", "")
    if isinstance(noted, str) and noted and not _HASH.match(noted):
        facts = {"field": "source_hash", "value": noted, "example": "922ca68cdf12"}
        yield Problem(row.path, row.lines["source_hash"], "pattern", facts)


def _choice(row: Row, field: str, choices: tuple[str, ...]) -> Iterator[Problem]:
    value = row.values.get(field, choices[0])
    if value not in choices:
        facts = {"field": field, "value": str(value), "choices": ", ".join(choices)}
        yield Problem(row.path, row.lines[field], "choice", {**facts, "near": nearest(str(value), choices)})
