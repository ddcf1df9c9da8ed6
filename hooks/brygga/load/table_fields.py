"""Table Schema's fields as Frictionless has them, and one of our own: they judge the cells that cells.py does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from frictionless import fields as table

from brygga.model.day_and_hour import DayAndHour


class DayAndHourField(table.AnyField):
    """A `datetime` of ours: its hour may be left out. What does not fit is None, as in Frictionless' own fields."""

    type = "datetime"

    def create_value_reader(self) -> Callable[[Any], DayAndHour | None]:
        return _read


def _read(cell: Any) -> DayAndHour | None:
    try:
        return DayAndHour.read(cell)
    except ValueError:
        return None


_FIELDS = {
    "string": table.StringField,
    "integer": table.IntegerField,
    "number": table.NumberField,
    "date": table.DateField,
    "datetime": DayAndHourField,
    "time": table.TimeField,
    "array": table.ArrayField,
}


@cache
def field_reader(type_: str, format_: str, constraints: str) -> Any:
    """Of fields with these `constraints` (JSON); it remembers what it has read, as days and answers recur.

    The field is made without a descriptor: to read one, Frictionless loads all its plugins. Raises ValueError for what
    a descriptor would not be allowed, a constraint of another type; and whatever regular expressions and comparisons
    raise inside Frictionless.
    """
    field = _FIELDS[type_](name="value", format=format_, constraints=json.loads(constraints))
    if unknown := field.constraints.keys() - set(field.supported_constraints):
        raise ValueError(f"no constraint of a {type_}: {', '.join(sorted(unknown))}")
    return lru_cache(maxsize=4096)(field.create_cell_reader())
