"""What has been published, newest first, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from editing.outcome import notes_in, sentences_in
from editing.trace import Trace, traces

_MOST = 50
_LOOKED_AT = 400  # commits: whether one has been taken back is told by a later one
_EVERYTHING = ("data", "docs")


def history_of(root: Path, paths: tuple[str, ...] = _EVERYTHING) -> list[dict[str, Any]]:
    """What changed these files. Of what was committed by hand its subject is told."""
    found = traces(root, "--no-merges", f"--max-count={_LOOKED_AT}", "HEAD", "--", *paths)
    undone = frozenset(_undone(found))
    return [_told(trace, trace.commit in undone) for trace in found[:_MOST]]


def _undone(newest_first: list[Trace]) -> Iterator[str]:
    """Commits that a later one has taken back, which has not itself been taken back."""
    gone: set[str] = set()
    for trace in newest_first:
        undoes = _notes(trace).get("undoes")
        if isinstance(undoes, str) and trace.commit not in gone:
            gone.add(undoes)
            yield undoes


def _told(trace: Trace, is_undone: bool) -> dict[str, Any]:
    return {
        "commit": trace.commit,
        "when": trace.when,
        "author": trace.author and vars(trace.author),
        "sentences": sentences_in(trace.message) if trace.author else trace.message.strip().split("\n")[:1],
        "undone": is_undone,
    }


def _notes(trace: Trace) -> Mapping[str, Any]:
    """Those of whoever signs with a role and a number; others say nothing to Brygga."""
    return notes_in(trace.message) if trace.author else {}
