"""What the commits say of who did what, and under which key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editing.git import Author, ask
from editing.outcome import notes_in

_FORM = "--format=%H%x00%aI%x00%ae%x00%B%x00"  # no message can hold such an end
_EMAIL = re.compile(r"([a-z]{1,20})-([0-9]{1,6})@brygga\.invalid")


@dataclass(frozen=True)
class Trace:
    """One commit. `when` as in ISO 8601; no `author` where it was made by hand, whoever made it."""

    commit: str
    when: str
    author: Author | None
    message: str


def traces(root: Path, *which: str) -> list[Trace]:
    """`which` commits, as `git log` is told. Raises NoCommit."""
    return list(_read(ask(root, "log", _FORM, *which)))


def _read(told: str) -> Iterator[Trace]:
    parts = told.split("\0")
    for commit, when, email, message in zip(*(parts[place::4] for place in range(4)), strict=False):
        yield Trace(commit.strip(), when, _author(email), message)


def _author(email: str) -> Author | None:
    said = _EMAIL.fullmatch(email)
    return Author(said[1], int(said[2])) if said else None


def trace_of(root: Path, key: str) -> Trace | None:
    """What was published under the key, or is the proposal of that key, published since."""
    for name in ("key", "proposal"):
        for one in traces(root, "--fixed-strings", f'--grep={name.title()}: "{key}"', "HEAD"):
            if notes_in(one.message).get(name) == key:
                return one
    return None
