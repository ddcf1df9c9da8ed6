"""Dates → the lines of the programme, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from brygga.model.session import Slot
from brygga.view.local_record import LocalRecord
from brygga.view.session_view import SessionView


@dataclass(frozen=True)
class ProgrammeLine:
    """A line of the programme: a session at its `slot`, or (`leaves`) at one that people were told of before."""

    session: SessionView
    slot: Slot
    leaves: bool

    @property
    def day(self) -> date:
        return self.slot.date

    @property
    def place(self) -> LocalRecord:
        return self.session.reader.record("places", self.slot.place)

    @property
    def place_in_title(self) -> bool:
        return self.session.is_named_after(self.place)

    @property
    def is_on(self) -> bool:
        return self.session.takes_place and not self.leaves


def coming_rows(sessions: Iterable[SessionView], today: date, place_id: str | None = None) -> list[ProgrammeLine]:
    """Lines in order of day and time, from today on, of all places or of one.

    A session that was moved stands on its new day and on each day that was told before; in the programme of a place,
    also where it has left the place and not the day.
    """
    rows = [row for session in sessions for row in _rows(session, place_id) if row.day >= today]
    return sorted(rows, key=lambda row: (row.day, row.session.session.sort_key))


def _rows(session: SessionView, place_id: str | None) -> Iterator[ProgrammeLine]:
    shown: set[date] = set()
    for slot in reversed(session.promised):
        if slot.date not in shown and place_id in (None, slot.place):
            shown.add(slot.date)
            leaves = slot.date != session.actual.date or (place_id is not None and slot.place != session.actual.place)
            yield ProgrammeLine(session, slot, leaves)


def around(rows: list[ProgrammeLine], session: SessionView | None) -> tuple[list[ProgrammeLine], list[ProgrammeLine]]:
    """The lines before and after the one where the session takes place."""
    for number, row in enumerate(rows):
        if row.session is session and not row.leaves:
            return rows[:number], rows[number + 1 :]
    return [], rows


def weeks(rows: Iterable[ProgrammeLine]) -> list[tuple[date, date, list[ProgrammeLine]]]:
    """(Monday, Sunday, lines) for each week (ISO 8601) that has any."""
    grouped = groupby(rows, key=lambda row: row.day - timedelta(days=row.day.weekday()))
    return [(monday, monday + timedelta(days=6), list(lines)) for monday, lines in grouped]
