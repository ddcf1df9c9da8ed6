"""How Frictionless reads a day that may have an hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from frictionless import fields as table

from brygga.model.day_and_hour import DayAndHour


class DayAndHourField(table.AnyField):
    """A `datetime` of ours. Its cells are texts; what does not fit is None, as in Frictionless' own fields."""

    type = "datetime"

    def create_value_reader(self) -> Callable[[Any], DayAndHour | None]:
        return _read


def _read(cell: Any) -> DayAndHour | None:
    try:
        return DayAndHour.read(cell)
    except ValueError:
        return None
