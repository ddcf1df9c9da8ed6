"""What a person asks for, as another program or a shell's arguments say it: named texts, lists and rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from brygga.load.rows import Raw
from editing.refused import Refused

OrderPart = str | list[Any] | dict[str, Any] | None
Order = Mapping[str, OrderPart]  # "do": what is to be done; the other names are that order's own

_ROWS = frozenset({"fields", "was", "texts"})  # these hold records' rows, all others texts and lists of texts
_DEEPEST = 8  # a form holds rows of rows: fields → list → row → list → row → text


def read_order(text: str) -> Order:
    """An order as JSON. Raises Refused for anything else."""
    try:
        order = json.loads(text)
        text.encode()
        json.dumps(order, ensure_ascii=False).encode()  # half a character can be said in JSON, and written nowhere
    except (ValueError, RecursionError):
        order = None
    if not isinstance(order, dict) or not isinstance(order.get("do", order.get("ask")), str):
        raise Refused("edit-no-order")
    if not all(_is_said(value, _DEEPEST if name in _ROWS else 2) for name, value in order.items()):
        raise Refused("edit-no-order")
    return order


def _is_said(value: object, depth: int) -> bool:
    if isinstance(value, dict):
        return depth > 2 and all(_is_said(part, depth - 1) for part in value.values())
    if isinstance(value, list):
        return depth > 0 and all(part is not None and _is_said(part, depth - 1) for part in value)
    return value is None or isinstance(value, str)


def text_in(order: Order, name: str) -> str:
    """Raises Refused where nothing was said."""
    if text := optional_in(order, name):
        return text
    raise Refused("edit-missing", field=name)


def optional_in(order: Order, name: str) -> str | None:
    value = order.get(name)
    return value.strip() or None if isinstance(value, str) else None


def day_in(order: Order, name: str) -> date:
    text = text_in(order, name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("edit-day", text=text[:40]) from None


def fields_in(order: Order, name: str) -> Mapping[str, Raw | None]:
    """What was said of a record's fields. Raises Refused where nothing was."""
    fields = order.get(name)
    if not isinstance(fields, dict) or not fields:
        raise Refused("edit-missing", field=name)
    return fields
