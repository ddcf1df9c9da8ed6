"""Rows × schemas → typed records. What fits becomes a value; what does not becomes a problem with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from brygga.load.characters import is_nothing
from brygga.load.formats import MARKS
from brygga.load.rows import Raw, Row
from brygga.load.schema import Field, Schema
from brygga.load.typed_values import plain, strangers
from brygga.model.problem import Problem, nearest
from brygga.model.record import MEMBERS, Record

# Frictionless takes 2026-5-1, 9:00, 1_000 and NaN; a record has one way to write a day, a time and a number.
# Years outside this century are slips of the finger, and arithmetic with them ends in overflow.
_STRICT = {
    "date": re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}\Z"),
    "time": re.compile(r"[0-9]{2}:[0-9]{2}\Z"),
    "integer": re.compile(r"-?[0-9]+\Z"),
    "number": re.compile(r"-?[0-9]+(\.[0-9]+)?\Z"),
}
_TYPE_IDS = {"date": "date", "time": "time", "integer": "number", "number": "number"}
_CONSTRAINT_IDS = {
    "enum": "choice",
    "pattern": "pattern",
    "maxLength": "too-long",
    "minimum": "too-small",
    "maximum": "too-large",
}


@dataclass
class Cells:
    """One table row on its way: raw values in, typed values out.

    `prefix` leads to the row's lines ("changes.0."); `label` is the list's name when the row is one value of a list.
    """

    row: Row
    prefix: str
    line: int
    raw: Mapping[str, Raw]
    label: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    sound: bool = True

    def problem(self, name: str, problem_id: str, **facts: str) -> Problem:
        self.sound = False
        line = self.line if self.label else self.row.lines.get(self.prefix + name, self.line)
        return Problem(self.row.path, line, problem_id, {"field": self.label or name, **facts})


def cast(rows: Iterable[Row], schemas: Mapping[str, Schema]) -> tuple[list[Record], list[Problem]]:
    """One record for each row. A record with a problem is not `sound`: rules that compute pass it by."""
    by_kind: dict[str, list[Cells]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(Cells(row, "", 1, row.values, sound=row.readable))
    problems: list[Problem] = []
    for kind, table in by_kind.items():
        problems += _cast_table(schemas[kind].fields, [cells for cells in table if cells.sound])
    records = [_record(cells, schemas[kind]) for kind, table in by_kind.items() for cells in table]
    return records, problems


def _record(cells: Cells, schema: Schema) -> Record:
    row = cells.row
    values = {"audience": MEMBERS, **cells.values} if schema.for_members else cells.values
    return Record(row.kind, row.id, row.path, values, row.lines, cells.sound)


def _cast_table(fields: Mapping[str, Field], table: list[Cells]) -> Iterator[Problem]:
    for cells in table:
        yield from _check_keys(fields, cells)
    for column in fields.values():
        if column.type == "array":
            yield from _cast_lists(column, table)
    yield from _cast_scalars([column for column in fields.values() if column.type != "array"], table)


def _check_keys(fields: Mapping[str, Field], cells: Cells) -> Iterator[Problem]:
    for name in cells.raw:
        if name not in fields:
            yield cells.problem(name, "unknown-field", near=nearest(name, fields), known=", ".join(fields))
    for name, column in fields.items():
        if column.required and name not in cells.raw:
            yield cells.problem(name, "missing-field", title=column.title)


def _cast_lists(column: Field, table: list[Cells]) -> Iterator[Problem]:
    lists: list[tuple[Cells, list[Cells]]] = []
    for cells in table:
        raw = cells.raw.get(column.name)
        if isinstance(raw, list) and raw:
            lists.append((cells, [_item(column, cells, i, value) for i, value in enumerate(raw)]))
        elif raw is not None:
            yield cells.problem(column.name, "empty-field" if raw in ("", []) else "not-a-list")
    items = [item for _, listed in lists for item in listed]
    if column.rows is not None:
        yield from (item.problem(column.name, "yaml-not-fields") for item in items if not item.sound)
        yield from _cast_table(column.rows, [item for item in items if item.sound])
    elif column.item is not None:
        yield from _cast_scalars([column.item], items)
    for cells, listed in lists:
        cells.sound &= all(item.sound for item in listed)
        cells.values[column.name] = [_item_value(column, item) for item in listed]


def _item(column: Field, cells: Cells, index: int, value: Raw) -> Cells:
    name = f"{cells.prefix}{column.name}.{index}"
    line = cells.row.lines[name]
    if column.rows is None:
        return Cells(cells.row, name, line, {"value": value}, label=column.name)
    raw = value if isinstance(value, dict) else {}
    return Cells(cells.row, name + ".", line, raw, sound=isinstance(value, dict))


def _item_value(column: Field, item: Cells) -> Any:
    return item.values.get("value") if column.rows is None else item.values


def _cast_scalars(columns: list[Field], table: list[Cells]) -> Iterator[Problem]:
    """Checks shape and strict form itself, then lets Frictionless check and cast what is left."""
    for cells in table:
        for column in columns:
            raw = cells.raw.get(column.name)
            if raw is not None:
                problem = _misshapen(column, cells, raw) or _cast_cell(column, cells, str(raw))
                if problem is not None:
                    yield problem


def _misshapen(column: Field, cells: Cells, raw: Raw) -> Problem | None:
    if not isinstance(raw, str):
        return cells.problem(column.name, "empty-field" if raw == [] else "not-a-text")
    value = raw.strip()
    if is_nothing(value):
        return cells.problem(column.name, "empty-field")
    if (fault := _form_fault(column, value)) is None:
        return None
    better = plain(value)
    if better != value and _form_fault(column, better) is None:
        return cells.problem(column.name, "typed-form", value=raw, strangers=strangers(value), better=better)
    return cells.problem(column.name, fault, value=raw) if fault != "choice" else None


def _form_fault(column: Field, value: str) -> str | None:
    """The rule that the form of a value breaks. Words to choose from are judged again, with what is near."""
    if column.type in _STRICT and not _STRICT[column.type].match(value):
        return _TYPE_IDS[column.type]
    if column.mark and not MARKS[column.mark](value):
        return column.mark
    return "choice" if column.choices and value not in column.choices else None


def _cast_cell(column: Field, cells: Cells, raw: str) -> Problem | None:
    value, notes = column.read(raw.strip())
    if notes:
        problem_id, facts = _finding(column, list(notes)[-1], raw)
        return cells.problem(column.name, problem_id, **facts)
    cells.values[column.name] = value
    return None


def _finding(column: Field, fault: str, value: str) -> tuple[str, dict[str, str]]:
    """What Frictionless found ("type" or the name of a constraint) → our rule and its facts."""
    if fault == "type":
        return _TYPE_IDS[column.type], {"value": value}
    facts = {"value": value, "example": column.example, "choices": ", ".join(column.choices)}
    facts["limit"] = str(column.constraints[fault])
    if fault == "enum":
        facts["near"] = nearest(value, column.choices)
    return _CONSTRAINT_IDS[fault], facts
