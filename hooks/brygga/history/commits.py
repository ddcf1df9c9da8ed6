"""Which commits changed the files that calendars are made from, and what stood in those files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from brygga.history.git import git

_NOTHING = b"0" * 40
# Every commit that any of its parents differs from, merges compared with their first parent; parents come first.
_LOG = (
    *("log", "--full-history", "--topo-order", "--reverse", "--parents", "--format=%H %ct %P"),
    *("--raw", "-z", "--no-abbrev", "--relative", "--no-renames", "--diff-merges=first-parent"),
    *("--no-ext-diff", "--no-color"),
)


@dataclass(frozen=True)
class Commit:
    """`moment` in seconds since 1970. `changed`: the id of each changed file's text, None where the file went."""

    parents: tuple[str, ...]
    id: str
    moment: int
    changed: Mapping[str, str | None]


def head(root: Path) -> tuple[str, bool] | None:
    """The commit that is checked out, and whether only the latest part of its history was fetched. None without git,
    and before the first commit."""
    found = git(root, "rev-parse", "--is-shallow-repository", "HEAD")
    if found is None:
        return None
    is_shallow, commit = found.decode().split()
    return commit, is_shallow == "true"


def read_commits(root: Path, folders: Iterable[str], reach: str) -> list[Commit]:
    """Those in `reach` (as git writes it: "HEAD", "a..b") that changed something in the folders, parents first."""
    told = git(root, "-c", "log.showRoot=true", *_LOG, reach, "--", *folders) or b""
    return list(_commits(told.split(b"\0")))


def is_straight(root: Path, start: str, end: str) -> bool:
    """Whether one commit follows the other from `start` to `end`, without merges."""
    if git(root, "merge-base", "--is-ancestor", start, end) is None:
        return False
    return git(root, "rev-list", "--min-parents=2", "--max-count=1", f"{start}..{end}") == b""


def _commits(told: Iterable[bytes]) -> Iterator[Commit]:
    """Each is its own line, then two parts a file: ":… … … <id of its text> M" and the path."""
    parts = iter(told)
    changed: dict[str, str | None] = {}
    for part in (found.lstrip(b"\n") for found in parts):
        if part.startswith(b":"):
            blob = part.split(b" ")[3]
            changed[next(parts).decode("utf-8", "surrogateescape")] = None if blob == _NOTHING else blob.decode()
        elif part:
            id_, moment, *parents = part.decode().split()
            changed = {}
            yield Commit(tuple(parents), id_, int(moment), changed)


def read_texts(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(id, text) of each; what this clone does not have is left out."""
    told = git(root, "cat-file", "--batch", told="".join(f"{blob}\n" for blob in blobs).encode()) or b""
    position = 0
    while position < len(told):
        end = told.index(b"\n", position)
        facts = told[position:end].split(b" ")
        position = end + 1
        if len(facts) == 3:  # id, type, size; "<id> missing" has no text below
            yield facts[0].decode(), told[position : position + int(facts[2])]
            position += int(facts[2]) + 1
