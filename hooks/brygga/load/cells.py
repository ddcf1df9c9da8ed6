"""The text of a cell → its value. What is plain, as nearly all cells are, is read here; Frictionless judges the rest.

It is loaded with the first cell that it has to judge: that takes a fifth of a second, as long as reading 600 records.
What is read here Frictionless reads alike (a test compares them), and what does not fit is never decided here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from brygga.model.day_and_hour import DayAndHour

# Frictionless takes 2026-5-1, 9:00, 1_000 and NaN; a record has one way to write a day, a time and a number.
# Years outside this century are slips of the finger, and arithmetic with them ends in overflow.
STRICT_FORMS = {
    "date": re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}\Z"),
    "datetime": re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?\Z"),
    "time": re.compile(r"[0-9]{2}:[0-9]{2}\Z"),
    "integer": re.compile(r"-?[0-9]+\Z"),
    "number": re.compile(r"-?[0-9]+(\.[0-9]+)?\Z"),
}
# A text → (value, None), or (anything, {what does not fit: …}): "type" or the name of a constraint.
CellReader = Callable[[str], tuple[Any, Mapping[str, str] | None]]

_DEFAULT = "default"
_VALUES: Mapping[tuple[str, str], Callable[[str], Any]] = {  # by type and format; each raises ValueError
    ("string", _DEFAULT): str,
    ("integer", _DEFAULT): int,
    ("number", _DEFAULT): Decimal,
    ("date", _DEFAULT): date.fromisoformat,
    ("datetime", _DEFAULT): DayAndHour.read,
    ("time", "%H:%M"): time.fromisoformat,
}
_Test = Callable[[Any], bool]


def cell_reader(type_: str, format_: str, constraints: Mapping[str, Any]) -> CellReader:
    """Raises whatever Frictionless does for constraints that are none."""
    value_of, tests = _VALUES.get((type_, format_)), _tests(type_, constraints)
    written = json.dumps(constraints)
    if tests is None:
        return _judge(type_, format_, written)
    form = STRICT_FORMS.get(type_)

    def read(text: str) -> tuple[Any, Mapping[str, str] | None]:
        value = _value(text, form, value_of) if value_of else None
        if value is not None and all(test(value) for test in tests):
            return value, None
        return _judge(type_, format_, written)(text)

    return read


def _value(text: str, form: re.Pattern[str] | None, value_of: Callable[[str], Any]) -> Any:
    """None when it is not plain; an empty text is nothing to Frictionless."""
    if not text or (form and not form.match(text)):
        return None
    try:
        return value_of(text)
    except ValueError:
        return None


def _tests(type_: str, constraints: Mapping[str, Any]) -> list[_Test] | None:
    """What a plain value has to pass. None where only Frictionless knows what a constraint means, or what is wrong."""
    tests = [_test(type_, name, limit) for name, limit in constraints.items()]
    return None if None in tests else [test for test in tests if test]


def _test(type_: str, name: str, limit: Any) -> _Test | None:
    match type_, name:
        case "string", "enum":
            return frozenset(limit).__contains__
        case "string", "maxLength":
            return lambda value: len(value) <= limit
        case "string", "pattern":
            return _whole(limit)
        case "integer" | "number", "minimum" if type(limit) is int:
            return lambda value: value >= limit
        case "integer" | "number", "maximum" if type(limit) is int:
            return lambda value: value <= limit
    return None


def _whole(pattern: str) -> _Test | None:
    """Put together as Frictionless does it: what it cannot use is broken, though it may be right by itself."""
    try:
        compiled = re.compile(f"^{pattern}$")
    except re.error:
        return None
    return lambda value: compiled.match(value) is not None


def _judge(type_: str, format_: str, constraints: str) -> CellReader:
    from brygga.load.table_fields import field_reader  # see above

    reader: CellReader = field_reader(type_, format_, constraints)
    return reader
