"""Which Swedish texts have to be easy, and what is too hard in them.

Cancellations are never judged: nothing may stand between a closed door and the one who is on her way to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from markdown import markdown

from brygga.check.source import read_source
from brygga.command.lix import Excepted, Reading, page_text, reading
from brygga.load.languages import Language
from brygga.load.plain_words import read_plain_words
from brygga.load.prose import read_prose
from brygga.model.record import MEMBERS, Records
from brygga.site.build import Build
from brygga.site.output import Output
from brygga.translation.extract import record_texts
from brygga.view.reader import Reader
from brygga.view.session_view import SessionView
from common.statuses import SCHEDULED

HARDEST = 30  # LIX
FEWEST = 20  # words; in fewer, one long name decides
PROSE = ("om.md", "tillganglighet.md")
_CANCELLING = ("changes", "reason")  # fields
_APART = ("affisch/", "skyltar/")  # sheets to print: a few large words, no running text


@dataclass(frozen=True)
class Judged:
    """`name` is the page's address, the record's file or the folder of a kind."""

    name: str
    reading: Reading

    @property
    def is_hard(self) -> bool:
        return self.reading.lix > HARDEST


def judge(root: Path, clock: date) -> Iterator[Judged]:
    """Every residents' page and every record of the source language. Raises BadData."""
    build = Build(root, read_source(root, clock), "https://site.example/", MEMBERS)
    site = next(site for site in build.sites.values() if site.reader.language.is_source)
    excepted = read_excepted(root)
    for name, text in [*_light_pages(site.outputs(), site.reader), *_prose_pages(root, build.languages)]:
        yield Judged(name, reading(text, excepted))
    yield from _judged_records(site.reader, excepted)


def read_excepted(root: Path) -> Excepted:
    """Whether a word is one that its reader has to know."""
    listed, _ = read_plain_words(root)
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in listed or ["-"])
    pattern = re.compile(rf"(?:{forms})", re.IGNORECASE)
    return lambda word: pattern.fullmatch(word) is not None


def _light_pages(outputs: Iterable[Output], reader: Reader) -> Iterator[tuple[str, str]]:
    """Pages of dates that something happened to are left out; on the others, the reasons are."""
    touched = {session.path for session in reader.sessions if _is_touched(session)}
    reasons = list(_reasons(reader.data.records))
    for output in outputs:
        path = output.path.removesuffix("index.html")
        if path == output.path or path in touched or any(part in path for part in _APART):
            continue
        text = page_text(output.content.decode())
        for reason in reasons:
            text = text.replace(reason, "")
        yield path or "/", text


def _is_touched(session: SessionView) -> bool:
    statuses = {session.status, *(item.status for item in session.items)}
    return session.notice is not None or session.is_changed or statuses != {SCHEDULED}


def _reasons(records: Records) -> Iterator[str]:
    for record in records:
        if record.kind == "closures":
            yield " ".join(record["title"].split())
        if record["reason"]:
            yield " ".join(record["reason"].split())
        for row in record["changes"] or ():
            yield " ".join(row["reason"].split())


def _prose_pages(root: Path, languages: Iterable[Language]) -> Iterator[tuple[str, str]]:
    listed = list(languages)
    words = next(language.words for language in listed if language.is_source)
    for page in read_prose(root, listed)[0]:
        if page.uri in PROSE and page.path == f"docs/{page.uri}":
            yield page.path, page_text(f"<main>{markdown(words.fill(page.body), extensions=['tables'])}</main>")


def _judged_records(reader: Reader, excepted: Excepted) -> Iterator[Judged]:
    """Each record that has enough words, and all of a kind together."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for record in reader.data.records:
        if record.kind == "closures":
            continue
        calm = replace(record, values={name: value for name, value in record.values.items() if name not in _CANCELLING})
        said = record_texts(calm, reader.data.schemas[record.kind].fields)
        text = reader.language.words.fill("\n".join(said))
        by_kind[record.kind].append(text)
        own = reading(text, excepted)
        if own.words >= FEWEST:
            yield Judged(record.path, own)
    for kind, texts in by_kind.items():
        yield Judged(f"data/{kind}", reading("\n".join(texts), excepted))
