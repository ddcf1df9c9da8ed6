"""A gettext catalogue → its messages, as strictly as gettext's own tools: what they refuse is a finding, with its line.

Babel's reader lets a missing quotation mark pass and publishes half a text; and it takes "#| msgid" for a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from brygga.load.characters import Finding

_WORD = re.compile(r"msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?")
_LINE = re.compile(rf'(?:(?P<word>{_WORD.pattern})[ \t]*)?"(?P<text>.*)"[ \t]*')
_QUOTED = re.compile(r'[^"\\]*(?:\\(?:[abfnrtv"\\]|[0-7]{1,3}|x[0-9A-Fa-f]{2})[^"\\]*)*')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)")
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
# Comments, a text and its translation, each on one line and without a backslash: nine messages of ten.
_PLAIN = re.compile(
    r'(?P<comments>(?:#(?:[^|~\r\n][^\r\n]*)?\n)*)msgid "(?P<source>[^"\\\r\n]+)"\nmsgstr "(?P<form>[^"\\\r\n]*)"\n*'
)
_FIRST = ("msgctxt", "msgid")
_MAY_FOLLOW = {"msgid_plural": ("msgid",), "msgstr": ("msgid", "msgid_plural", "msgstr")}


@dataclass
class PoMessage:
    """`line` is that of its msgid, counted from 1. `texts` by keyword: msgctxt, msgid, msgid_plural, msgstr[0] …

    `lines` by keyword, too; `comments` are lines as they stand, `previous` the texts after "#|" by keyword.
    """

    line: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    is_obsolete: bool = False
    is_readable: bool = True
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def source(self) -> str:
        return self.texts["msgid"]

    @property
    def context(self) -> str | None:
        return self.texts.get("msgctxt")

    @property
    def plural(self) -> str | None:
        return self.texts.get("msgid_plural")

    @property
    def forms(self) -> tuple[str, ...]:
        if len(self.texts) == 2 and "msgstr" in self.texts:  # as nearly all have it
            return (self.texts["msgstr"],)
        return tuple(self.texts[word] for word in self.form_words)

    @property
    def form_words(self) -> list[str]:
        """msgstr, or msgstr[0] …"""
        return [word for word in self.texts if word.startswith("msgstr")]

    @property
    def is_fuzzy(self) -> bool:
        flags = [c[2:].split(",") for c in self.comments if c[:2] == "#,"]
        return any("fuzzy" in map(str.strip, listed) for listed in flags)


def read_po(text: str) -> tuple[list[PoMessage], list[Finding]]:
    """The messages, the header among them with the source "", and what is wrong with lines."""
    reader, number = _PoReader(), 1
    for block in text.split("\n\n"):
        reader.block(block, number)
        number += block.count("\n") + 2
    reader.end()
    return reader.messages, reader.findings


class _PoReader:
    """Reads what is plain at once, and all else line by line.

    `_word` is the keyword of the message's last text, "" before the first.
    """

    def __init__(self) -> None:
        self.messages: list[PoMessage] = []
        self.findings: list[Finding] = []
        self._message = PoMessage()
        self._word = ""
        self._previous_word = ""

    def block(self, block: str, number: int) -> None:
        """Lines between empty ones; `number` is that of the first."""
        plain = _PLAIN.fullmatch(block)
        if plain and (self._base == "msgstr" or self._message == PoMessage()):
            self.end()
            comments = plain["comments"].split("\n")[:-1]
            at = number + len(comments)
            texts, lines = {"msgid": plain["source"], "msgstr": plain["form"]}, {"msgid": at, "msgstr": at + 1}
            self._message, self._word = PoMessage(at, texts, {}, comments, lines=lines), "msgstr"
            return
        for place, line in enumerate(block.split("\n"), number):
            self._line(line.rstrip("\r"), place)

    def _line(self, line: str, number: int) -> None:
        if line.startswith("#~"):
            self._obsolete(line[2:].strip(), number)
        elif line.startswith("#|"):
            self._begin()
            self._previous(line[2:].strip(), number)
        elif line.startswith("#"):
            self._begin()
            self._message.comments.append(line)
        elif line.strip():
            self._text(line, number)

    def end(self) -> None:
        """Of a message. One that has no texts yet keeps its comments for the texts that follow."""
        if self._message.texts:
            if self._base == "msgstr":
                self.messages.append(self._message)
            else:
                missing = "msgid" if self._word == "msgctxt" else "msgstr"
                self._refuse(self._message.line, "catalogue-order", missing=missing)
        self._message, self._word, self._previous_word = PoMessage(), "", ""

    @property
    def _base(self) -> str:
        return self._word.partition("[")[0]

    def _begin(self) -> None:
        """Of a message: comments stand above it."""
        if self._message.texts:
            self.end()

    def _obsolete(self, rest: str, number: int) -> None:
        if rest.startswith("|"):
            self._begin()
            self._previous(rest[1:].strip(), number)
        elif rest:
            self._text(rest, number)
            self._message.is_obsolete = True

    def _previous(self, line: str, number: int) -> None:
        word, text = self._parts(line, number)
        if text is not None:
            self._previous_word = word or self._previous_word
            earlier = "" if word else self._message.previous.get(self._previous_word, "")
            self._message.previous[self._previous_word] = earlier + text

    def _text(self, line: str, number: int) -> None:
        word, text = self._parts(line, number)
        if word:
            self._start(word, text or "", number)
            self._message.is_readable &= text is not None
        elif text is not None and self._word:
            self._message.texts[self._word] += text
        elif text is not None:
            self._refuse(number, "catalogue-order", missing="msgid")

    def _start(self, word: str, text: str, number: int) -> None:
        base = word.partition("[")[0]
        if base in _FIRST:
            if base == "msgctxt" or self._base != "msgctxt":
                self._begin()
            self._message.line = number
        elif self._base not in _MAY_FOLLOW[base] or word in self._message.texts:
            self._refuse(number, "catalogue-order", missing="msgid")
            return
        self._word, self._message.texts[word], self._message.lines[word] = word, text, number

    def _parts(self, line: str, number: int) -> tuple[str, str | None]:
        match = _LINE.fullmatch(line)
        if match is None or not _QUOTED.fullmatch(match["text"]):
            self._refuse(number, "catalogue", text=line.strip())
            word = _WORD.match(line)
            return word[0] if word else "", None
        text = match["text"]
        return match["word"] or "", _ESCAPE.sub(_unescaped, text) if "\\" in text else text

    def _refuse(self, line: int, id_: str, **facts: str) -> None:
        self.findings.append((line, id_, facts))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] == "x":
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0].isdigit() else _ESCAPED[code]


def header_fields(message: PoMessage) -> Iterator[tuple[str, str]]:
    """(name, value) of the header's lines: "Language: ar"."""
    for line in message.forms[0].split("\n"):
        name, mark, value = line.partition(":")
        if mark:
            yield name.strip(), value.strip()
