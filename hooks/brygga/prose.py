"""docs/*.md: which pages there are, in which languages, and whether a translation still fits its source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from brygga.languages import Language
from brygga.problem import Problem


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
    def is_reviewed(self) -> bool:
        return self.head.get("reviewed") is not False


def read_prose(root: Path, languages: Iterable[Language]) -> tuple[list[Prose], list[Problem]]:
    codes = {language.code: language for language in languages}
    source = next(code for code, language in codes.items() if language.is_source)
    pages = [_read(root, file, set(codes), source) for file in sorted((root / "docs").rglob("*.md"))]
    return pages, [problem for page in pages for problem in _problems(page)]


def is_outdated(page: Prose, source: Prose) -> bool:
    return page.head.get("source_hash") != source.hash


def _read(root: Path, file: Path, codes: set[str], source: str) -> Prose:
    text = file.read_text("utf-8", errors="replace")
    head, body = _split(text)
    stem, _, code = file.stem.rpartition(".")
    language = code if stem and code in codes else source
    name = stem if stem and code in codes else file.stem
    uri = file.with_name(f"{name}.md").relative_to(root / "docs").as_posix()
    return Prose(file.relative_to(root).as_posix(), uri, language, head, body)


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and the text after it."""
    parts = text.split("---\n", 2)
    if not text.startswith("---\n") or len(parts) < 3:
        return {}, text
    try:
        head = yaml.safe_load(parts[1])
    except yaml.YAMLError:
        return {}, parts[2]
    return (head if isinstance(head, dict) else {}), parts[2]


def _problems(page: Prose) -> Iterator[Problem]:
    for field in ("title", "description"):
        if not page.head.get(field):
            yield Problem(page.path, 1, "prose-head", {"field": field})
    if "\ufffd" in page.body:
        yield Problem(page.path, 1, "file-encoding")
