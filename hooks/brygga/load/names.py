"""data/names.yaml: names of weekdays, months and languages that are written otherwise than in CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from brygga.load.rows import Raw, Row, read_row
from brygga.model.problem import Problem, nearest
from common.localisation.locales import CODE
from common.localisation.names import DAY_MONTH, PARTS, Names

NAMES_FILE = "data/names.yaml"


def read_names(root: Path) -> tuple[dict[str, Names], list[Problem]]:
    """{language: its names}, and what is wrong with the file. A city may do without it."""
    if not (root / NAMES_FILE).exists():
        return {}, []
    row, problems = read_row(root, root / NAMES_FILE, "names")
    problems += _wrong(row) if row.readable else ()
    return ({} if problems else _sound(row)), problems


def _sound(row: Row) -> dict[str, Names]:
    return {code: dict(parts) for code, parts in row.values.items() if isinstance(parts, dict)}  # type: ignore[arg-type]


def _wrong(row: Row) -> Iterator[Problem]:
    yield from _keys(row, "", row.values, None)
    for code, parts in row.values.items():
        yield from _keys(row, f"{code}.", parts, tuple(PARTS))
        for part, names in parts.items() if isinstance(parts, dict) else ():
            if part in PARTS:
                yield from _keys(row, f"{code}.{part}.", names, PARTS[part])
                yield from _words(row, f"{code}.{part}.", names)


def _keys(row: Row, prefix: str, value: Raw, known: tuple[str, ...] | None) -> Iterator[Problem]:
    """Whether all lines below are called as they have to be: by one of the `known` names, or by a language's code."""
    if not isinstance(value, dict):
        field, examples = prefix.split(".")[-2], known or ("en", "ckb")
        yield _problem(row, prefix[:-1], "names", field=field, known=", ".join(examples))
        return
    for key in value:
        if known is None and not CODE.match(key):
            yield _problem(row, prefix + key, "language-code", value=key)
        elif known is not None and key not in known:
            facts = {"field": key, "known": ", ".join(known), "near": nearest(key, known)}
            yield _problem(row, prefix + key, "unknown-field", **facts)


def _words(row: Row, prefix: str, names: Raw) -> Iterator[Problem]:
    for name, word in names.items() if isinstance(names, dict) else ():
        if not isinstance(word, str):
            yield _problem(row, prefix + name, "not-a-text", field=name)
        elif not word.strip():
            yield _problem(row, prefix + name, "empty-field", field=name)
        elif name == "order" and word != DAY_MONTH:
            yield _problem(row, prefix + name, "choice", field=name, value=word, choices=DAY_MONTH)


def _problem(row: Row, where: str, problem_id: str, **facts: str) -> Problem:
    return Problem(NAMES_FILE, row.lines[where], problem_id, facts)
