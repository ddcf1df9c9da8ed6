"""How often each request came back after it was cancelled or taken away, as git remembers it: the portal may have been
away all the while, or nobody built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from brygga.history.commits import Commit, read_commits, read_texts
from brygga.load.characters import decode
from brygga.load.rows import parse_row
from brygga.model.record import Record
from common.statuses import CANCELLED

_FOLDER = "data/requests"


def times_returned(root: Path, requests: Iterable[Record]) -> dict[str, int]:
    """By the request's id; without git nobody knows of any return."""
    steps = _steps(root)
    for request in requests:
        steps[request.path].append(request["status"] != CANCELLED)
    return {
        Path(path).stem: sum(is_open and not was_open for was_open, is_open in pairwise(states))
        for path, states in steps.items()
    }


def _steps(root: Path) -> dict[str, list[bool]]:
    """By path: whether it was asked for after each commit that changed it."""
    commits = list(_first_line(read_commits(root, [_FOLDER], "HEAD")))
    texts = dict(read_texts(root, {blob for commit in commits for blob in commit.changed.values() if blob}))
    steps: dict[str, list[bool]] = defaultdict(list)
    for commit in commits:
        for path, blob in commit.changed.items():
            steps[path].append(blob in texts and not _is_cancelled(path, texts[blob]))
    return steps


def _first_line(commits: list[Commit]) -> Iterator[Commit]:
    """What was published one after the other, oldest first: what lay aside in a branch nobody saw."""
    by_id = {commit.id: commit for commit in commits}
    line, commit = [], commits[-1] if commits else None
    while commit:
        line.append(commit)
        commit = by_id.get(commit.parents[0]) if commit.parents else None
    yield from reversed(line)


def _is_cancelled(path: str, text: bytes) -> bool:
    row, _ = parse_row(decode(text)[0], _FOLDER, Path(path).stem, path)
    return str(row.values.get("status")) == CANCELLED
