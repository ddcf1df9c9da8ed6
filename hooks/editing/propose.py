"""An order, tried out: the files, what readers will see, or what is wrong. Nothing is written."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from brygga.check.source import BadData, Source, read_source
from brygga.load.file_cache import FileCache
from brygga.model.problem import Problem
from editing.draft import draft
from editing.edits import Files
from editing.order import Order
from editing.orders import carry_out
from editing.outcome import OrderOutcome
from editing.preview import previewed
from editing.told import Telling
from editing.trial import Trial


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


def propose(root: Path, clock: date, order: Order, language: str, preview: Path | None = None) -> OrderOutcome:
    """Raises as `tried` does. The pages that will be others are put into the folder `preview`."""
    with tried(root, clock, order) as trial:
        pages = previewed(root, trial, language, preview) if preview else ()
        told = told_sentences(trial, language)
        return OrderOutcome(trial.files, told, trial.problems, changed_lines(root, trial.files), pages)


def changed_lines(root: Path, files: Files) -> dict[str, list[str]]:
    """The lines that go and come, by file."""
    return {path: list(_lines(root / path, text or "")) for path, text in files.items()}


def _lines(file: Path, text: str) -> Iterator[str]:
    old = file.read_text("utf-8") if file.exists() else ""
    found = difflib.unified_diff(old.splitlines(), text.splitlines(), n=0, lineterm="")
    return (line for line in islice(found, 2, None) if line[:1] in "+-")  # after the names of both


def told_sentences(trial: Trial, language: str = "") -> list[str]:
    """What readers will see; in the site's own language where it has not the one that is asked for."""
    after = trial.after
    if after is None:
        return []
    reader = next((one for one in after.languages if one.code == language), after.languages[0])
    return Telling(trial.folder, trial.before, after, reader).sentences()
