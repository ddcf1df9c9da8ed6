"""Letters that nobody sees, or that look like others: each with its place and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Zero-width space, word joiner, soft hyphen and their like: no script needs them in a record.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\U000e0000-\U000e007f"
_JOINERS = frozenset("\u061c\u200c\u200d\u200e\u200f")  # ZWNJ, ZWJ and direction marks: some scripts do
_NEEDS_JOINERS = re.compile(  # Hebrew to Arabic, India to Burma, Khmer, forms of presentation, pictures
    r"[\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc\U0001f300-\U0001faff]"
)
_HARD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Where YAML wants plain spaces: in front of a line, after "-" and after the name of a field.
_AT_A_SIGN = re.compile(rf"^[ ]*(?:-[ ]+)?(?:[\w-]+:)?[ ]*([{_HARD_SPACE}])")
_WIDE = re.compile(r"[\uff01-\uff5e]")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS", strict=True))
_GREEK = dict(zip("οανρτυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavptuikABEZHIKMNOPTYX", strict=True))
_LATIN_FOR = _CYRILLIC | _GREEK
_LATIN = re.compile("[a-zA-Z\u0130\u212a]")  # the last two are an i and a k when they are small
_LOOKS_LATIN = re.compile(f"[{''.join(_LATIN_FOR)}]")
_SIEVE = re.compile(rf"[{_INVISIBLE}{_HARD_SPACE}\uff01-\uff5e{''.join(_LATIN_FOR)}]")


@dataclass(frozen=True)
class Strange:
    """`position` in the text; `id` of the finding; `instead` is what to write there, "" for nothing."""

    position: int
    id: str
    code: str
    name: str
    instead: str


def strange_letters(text: str) -> Iterator[Strange]:
    """In order of their lines."""
    if not _SIEVE.search(text):
        return
    start = 0
    for line in text.split("\n"):
        if _SIEVE.search(line):
            yield from _of_line(line, start)
        start += len(line) + 1


def _of_line(line: str, start: int) -> Iterator[Strange]:
    for match in re.finditer(f"[{_INVISIBLE}]", line):
        if match[0] not in _JOINERS or not _NEEDS_JOINERS.search(line):
            yield _strange(match[0], start + match.start(), "invisible-character", "")
    for match in _AT_A_SIGN.finditer(line):
        yield _strange(match[1], start + match.start(1), "invisible-character", " ")
    if not _EAST_ASIAN.search(line):
        for match in _WIDE.finditer(line):
            instead = unicodedata.normalize("NFKC", match[0])
            yield _strange(match[0], start + match.start(), "look-alike", instead)
    for word in _WORD.finditer(line):
        if _LATIN.search(word[0]):
            for match in _LOOKS_LATIN.finditer(word[0]):
                place = start + word.start() + match.start()
                yield _strange(match[0], place, "look-alike", _LATIN_FOR[match[0]])


def _strange(letter: str, position: int, id_: str, instead: str) -> Strange:
    name = unicodedata.name(letter, "").lower()
    return Strange(position, id_, f"U+{ord(letter):04X}", name, instead)
