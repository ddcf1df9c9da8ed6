"""Rows × schemas → typed records. What fits becomes a value; what does not becomes a problem with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brygga.load.cells import STRICT_FORMS
from brygga.load.characters import is_nothing
from brygga.load.formats import MARKS
from brygga.load.rows import Raw, Row
from brygga.load.schema import Field, Schema
from brygga.load.typed_values import plain, strangers
from brygga.model.problem import Problem, nearest
from brygga.model.record import MEMBERS, Record

_TYPE_IDS = {"date": "date", "datetime": "day-and-hour", "time": "time", "integer": "number", "number": "number"}
_CONSTRAINT_IDS = {
    "enum": "choice",
    "pattern": "pattern",
    "maxLength": "too-long",
    "minimum": "too-small",
    "maximum": "too-large",
}


@dataclass(frozen=True)
class _Place:
    """Where a table row stands. `prefix` leads to its lines ("changes.0."); `label` is the list's name when the row is
    one value of a list."""

    row: Row
    prefix: str = ""
    line: int = 1
    label: str = ""

    def problem(self, name: str, problem_id: str, **facts: str) -> Problem:
        line = self.line if self.label else self.row.lines.get(self.prefix + name, self.line)
        return Problem(self.row.path, line, problem_id, {"field": self.label or name, **facts})

    def of_item(self, column: Field, index: int) -> _Place:
        name = f"{self.prefix}{column.name}.{index}"
        if column.rows is None:
            return _Place(self.row, name, self.row.lines[name], label=column.name)
        return _Place(self.row, f"{name}.", self.row.lines[name])


_Cast = tuple[Any, list[Problem]]  # a value, None where it does not fit; and what is wrong with it


def cast(rows: Iterable[Row], schemas: Mapping[str, Schema]) -> tuple[list[Record], list[Problem]]:
    """One record for each row, in their order. One with a problem is not `sound`: rules that compute pass it by."""
    found = [_cast_row(row, schemas[row.kind]) for row in rows]
    return [record for record, _ in found], [problem for _, problems in found for problem in problems]


def _cast_row(row: Row, schema: Schema) -> tuple[Record, list[Problem]]:
    values, problems = _cast_values(schema.fields, row.values, _Place(row)) if row.readable else ({}, [])
    shown = {"audience": MEMBERS, **values} if schema.for_members else values
    return Record(row.kind, row.id, row.path, shown, row.lines, row.readable and not problems), problems


def _cast_values(
    fields: Mapping[str, Field], raw: Mapping[str, Raw], place: _Place
) -> tuple[dict[str, Any], list[Problem]]:
    """What fits, by name, and what does not."""
    cells = {name: _cast_cell(column, raw[name], place) for name, column in fields.items() if name in raw}
    values = {name: value for name, (value, _) in cells.items() if value is not None}
    return values, [*_check_keys(fields, raw, place), *(one for _, problems in cells.values() for one in problems)]


def _check_keys(fields: Mapping[str, Field], raw: Mapping[str, Raw], place: _Place) -> Iterator[Problem]:
    for name in raw:
        if name not in fields:
            yield place.problem(name, "unknown-field", near=nearest(name, fields), known=", ".join(fields))
    for name, column in fields.items():
        if column.required and name not in raw:
            yield place.problem(name, "missing-field", title=column.title)


def _cast_cell(column: Field, raw: Raw, place: _Place) -> _Cast:
    if column.type != "array":
        return _cast_scalar(column, raw, place)
    if not isinstance(raw, list) or not raw:
        return None, [place.problem(column.name, "empty-field" if raw in ("", []) else "not-a-list")]
    items = [_cast_item(column, value, place.of_item(column, index)) for index, value in enumerate(raw)]
    return [value for value, _ in items], [problem for _, problems in items for problem in problems]


def _cast_item(column: Field, raw: Raw, place: _Place) -> _Cast:
    if column.item is not None:
        return _cast_scalar(column.item, raw, place)
    if not isinstance(raw, dict):
        return {}, [place.problem(column.name, "yaml-not-fields")]
    return _cast_values(column.rows or {}, raw, place)


def _cast_scalar(column: Field, raw: Raw, place: _Place) -> _Cast:
    """Checks shape and strict form itself, then lets Frictionless check and cast what is left."""
    if not isinstance(raw, str):
        return None, [place.problem(column.name, "empty-field" if raw == [] else "not-a-text")]
    value = raw.strip()
    if is_nothing(value):
        return None, [place.problem(column.name, "empty-field")]
    if (fault := _form_fault(column, value)) is not None:
        better = plain(value)
        if better != value and _form_fault(column, better) is None:
            facts = {"value": raw, "strangers": strangers(value), "better": better}
            return None, [place.problem(column.name, "typed-form", **facts)]
        if fault != "choice":
            return None, [place.problem(column.name, fault, value=raw)]
    read, notes = column.read(value)
    if notes:
        problem_id, facts = _finding(column, list(notes)[-1], raw)
        return None, [place.problem(column.name, problem_id, **facts)]
    return read, []


def _form_fault(column: Field, value: str) -> str | None:
    """The rule that the form of a value breaks. Words to choose from are judged again, with what is near."""
    if column.type in STRICT_FORMS and not STRICT_FORMS[column.type].match(value):
        return _TYPE_IDS[column.type]
    if column.mark and not MARKS[column.mark](value):
        return column.mark
    return "choice" if column.choices and value not in column.choices else None


def _finding(column: Field, fault: str, value: str) -> tuple[str, dict[str, str]]:
    """What Frictionless found ("type" or the name of a constraint) → our rule and its facts."""
    if fault == "type":
        return _TYPE_IDS[column.type], {"value": value}
    facts = {"value": value, "example": column.example, "choices": ", ".join(column.choices)}
    facts["limit"] = str(column.constraints[fault])
    if fault == "enum":
        facts["near"] = nearest(value, column.choices)
    return _CONSTRAINT_IDS[fault], facts
