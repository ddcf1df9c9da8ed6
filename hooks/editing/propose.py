"""An order, tried out: the files, what readers will see, or what is wrong. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from brygga.check.source import BadData, Source, read_source
from brygga.load.file_cache import FileCache
from brygga.model.problem import Problem
from editing.draft import draft
from editing.edits import Files
from editing.order import Order
from editing.orders import carry_out
from editing.outcome import OrderOutcome
from editing.told import Telling


@dataclass(frozen=True)
class Trial:
    """The project before, and after in a `folder` of its own; `problems` instead where the check says something."""

    folder: Path
    files: Files
    before: Source
    after: Source | None
    problems: list[Problem]


@contextmanager
def tried(root: Path, clock: date, order: Order) -> Iterator[Trial]:
    """Raises Refused for an order that means nothing, BadData where the project is not in order before it."""
    cache = FileCache()  # most of what was read before is the same after
    before = read_source(root, clock, cache)
    files = carry_out(root, before, order)
    with draft(root, files) as folder:
        yield Trial(folder, files, before, *_checked(folder, clock, cache))


def _checked(folder: Path, clock: date, cache: FileCache) -> tuple[Source | None, list[Problem]]:
    try:
        return read_source(folder, clock, cache), []
    except BadData as bad:
        return None, bad.problems


def propose(root: Path, clock: date, order: Order, language: str) -> OrderOutcome:
    """Raises as `tried` does."""
    with tried(root, clock, order) as trial:
        return OrderOutcome(trial.files, told_sentences(trial, language), trial.problems)


def told_sentences(trial: Trial, language: str = "") -> list[str]:
    """What readers will see; in the site's own language where it has not the one that is asked for."""
    after = trial.after
    if after is None:
        return []
    reader = next((one for one in after.languages if one.code == language), after.languages[0])
    return Telling(trial.folder, trial.before, after, reader).sentences()
