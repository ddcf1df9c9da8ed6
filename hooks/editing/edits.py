"""Orders → files as they are to be. Every value is a text, as in the files; what it may be the check says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from brygga.load.canonical import canonical
from brygga.load.data import Data
from brygga.load.rows import Raw, Row, read_row
from brygga.model.record import Record
from common.statuses import CLOSED
from editing.meetings import Meeting
from editing.refused import Refused

Files = Mapping[str, str | None]  # path below the project → its whole text; None where it is to go
Said = Mapping[str, str | None]  # field → what was said of it; None where nothing was

OWN_WORD = "Vårt eget program"  # the source of what is known from nobody else
_LONGEST_NAME = 40
_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Editor:
    """Writes the files of one project, whose `data` has been checked."""

    def __init__(self, root: Path, data: Data) -> None:
        self.root = root
        self._data = data

    def change_date(self, meeting: Meeting, status: str, reason: str, **new: str | None) -> Files:
        """Cancelled, moved, postponed, or scheduled after all: one more row of `changes`.

        `new`: new_date, new_start, new_end and new_place, where they are others.
        """
        said = {"date": str(meeting.day), "status": status, "reason": reason, **new}
        return self._with_row(meeting.record, "changes", said)

    def add_date(self, name: str, day: date, **said: str | None) -> Files:
        """One more date of a series, or of the only one in a place. `said`: start, end, place and reason where they are
        not the usual ones."""
        found = [one for one in self._data.records.of("series").values() if name in (one.id, one["place"])]
        if not found:
            raise Refused("edit-unknown", name=name)
        if len(found) > 1:
            raise Refused("edit-several", names=", ".join(sorted(one.id for one in found)))
        return self._with_row(found[0], "extra", {"date": str(day), **said})

    def close(self, reason: str, first_day: date, last_day: date, places: list[str]) -> Files:
        """No meetings from the first to the last day, in all places or in those."""
        values: dict[str, Raw] = {
            "title": reason,
            "first_day": str(first_day),
            "last_day": str(last_day),
            "effect": CLOSED,
            "places": list(places),
        }
        return self.create("closures", f"{first_day}-{reason}", values)

    def create(self, kind: str, name: str, said: Mapping[str, Raw | None]) -> Files:
        """A new record, told today. Its file is called after `name`, in letters that every computer knows."""
        fields = self._data.schemas[kind].fields
        told = {"announced": str(self._data.today)} if "announced" in fields else {}
        origin = {"source": OWN_WORD} if "source" in fields else {}
        values = {field: value for field, value in {**origin, **told, **_given(said)}.items() if value}
        return self._written(Row(kind, "", f"data/{kind}/{self._free_name(kind, name)}.yaml", values))

    def with_fields(self, record: Record, said: Mapping[str, Raw | None]) -> Files:
        """Some fields of a record as they are to be; None or nothing takes a field away."""
        row = self.row(record)
        values = {field: value for field, value in {**row.values, **said}.items() if value}
        return self._written(replace(row, values=values))

    def _with_row(self, record: Record, field: str, said: Said) -> Files:
        rows = self.row(record).values.get(field, [])
        new: Raw = {name: value for name, value in {**said, "announced": str(self._data.today)}.items() if value}
        if not isinstance(rows, list) or any(_without_day_told(new) == _without_day_told(row) for row in rows[-1:]):
            raise Refused("edit-already", path=record.path)
        return self.with_fields(record, {field: [*rows, new]})

    def lies(self, path: str) -> str | None:
        """What stands in a file of the project; None where there is none."""
        file = self.root / path
        return file.read_bytes().decode("utf-8", "replace") if file.is_file() else None

    def row(self, record: Record) -> Row:
        """As it stands in its file."""
        return read_row(self.root, self.root / record.path, record.kind)[0]

    def _written(self, row: Row) -> Files:
        return {row.path: canonical(row, self._data.schemas[row.kind].fields)}

    def _free_name(self, kind: str, name: str) -> str:
        wanted = file_name(name)
        taken = self._data.records.of(kind)
        tries = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
        return next(one for one in tries if one not in taken)


def file_name(text: str) -> str:
    """ "Fettisdagen på Ängen" → fettisdagen-pa-angen"""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _NO_LETTER.sub("-", plain)[:_LONGEST_NAME].strip("-") or "ny"


def _given(said: Mapping[str, Raw | None]) -> dict[str, Raw]:
    return {field: value for field, value in said.items() if value}


def _without_day_told(row: Raw) -> Raw:
    return {name: value for name, value in row.items() if name != "announced"} if isinstance(row, dict) else row
