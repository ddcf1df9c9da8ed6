"""data/translations/<language>.po → what a text is called in a language, and how sure we are of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, unescape

from brygga.characters import decode
from brygga.problem import Problem

# A translator's comment, kept by every gettext tool; deleting it says "a speaker has read this".
UNREVIEWED = "unreviewed"
VARIABLE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Entry:
    """`text` is "" when missing. An outdated (fuzzy) one is kept for the translator but not shown."""

    text: str
    outdated: bool
    reviewed: bool

    @property
    def usable(self) -> bool:
        return bool(self.text) and not self.outdated


def catalogue_path(root: Path, code: str) -> Path:
    return root / "data/translations" / f"{code}.po"


def read_catalogue(root: Path, code: str) -> tuple[dict[str, Entry], list[Problem]]:
    """{Swedish text: Entry}, empty when the language has no file yet, and what is wrong with the file."""
    path = catalogue_path(root, code)
    shown = path.relative_to(root).as_posix()
    if not path.exists():
        return {}, []
    text, found = decode(path.read_bytes())
    problems = [Problem(shown, line, id_, facts) for line, id_, facts in found if id_ != "tab"]
    if any(problem.id == "file-encoding" for problem in problems):
        return {}, problems
    if not problems and (entries := _plain(text)) is not None:
        return entries, []
    lines = text.split("\n")
    rest = iter(lines)
    try:
        catalog = _parse(rest)
        messages = [message for message in catalog if message.id]
    except PoFileError as error:
        detail = str(error).rpartition(" on ")[0]
        return {}, [*problems, Problem(shown, error.lineno + 1, "catalogue", {"detail": detail})]
    except Exception as error:  # Babel raises whatever Python does: IndexError, ValueError, UnknownLocaleError …
        line = len(lines) - len(list(rest))
        return {}, [*problems, Problem(shown, line, "catalogue", {"detail": f"{type(error).__name__}: {error}"})]
    problems += [problem for message in messages for problem in _problems(shown, message)]
    problems += [Problem(shown, line, "catalogue", {"detail": detail}) for line, detail in catalog.refused]
    return {str(message.id): entry(message) for message in messages}, problems


def _plain(text: str) -> dict[str, Entry] | None:
    """What a catalogue says that looks as we write it and has nothing wrong with it: a quarter of the time that Babel
    takes. None for any other: that is Babel's to read and to judge."""
    header = _HEADER.match(text)
    position, entries = header.end() if header else len(text), {}
    while match := _ENTRY.match(text, position):
        position = match.end()
        comments, source, translation = match[1].split("\n"), _joined(match[2]), _joined(match[3])
        fuzzy = "fuzzy" in match[1] and any(_is_fuzzy(comment) for comment in comments)
        if not source or source in entries or not (fuzzy or _same_variables(source, translation)):
            return None
        entries[source] = Entry(translation, fuzzy, f"# {UNREVIEWED}" not in comments)
    return entries if header and position == len(text) else None


def _is_fuzzy(comment: str) -> bool:
    return comment.startswith("#,") and "fuzzy" in map(str.strip, comment[2:].split(","))


def _joined(strings: str) -> str:
    """One text from quoted strings, one a line."""
    return unescape(strings.replace('"\n"', ""))


_STRINGS = r'("[^"\\\n]*(?:\\["\\nrt][^"\\\n]*)*"(?:\n"[^"\\\n]*(?:\\["\\nrt][^"\\\n]*)*")*)'
_ENTRY = re.compile(rf"((?:#(?: unreviewed|[:,] [^\n]*)\n)*)msgid {_STRINGS}\nmsgstr {_STRINGS}\n(?:\n|\Z)")
_HEADER = re.compile(
    r'(?:# [^\n]*\n)*msgid ""\nmsgstr ""\n"Language: \w+\\n"\n"MIME-Version: 1.0\\n"\n'
    r'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)


def parse(path: Path) -> Catalog:
    """The file as Babel sees it; iterating gives messages, the first being the header."""
    return _parse(path.read_text("utf-8").split("\n"))


class _Strict(Catalog):
    """Notes what Babel merges in silence: of two translations of one text it keeps the first."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[tuple[int, str]] = []

    def __setitem__(self, id: Any, message: Message) -> None:
        first, line = self.get(id), message.lineno or 1
        if id and first is not None:
            self.refused.append((line, f"the same msgid as on line {first.lineno}"))
        if message.pluralizable or message.context:
            self.refused.append((line, "msgid_plural and msgctxt are not in use here"))
        super().__setitem__(id, message)


def _parse(lines: Iterable[str]) -> _Strict:
    catalog = _Strict()
    PoFileParser(catalog, abort_invalid=True).parse(lines)
    catalog._messages.pop("", None)
    return catalog


def entry(message: Message) -> Entry:
    return Entry(str(message.string or ""), message.fuzzy, UNREVIEWED not in message.user_comments)


def variables(text: str) -> set[str]:
    return set(VARIABLE.findall(text))


def _same_variables(source: str, text: str) -> bool:
    return not text or ("%(" not in source and "%(" not in text) or variables(text) == variables(source)


def _problems(path: str, message: Message) -> Iterator[Problem]:
    source, text = str(message.id), str(message.string or "")
    if not message.fuzzy and not _same_variables(source, text):
        yield Problem(path, message.lineno or 1, "translation-variables", {"source": source})


Catalogue = Mapping[str, Entry]
