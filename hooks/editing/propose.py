"""An order, tried out: the files, what readers will see, or what is wrong. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from brygga.check.source import BadData, Source, read_source
from brygga.model.problem import Problem
from editing.draft import draft
from editing.edits import Editor, Files
from editing.orders import Order, carry_out
from editing.told import Telling


@dataclass(frozen=True)
class Proposal:
    """`problems` are what the check says to the files; `sentences` there are only where it says nothing."""

    files: Files
    sentences: list[str]
    problems: list[Problem]


def propose(root: Path, clock: date, order: Order, language: str) -> Proposal:
    """Raises Refused for an order that means nothing, BadData where the project is not in order before it."""
    before = read_source(root, clock)
    files = carry_out(order, Editor(root, before.data), before.data)
    with draft(root, files) as folder:
        try:
            after = read_source(folder, clock)
        except BadData as bad:
            return Proposal(files, [], bad.problems)
    return Proposal(files, _told(root, before, after, language), [])


def _told(root: Path, before: Source, after: Source, language: str) -> list[str]:
    reader = next((one for one in after.languages if one.code == language), after.languages[0])
    return Telling(root, before, after, reader).sentences()
