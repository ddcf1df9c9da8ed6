"""Three texts of one file, as it is now, as a commit made it, and as it was before → the text without that commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from brygga.load.canonical import canonical
from brygga.load.rows import Raw, Row, parse_row
from brygga.load.schema import Schema
from editing.git import NoCommit, ask_bytes


class Touched(Exception):
    """The same words have been changed since."""


def taken_back(schema: Schema | None, now: str | None, made: str | None, before: str | None) -> str | None:
    """None where there is no file then. `schema`: of a record. Raises Touched."""
    if now in (made, before):
        return before
    if now is None or made is None or before is None:
        raise Touched
    if schema is None:
        return _without_lines(now, made, before)
    rows = [parse_row(text, schema.kind, "", "")[0] for text in (now, made, before)]
    return canonical(_without_values(*rows), schema.fields)


def _without_values(now: Row, made: Row, before: Row) -> Row:
    """A record whose other fields, and other rows of the same field, may have been changed since."""
    values = {**now.values}
    for name in made.values.keys() | before.values.keys():
        own, old = made.values.get(name), before.values.get(name)
        if own == old:
            continue
        back = old if now.values.get(name) == own else _without_rows(now.values.get(name), own, old)
        values[name] = back if back is not None else ""
    return replace(now, values={name: value for name, value in values.items() if value})


def _without_rows(now: Raw | None, made: Raw | None, before: Raw | None) -> list[Raw]:
    """What was added goes, what was taken away comes back, as far as it stands as it was made."""
    listed, own, old = (_rows(value) for value in (now, made, before))
    added = list(_less(own, old))
    if any(row not in listed for row in added):
        raise Touched
    return [*_less(listed, added), *_less(old, own)]


def _rows(value: Raw | None) -> list[Raw]:
    if value is not None and not isinstance(value, list):
        raise Touched
    return value or []


def _less(rows: list[Raw], others: list[Raw]) -> Iterator[Raw]:
    left = [*others]
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            yield row


def _without_lines(now: str, made: str, before: str) -> str:
    """Of a page: its lines, as git joins them."""
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("now", "made", "before")]
        for file, text in zip(files, (now, made, before), strict=True):
            file.write_bytes(text.encode())
        try:
            return ask_bytes(Path(folder), "merge-file", "-p", "--quiet", *(file.name for file in files)).decode()
        except NoCommit:  # some lines are both's
            raise Touched from None
