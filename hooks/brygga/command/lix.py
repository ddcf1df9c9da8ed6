"""How hard a Swedish text is to read: LIX (C. H. Björnsson, Läsbarhet, 1968).

LIX = words per sentence + percentage of words of more than six letters. Up to 30 is easy: children's books.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

LONG_WORD = 7  # letters
SHORTEST = 4  # words of a sentence worth showing as the worst: a lone name is not what to rewrite
_WORD = re.compile(r"[^\s/–]*[^\W_][^\s/–]*")
_END = re.compile(r"(?<=[.!?…:])[\"”’)»]*\s+")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:kl|nr|ca|tel|sid|kap|st|t\.ex|bl\.a|m\.m|d\.v\.s|o\.s\.v|s\.k|f\.d)\.$", re.I)
_ADDRESS = re.compile(r"@|://|\w\.[a-z]{2,}")

Excepted = Callable[[str], bool]  # whether a word is a name or term that its reader has to know anyway


@dataclass(frozen=True)
class Reading:
    """`worst` is the hardest sentence by its own LIX."""

    words: int
    lix: float
    worst: str


def reading(text: str, excepted: Excepted) -> Reading:
    """Line ends are ends of sentences too: headings and list items have no full stop."""
    measured = [(sentence, *_count(sentence, excepted)) for sentence in split_sentences(text)]
    words = sum(count for _, count, _ in measured)
    long_words = sum(count for _, _, count in measured)
    candidates = [one for one in measured if one[1] >= SHORTEST] or measured
    worst = max(candidates, key=lambda one: _lix(1, *one[1:]), default=("", 0, 0))
    return Reading(words, _lix(len(measured), words, long_words), worst[0])


def split_sentences(text: str) -> Iterator[str]:
    """What stands between full stops, and colons, that a new sentence follows; never a number alone or a bare dash."""
    for line in text.splitlines():
        kept = ""
        for part in _END.split(line.strip()):
            if kept and (part[:1].islower() or _ABBREVIATED.search(kept)):
                kept += f" {part}"
            else:
                yield from _with_words(kept)
                kept = part
        yield from _with_words(kept)


def _with_words(sentence: str) -> Iterator[str]:
    if any(character.isalpha() for character in sentence):
        yield sentence


def _count(sentence: str, excepted: Excepted) -> tuple[int, int]:
    """Words, and long ones among them. A number is a word, and so is an address, but not a long one."""
    words = _WORD.findall(sentence)
    return len(words), sum(1 for word in words if _is_long(word) and not excepted(word.strip('.,:;!?…()"”’»«')))


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= LONG_WORD and not _ADDRESS.search(word)


def _lix(sentence_count: int, words: int, long_words: int) -> float:
    return words / sentence_count + 100 * long_words / words if words else 0.0


def page_text(html: str) -> str:
    """What a reader of the page's main part reads, a line for each paragraph, heading, item and button."""
    reader = _Page()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\0"))
    return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    """Text of <main>; menus, pictures and the buttons that light.js may show are no text to read."""

    _SILENT = frozenset({"nav", "svg", "script", "style", "template", "noscript"})
    _INLINE = frozenset({"a", "b", "bdi", "strong", "em", "i", "button", "span", "s", "code", "label", "wbr"})
    _APART = frozenset({"button", "day", "name"})  # classes of inline elements that the style sheet sets apart

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside: list[str] = []  # open elements like the one that opened <main> or a silent part
        self._in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if self._inside:
            self._inside += [tag] * (tag == self._inside[0])
        elif tag in self._SILENT or "tools" in classes:
            self._inside = [tag]
        self._in_main |= tag == "main"
        if tag not in self._INLINE or classes & self._APART:
            self.parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[0]:
            self._inside.pop()
        self._in_main &= tag != "main"
        if tag not in self._INLINE:
            self.parts.append("\0")

    def handle_data(self, data: str) -> None:
        if self._in_main and not self._inside:
            self.parts.append(data)
