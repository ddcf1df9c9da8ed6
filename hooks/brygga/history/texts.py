"""What git remembers of the texts: on which day a file became what it is. Never who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from brygga.history.git import git

MEMORY = timedelta(days=90)
_FOLDERS = ("data/contacts", "data/methods", "data/topics", "data/training", "docs")
_WHOLE = "-U1000000"  # lines around a change: all of the file, to compare what readers saw before and after
_LOG = (
    *("-c", "log.showRoot=false", "log", "--patch", _WHOLE, "--format=%x00%cs"),
    *("--relative", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"),
)
_PATHS = re.compile(r"--- (?:a/(.*)|/dev/null)\n\+\+\+ (?:b/(.*)|/dev/null)\n")


@dataclass(frozen=True)
class Edit:
    """A file's text before and after a commit; None where there was, or is, no such file."""

    date: date
    path: str
    before: str | None
    after: str | None


def read_history(root: Path, today: date) -> list[Edit]:
    """Edits of the last 90 days, newest first. None without git, and none in a shallow clone: it tells of one day as if
    everything had been written then."""
    if git(root, "rev-parse", "--is-shallow-repository") != b"false\n":
        return []
    since = today - MEMORY
    told = git(root, *_LOG, f"--since={since - timedelta(days=1)}", "--", *_FOLDERS) or b""
    log = told.decode("utf-8", "replace")
    edits = [edit for commit in log.split("\0")[1:] for edit in _edits(commit)]
    return [edit for edit in edits if since <= edit.date <= today]


def _edits(commit: str) -> Iterator[Edit]:
    day, _, patch = commit.partition("\n")
    for part in re.split(r"^diff --git ", patch, flags=re.MULTILINE)[1:]:
        paths = _PATHS.search(part)
        if paths:  # a picture has none
            lines = part[paths.end() :].split("\n")
            before, after = paths[1] and _side(lines, "-"), paths[2] and _side(lines, "+")
            yield Edit(date.fromisoformat(day), paths[2] or paths[1], before, after)


def _side(lines: list[str], sign: str) -> str:
    return "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", sign))
