"""An order → the files as they are to be. The same orders from a shell's arguments and a server's JSON."""

from __future__ import annotations

from pathlib import Path

from brygga.check.source import Source
from brygga.load.data import Data
from common.statuses import CANCELLED, MOVED, POSTPONED, SCHEDULED
from editing.edits import Editor, Files
from editing.meetings import find_meeting
from editing.order import Order, day_in, optional_in, text_in
from editing.record_orders import RECORD_ORDERS, add_record
from editing.refused import Refused
from editing.translation_orders import translate

STATUS = {"cancel": CANCELLED, "postpone": POSTPONED, "reopen": SCHEDULED, "move": MOVED}
RECORDS = {"add-event": "events", "add-request": "requests"}
CLOSE, ADD_DATE, CONFIRM_WEEK, _TRANSLATE = "close", "add-date", "confirm-week", "translate"
_MOVED_TO = ("new_date", "new_start", "new_end", "new_place")
_NO_FIELDS = frozenset({"do", "language"})
_OTHER_THAN_USUAL = ("start", "end", "place", "reason")


def carry_out(root: Path, source: Source, order: Order) -> Files:
    """The files as they are to be. Raises Refused."""
    data, editor = source.data, Editor(root, source.data)
    match str(order.get("do")):
        case do if do in STATUS:
            meeting = find_meeting(data, text_in(order, "name"), day_in(order, "day"))
            new = {name: optional_in(order, name) for name in _MOVED_TO}
            return editor.change_date(meeting, STATUS[do], text_in(order, "reason"), **new)
        case do if do in RECORDS:
            return _add(order, RECORDS[do], editor, data)
        case do if do == CLOSE:
            return _close(order, editor)
        case do if do == ADD_DATE:
            said = {name: optional_in(order, name) for name in _OTHER_THAN_USUAL}
            return editor.add_date(text_in(order, "name"), day_in(order, "day"), **said)
        case do if do == CONFIRM_WEEK:
            return editor.with_fields(data.records.site, {"confirmed": str(data.today)})
        case do if do == _TRANSLATE:
            return translate(root, source, order)
        case do if do in RECORD_ORDERS:
            return RECORD_ORDERS[do](order, editor, data)
        case do:
            raise Refused("edit-unknown-order", do=do[:40])


def _close(order: Order, editor: Editor) -> Files:
    first = day_in(order, "day")
    last = day_in(order, "last_day") if order.get("last_day") else first
    places = order.get("places") or []
    return editor.close(text_in(order, "reason"), first, last, [str(place) for place in places])


def _add(order: Order, kind: str, editor: Editor, data: Data) -> Files:
    """As typed in a shell: the fields stand beside "do"."""
    day_in(order, "date")
    text_in(order, "title")
    return add_record(kind, {name: value for name, value in order.items() if name not in _NO_FIELDS}, editor, data)
