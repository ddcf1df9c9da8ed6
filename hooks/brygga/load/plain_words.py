"""data/plain-words.yaml: hard words that a reader has to know all the same, each with the reason."""

from __future__ import annotations

from pathlib import Path

from brygga.load.rows import read_row
from brygga.model.problem import Problem

PLAIN_WORDS = "data/plain-words.yaml"


def read_plain_words(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """{word: why}, a star at a word's end standing for any ending, and what is wrong with the file."""
    if not (root / PLAIN_WORDS).exists():
        return {}, []
    row, problems = read_row(root, root / PLAIN_WORDS, "words")
    reasons = {word: why for word, why in row.values.items() if isinstance(why, str)}
    others = (word for word in row.values if word not in reasons)
    return reasons, [*problems, *(Problem(row.path, row.lines[word], "not-a-text", {"field": word}) for word in others)]
