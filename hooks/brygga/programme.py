"""Dates → the lines of the programme, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from brygga.views import SessionView


@dataclass(frozen=True)
class Row:
    """A line of the programme. `leaves` marks the day that a moved session was planned for."""

    day: date
    session: SessionView
    leaves: bool


def coming_rows(sessions: Iterable[SessionView], today: date) -> list[Row]:
    """Lines in order of day and time, from today on; a moved session stands on its old and its new day."""
    rows = [row for session in sessions for row in _rows(session) if row.day >= today]
    return sorted(rows, key=lambda row: (row.day, row.session.session.sort_key))


def _rows(session: SessionView) -> Iterator[Row]:
    yield Row(session.actual.date, session, leaves=False)
    if session.is_new_day:
        yield Row(session.planned.date, session, leaves=True)


def weeks(rows: Iterable[Row]) -> list[tuple[date, date, list[Row]]]:
    """(Monday, Sunday, lines) for each week (ISO 8601) that has any."""
    grouped = groupby(rows, key=lambda row: row.day - timedelta(days=row.day.weekday()))
    return [(monday, monday + timedelta(days=6), list(lines)) for monday, lines in grouped]
