"""Bytes of a data file → text, and the characters that have no business in one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from brygga.load.look_alikes import Strange, strange_letters

LARGEST_FILE = 64 * 1024  # bytes; the longest real record is under 4 kB

# C0 and C1 controls except tab, line feed and carriage return; line and paragraph separators; noncharacters.
_CONTROL = "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff"
# Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9): the site isolates by itself.
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"(?P<control>[{_CONTROL}])|(?P<direction>[{_DIRECTION}])|(?P<bom>\ufeff)")
_TO_MEND = re.compile(f"[{_CONTROL}{_DIRECTION}\ufeff\t]")  # a sieve: seven times faster without named groups
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_IDS = {"control": "control-character", "direction": "direction-character", "bom": "file-bom"}

_NOTHING = frozenset({"~", "null", "Null", "NULL"})  # YAML's words for "no value"
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols of which nothing is seen

Finding = tuple[int, str, Mapping[str, str]]


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen: white space, format characters, marks without a letter."""
    if text[:1].isalnum() and text[0] not in _FILLERS:
        return False
    return all(c in _FILLERS or unicodedata.category(c)[0] in "ZCM" for c in text)


@dataclass(frozen=True)
class Forbidden:
    """A sign that no file may hold: the finding's id, its code ("U+202E") and its place in the text, from 0."""

    id: str
    code: str
    position: int


def forbidden(text: str) -> Iterator[Forbidden]:
    """Control, direction and byte-order characters, in order of their place."""
    for match in _FORBIDDEN.finditer(text):
        yield Forbidden(_IDS[match.lastgroup or ""], f"U+{ord(match[0]):04X}", match.start())


def decode(content: bytes) -> tuple[str, list[Finding]]:
    """The text, mended so far that it can be parsed on, and (line, id, facts) of what had to be mended."""
    findings: list[Finding] = []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.append((content.count(b"\n", 0, error.start) + 1, "file-encoding", {}))
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "latin-1", "replace")
    else:
        text = unicodedata.normalize("NFC", text)  # a letter and its mark apart are the letter
        text, findings = _without_strange(text)
        if not _TO_MEND.search(text):
            return text, findings
        findings += _lined(text, ((f.position, f.id, {"code": f.code}) for f in forbidden(text)))
    findings += _lined(text, ((match.start(), "tab", {}) for match in re.finditer(r"\t+", text)))
    return _FORBIDDEN.sub("", text).replace("\t", "  "), findings


def is_nothing(text: str) -> bool:
    """Whether nobody would see a text, or YAML would take it for none: "~", "null", a zero-width space."""
    stripped = text.strip()
    return stripped in _NOTHING or is_blank(stripped)


def _without_strange(text: str) -> tuple[str, list[Finding]]:
    """The text as it was meant, and what in it only looks like it, or like nothing."""
    strange = list(strange_letters(text))
    if not strange:
        return text, []
    mended = list(text)
    for one in strange:
        mended[one.position] = one.instead
    found = ((one.position, one.id, _facts(one, text)) for one in strange)
    return "".join(mended), list(_lined(text, found))


def _facts(one: Strange, text: str) -> Mapping[str, str]:
    column = one.position - text.rfind("\n", 0, one.position)
    return {"code": one.code, "name": one.name, "column": str(column), "instead": one.instead}


def _lined(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings with their position in the text → findings with their line."""
    ends = [match.start() for match in re.finditer(r"\r\n?|\n", text)]
    return ((bisect_left(ends, position) + 1, id_, facts) for position, id_, facts in found)
