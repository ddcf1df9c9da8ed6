"""A project before and after an order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from brygga.check.source import Source
from brygga.model.problem import Problem
from editing.edits import Files


@dataclass(frozen=True)
class Trial:
    """The project before, and after in a `folder` of its own; `problems` instead where the check says something."""

    folder: Path
    files: Files
    before: Source
    after: Source | None
    problems: list[Problem]
