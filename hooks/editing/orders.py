"""An order → the files as they are to be. The same orders from a shell's arguments and a server's JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from brygga.check.source import Source
from common.statuses import CANCELLED, MOVED, POSTPONED, SCHEDULED
from editing.edits import Editor, Files
from editing.meetings import find_meeting
from editing.order import Order, day_in, optional_in, text_in
from editing.page_orders import write_page
from editing.proposals import accepted_order
from editing.record_orders import add_any_record, add_record, change_record, remove_record
from editing.refused import Refused
from editing.translation_orders import translate
from editing.undo import undo_commit

STATUS = {"cancel": CANCELLED, "postpone": POSTPONED, "reopen": SCHEDULED, "move": MOVED}
RECORDS = {"add-event": "events", "add-request": "requests"}
ACCEPT = "accept"
_MOVED_TO = ("new_date", "new_start", "new_end", "new_place")
_NO_FIELDS = frozenset({"do", "language"})
_OTHER_THAN_USUAL = ("start", "end", "place", "reason")

Carry = Callable[[Order, Editor, Source], Files]


def carry_out(root: Path, source: Source, order: Order) -> Files:
    """The files as they are to be. Raises Refused."""
    if order.get("do") == ACCEPT:
        order = accepted_order(root, order)
    do = str(order.get("do"))
    if do not in _ORDERS:
        raise Refused("edit-unknown-order", do=do[:40])
    return _ORDERS[do](order, Editor(root, source.data), source)


def _change_date(status: str, order: Order, editor: Editor, source: Source) -> Files:
    meeting = find_meeting(source.data, text_in(order, "name"), day_in(order, "day"))
    new = {name: optional_in(order, name) for name in _MOVED_TO}
    return editor.change_date(meeting, status, text_in(order, "reason"), **new)


def _add_typed(kind: str, order: Order, editor: Editor, source: Source) -> Files:
    """As typed in a shell: the fields stand beside "do"."""
    day_in(order, "date")
    text_in(order, "title")
    fields = {name: value for name, value in order.items() if name not in _NO_FIELDS}
    return add_record(kind, fields, editor, source)


def _close(order: Order, editor: Editor, _: Source) -> Files:
    first = day_in(order, "day")
    last = day_in(order, "last_day") if order.get("last_day") else first
    places = order.get("places") or []
    return editor.close(text_in(order, "reason"), first, last, [str(place) for place in places])


def _add_date(order: Order, editor: Editor, _: Source) -> Files:
    said = {name: optional_in(order, name) for name in _OTHER_THAN_USUAL}
    return editor.add_date(text_in(order, "name"), day_in(order, "day"), **said)


def _confirm_week(_: Order, editor: Editor, source: Source) -> Files:
    return editor.with_fields(source.data.records.site, {"confirmed": str(source.data.today)})


_ORDERS: Mapping[str, Carry] = {
    **{do: partial(_change_date, status) for do, status in STATUS.items()},
    **{do: partial(_add_typed, kind) for do, kind in RECORDS.items()},
    "close": _close,
    "add-date": _add_date,
    "confirm-week": _confirm_week,
    "change": change_record,
    "add": add_any_record,
    "remove": remove_record,
    "write": write_page,
    "undo": undo_commit,
    "translate": lambda order, editor, source: translate(editor.root, source, order),
}
