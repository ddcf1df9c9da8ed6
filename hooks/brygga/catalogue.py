"""data/translations/<language>.po → what a text is called in a language, and how sure we are of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from brygga.characters import forbidden
from brygga.problem import Problem

# A translator's comment, kept by every gettext tool; deleting it says "a speaker has read this".
UNREVIEWED = "unreviewed"
_VARIABLE = re.compile(r"%\((\w+)\)s")


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
    try:
        messages = list(parse(path))
    except PoFileError as error:
        return {}, [Problem(shown, (error.lineno or 0) + 1, "catalogue", {"detail": str(error).partition(" on ")[0]})]
    except UnicodeDecodeError:
        return {}, [Problem(shown, 1, "file-encoding")]
    problems = [problem for message in messages for problem in _problems(shown, message)]
    return {str(message.id): entry(message) for message in messages}, problems


def parse(path: Path) -> Catalog:
    """The file as Babel sees it; iterating gives messages, the first being the header."""
    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    catalog._messages.pop("", None)
    return catalog


def entry(message: Message) -> Entry:
    return Entry(str(message.string or ""), message.fuzzy, UNREVIEWED not in message.user_comments)


def variables(text: str) -> set[str]:
    return set(_VARIABLE.findall(text))


def _problems(path: str, message: Message) -> Iterator[Problem]:
    text, line = str(message.string or ""), message.lineno or 1
    if not message.id:
        return
    if text and not message.fuzzy and variables(text) != variables(str(message.id)):
        yield Problem(path, line, "translation-variables", {"source": str(message.id)})
    for character in forbidden(text):
        yield Problem(path, line, character.id, {"code": character.code})


Catalogue = Mapping[str, Entry]
