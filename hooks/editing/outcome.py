"""Who asks for what, and what became of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from brygga.model.problem import Problem
from editing.edits import Files
from editing.git import Author
from editing.order import Order

KEY = re.compile(r"[a-z0-9]{16,32}\Z")


@dataclass(frozen=True)
class SignedOrder:
    """An order, by whom, under which key: what was done under a key is not done again."""

    order: Order
    author: Author
    key: str


@dataclass(frozen=True)
class ChangedPage:
    """A page that will be another. Its `address` below the site's root; whether only `members` can see it."""

    address: str
    title: str
    members: bool


@dataclass(frozen=True)
class OrderOutcome:
    """What an order came to. `problems` are what the check says to the files; `sentences` there are only where it says
    nothing. `lines` are those that go and come, as "-title: A", by file. The commit of what was `published`, the key
    of what was `proposed`, "" where neither was."""

    files: Files = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Sequence[ChangedPage] = ()
    published: str = ""
    proposed: str = ""


def message_of(sentences: list[str], **notes: Any) -> str:
    """A commit's message: sentences, the first one alone, then notes for Brygga as the last paragraph.

    Notes are JSON in one line each, so that no sentence can end them or begin others.
    """
    first, *others = sentences
    told = "\n".join([first, "", *others]).rstrip()
    return f"{told}\n\n" + "".join(f"{name.title()}: {json.dumps(note)}\n" for name, note in notes.items())


def notes_in(message: str) -> dict[str, Any]:
    """The notes of a message that `message_of` made, by their names in small letters; else nothing."""
    found = {}
    for line in message.strip().rpartition("\n\n")[2].split("\n"):
        name, _, note = line.partition(": ")
        try:
            found[name.lower()] = json.loads(note)
        except (ValueError, RecursionError):
            return {}
    return found


def sentences_in(message: str) -> list[str]:
    """The sentences of a message; of one that was made otherwise its first line."""
    told, _, _ = message.strip().rpartition("\n\n")
    return [line for line in told.split("\n") if line] if notes_in(message) else message.strip().split("\n")[:1]
