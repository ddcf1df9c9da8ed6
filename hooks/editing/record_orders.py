"""Any record, by its kind and fields: changed, added, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from brygga.check.source import Source
from brygga.load.canonical import canonical
from brygga.load.data import Data
from brygga.load.record_files import RECORD_ID
from brygga.load.rows import Raw, parse_row
from brygga.load.schema import SITE_KIND, Field
from brygga.model.record import Record
from editing.commit import last_text
from editing.edits import Editor, Files
from editing.order import Order, fields_in, text_in
from editing.refused import Refused

FieldValues = Mapping[str, Raw | None]


def change_record(order: Order, editor: Editor, source: Source) -> Files:
    """Some fields of a record. `was`, where it is said, is what she saw: others' words are not written over unseen.

    `choice`: "mine" writes over them, "theirs" leaves those; "add" brings a record back that is gone.
    """
    if order.get("choice") == "add" and (files := _brought_back(order, editor, source)):
        return files
    record = _record(order, source.data)
    said = fitting(fields_in(order, "fields"), source.data.schemas[record.kind].fields)
    now, was = editor.row(record).values, order.get("was")
    others = _others(said, was, now) if isinstance(was, dict) else []
    if order.get("choice") == "theirs":
        said = {name: value for name, value in said.items() if name not in others}
    elif order.get("choice") != "mine":
        _refuse_others(record, others)
    if all(_same(value, now.get(name)) for name, value in said.items()):
        raise Refused("edit-already", path=record.path)
    return editor.with_fields(record, said)


def _brought_back(order: Order, editor: Editor, source: Source) -> Files | None:
    """The record as it was before somebody removed it, with her words; None where it is there, or never was."""
    kind, name = text_in(order, "kind"), text_in(order, "id")
    if kind not in source.data.schemas or name in source.data.records.of(kind) or not RECORD_ID.match(name):
        return None
    path = f"data/{kind}/{name}.yaml"
    text = last_text(editor.root, path)
    if text is None:
        return None
    fields = source.data.schemas[kind].fields
    row = parse_row(text, kind, name, path)[0]
    values = _filled({**row.values, **fitting(fields_in(order, "fields"), fields)})
    return {path: canonical(replace(row, values=values), fields)}


def add_any_record(order: Order, editor: Editor, source: Source) -> Files:
    kind = text_in(order, "kind")
    if kind not in source.data.schemas or kind == SITE_KIND:
        raise Refused("edit-unknown-kind", kind=kind[:40])
    return add_record(kind, fields_in(order, "fields"), editor, source)


def add_record(kind: str, fields: FieldValues, editor: Editor, source: Source) -> Files:
    """Its file is called after its day and its name."""
    said = fitting(fields, source.data.schemas[kind].fields)
    named = next((str(said[name]) for name in ("title", "term", "name") if said.get(name)), "")
    day = said.get("date") or said.get("first_day") or ""
    return editor.create(kind, f"{day} {named}", said)


def remove_record(order: Order, editor: Editor, source: Source) -> Files:
    """`was`, where it is said, holds fields as she saw them."""
    record = _record(order, source.data)
    was = order.get("was")
    if record.kind == SITE_KIND:
        raise Refused("edit-unknown-kind", kind=SITE_KIND)
    if isinstance(was, dict):
        _refuse_others(record, _others(dict.fromkeys(was), was, editor.row(record).values))
    return {record.path: None}


def fitting(said: FieldValues, fields: Mapping[str, Field]) -> FieldValues:
    """What was said, where every name is a field's and texts, lists and rows are where they belong. Raises Refused."""
    if unknown := said.keys() - fields.keys():
        raise Refused("edit-unknown-field", fields=", ".join(sorted(unknown))[:200])
    return {name: _fit(value, fields[name]) for name, value in said.items()}


def _fit(value: Raw | None, field: Field) -> Raw | None:
    """A list of words may be said in one text, with commas."""
    if field.rows and isinstance(value, list) and all(isinstance(row, dict) for row in value):
        return [_filled(fitting(row, field.rows)) for row in value if isinstance(row, dict)]
    if field.item and isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if field.item and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value
    if not value or (isinstance(value, str) and field.type != "array"):
        return value
    raise Refused("edit-shape", field=field.title)


def _filled(row: FieldValues) -> dict[str, Raw]:
    return {name: value for name, value in row.items() if value}


def _record(order: Order, data: Data) -> Record:
    kind, name = text_in(order, "kind"), text_in(order, "id")
    if kind not in data.schemas:
        raise Refused("edit-unknown-kind", kind=kind[:40])
    if record := data.records.of(kind).get(name):
        return record
    raise Refused("edit-gone", name=name[:80], choices=("add", "drop"))


def _others(said: FieldValues, was: Mapping[str, Raw | None], now: FieldValues) -> list[str]:
    """Fields that somebody has changed since, and otherwise than she would."""
    seen = (name for name in said if name in was)
    return [name for name in seen if not _same(was[name], now.get(name)) and not _same(said[name], now.get(name))]


def _refuse_others(record: Record, names: Iterable[str]) -> None:
    if changed := sorted(names):
        raise Refused("edit-changed", fields=", ".join(changed), path=record.path, choices=("mine", "theirs"))


def _same(one: Raw | None, other: Raw | None) -> bool:
    """As they would be written: without room around, nothing and an empty text alike."""
    return _written(one) == _written(other)


def _written(value: Raw | None) -> object:
    if isinstance(value, dict):
        return {name: _written(part) for name, part in value.items() if part}
    if isinstance(value, list):
        return [_written(part) for part in value] or None
    return (value or "").strip() or None
