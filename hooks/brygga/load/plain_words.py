"""data/plain-words.yaml, and city-plain-words.yaml beside it: hard words that a reader has to know all the same, each
with the reason."""

from __future__ import annotations

from pathlib import Path

from brygga.load.rows import read_row
from brygga.model.problem import Problem

PLAIN_WORDS = ("data/plain-words.yaml", "data/city-plain-words.yaml")  # everybody's, and names of the city's own


def read_plain_words(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """{word: why}, a star at a word's end standing for any ending, and what is wrong with the files."""
    read = [_read(root, path) for path in PLAIN_WORDS if (root / path).exists()]
    reasons = {word: why for own, _ in read for word, why in own.items()}
    return reasons, [problem for _, problems in read for problem in problems]


def _read(root: Path, path: str) -> tuple[dict[str, str], list[Problem]]:
    row, problems = read_row(root, root / path, "words")
    reasons = {word: why for word, why in row.values.items() if isinstance(why, str)}
    others = (word for word in row.values if word not in reasons)
    return reasons, [*problems, *(Problem(row.path, row.lines[word], "not-a-text", {"field": word}) for word in others)]
