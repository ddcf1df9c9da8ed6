"""What a person asks for, as named texts → files. The same orders from a shell's arguments and a server's JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from brygga.load.data import Data
from brygga.load.rows import Raw
from brygga.load.schema import Field
from common.statuses import CANCELLED, MOVED, POSTPONED, SCHEDULED
from editing.edits import Editor, Files
from editing.meetings import find_meeting
from editing.refused import Refused

Order = Mapping[str, Raw | None]  # "do": which of the orders below; the other names are theirs

STATUS = {"cancel": CANCELLED, "postpone": POSTPONED, "reopen": SCHEDULED, "move": MOVED}
RECORDS = {"add-event": "events", "add-request": "requests"}
CLOSE, ADD_DATE, CONFIRM_WEEK = "close", "add-date", "confirm-week"
_MOVED_TO = ("new_date", "new_start", "new_end", "new_place")
_OTHER_THAN_USUAL = ("start", "end", "place", "reason")


def read_order(text: str) -> Order:
    """An order as JSON: an object of texts and lists of texts. Raises Refused for anything else."""
    try:
        order = json.loads(text)
    except (ValueError, RecursionError):
        order = None
    if not isinstance(order, dict) or not all(_is_said(value) for value in order.values()):
        raise Refused("edit-no-order")
    return order


def _is_said(value: object) -> bool:
    parts = value if isinstance(value, list) else [value]
    return value is None or all(isinstance(part, str) for part in parts)


def carry_out(order: Order, editor: Editor, data: Data) -> Files:
    """The files as they are to be. Raises Refused."""
    match str(order.get("do")):
        case do if do in STATUS:
            meeting = find_meeting(data, _text(order, "name"), _day(order, "day"))
            new = {name: _optional(order, name) for name in _MOVED_TO}
            return editor.change_date(meeting, STATUS[do], _text(order, "reason"), **new)
        case do if do in RECORDS:
            return _add(order, RECORDS[do], editor, data)
        case do if do == CLOSE:
            return _close(order, editor)
        case do if do == ADD_DATE:
            said = {name: _optional(order, name) for name in _OTHER_THAN_USUAL}
            return editor.add_date(_text(order, "name"), _day(order, "day"), **said)
        case do if do == CONFIRM_WEEK:
            return editor.with_fields(data.records.site, {"confirmed": str(data.today)})
        case do:
            raise Refused("edit-unknown-order", do=do)


def _close(order: Order, editor: Editor) -> Files:
    first = _day(order, "day")
    last = _day(order, "last_day") if order.get("last_day") else first
    places = order.get("places") or []
    return editor.close(_text(order, "reason"), first, last, [str(place) for place in places])


def _add(order: Order, kind: str, editor: Editor, data: Data) -> Files:
    fields = data.schemas[kind].fields
    values = {name: _listed(value, fields.get(name)) for name, value in order.items() if name != "do"}
    if unknown := values.keys() - fields.keys():
        raise Refused("edit-unknown-field", fields=", ".join(sorted(unknown)))
    return editor.create(kind, f"{_day(order, 'date')} {_text(order, 'title')}", values)


def _listed(value: Raw | None, field: Field | None) -> Raw | None:
    """A list may be said in one text, with commas."""
    is_list = field is not None and field.type == "array" and field.rows is None
    return [part.strip() for part in value.split(",")] if is_list and isinstance(value, str) else value


def _text(order: Order, name: str) -> str:
    if text := _optional(order, name):
        return text
    raise Refused("edit-missing", field=name)


def _optional(order: Order, name: str) -> str | None:
    value = order.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _day(order: Order, name: str) -> date:
    text = _text(order, name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("edit-day", text=text[:40]) from None
