"""data/plain-words.yaml: hard words that a reader has to know all the same, each with the reason."""

from __future__ import annotations

from pathlib import Path

from brygga.load.characters import decode
from brygga.load.rows import Row, parse, refused_file
from brygga.model.problem import Problem

PLAIN_WORDS = "data/plain-words.yaml"


def read_plain_words(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """{word: why}, a star at a word's end standing for any ending, and what is wrong with the file."""
    file, row = root / PLAIN_WORDS, Row("words", "plain-words", PLAIN_WORDS)
    if not file.exists():
        return {}, []
    if refused := refused_file(file):
        return {}, [Problem(PLAIN_WORDS, *refused)]
    text, found = decode(file.read_bytes())
    problems = [Problem(PLAIN_WORDS, *finding) for finding in found]
    problems += parse(text, row)
    for word, why in row.values.items():
        if not isinstance(why, str):
            problems.append(Problem(PLAIN_WORDS, row.lines[word], "not-a-text", {"field": word}))
    return {word: why for word, why in row.values.items() if isinstance(why, str)}, problems
