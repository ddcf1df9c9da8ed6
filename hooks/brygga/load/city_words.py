"""data/city-words.yaml: what this city calls its mammor and its cafés, in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from brygga.load.rows import Raw, Row, read_row
from brygga.model.problem import Problem, nearest
from common.localisation.city_words import NAMES, CityWords, Forms, is_word
from common.localisation.locales import CODE, SOURCE

CITY_WORDS = "data/city-words.yaml"


def read_city_words(root: Path) -> tuple[dict[str, Forms], list[Problem]]:
    """{language: its words}, and what is wrong with the file."""
    if not (root / CITY_WORDS).exists():
        return {}, [Problem(CITY_WORDS, 1, "words-missing", {"missing": ", ".join(NAMES)})]
    row, problems = read_row(root, root / CITY_WORDS, "city-words")
    problems += _wrong(row) if row.readable else ()
    return ({} if problems else _sound(row)), problems


def words_in(code: str, words: Mapping[str, Forms]) -> CityWords:
    """The words as a text in that language takes them."""
    swedish = words.get(SOURCE, {})
    return CityWords(words.get(code, {}), swedish)


def _sound(row: Row) -> dict[str, Forms]:
    return {code: dict(words) for code, words in row.values.items() if isinstance(words, dict)}  # type: ignore[arg-type]


def _wrong(row: Row) -> Iterator[Problem]:
    for code, words in row.values.items():
        if not CODE.match(code):
            yield _problem(row, code, "language-code", value=code)
        elif not isinstance(words, dict):
            yield _problem(row, code, "names", field=code, known=", ".join(NAMES))
        else:
            yield from _words(row, code, words)
    swedish = row.values.get(SOURCE)
    missing = [name for name in NAMES if not isinstance(swedish, dict) or name not in swedish]
    if missing:
        yield Problem(CITY_WORDS, row.lines.get(SOURCE, 1), "words-missing", {"missing": ", ".join(missing)})


def _words(row: Row, code: str, words: Mapping[str, Raw]) -> Iterator[Problem]:
    for name, word in words.items():
        if not is_word(name):
            facts = {"field": name, "known": ", ".join(NAMES), "near": nearest(name, NAMES)}
            yield _problem(row, f"{code}.{name}", "unknown-field", **facts)
        elif not isinstance(word, str):
            yield _problem(row, f"{code}.{name}", "not-a-text", field=name)
        elif not word.strip():
            yield _problem(row, f"{code}.{name}", "empty-field", field=name)


def _problem(row: Row, where: str, problem_id: str, **facts: str) -> Problem:
    return Problem(CITY_WORDS, row.lines[where], problem_id, facts)
