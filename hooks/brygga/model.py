"""The records the calendar computes with, as dataclasses. Times are wall-clock times in Europe/Stockholm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brygga.records import Record

ZONE = ZoneInfo("Europe/Stockholm")
Day = date  # a field called "date" hides the type inside its class
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

SCHEDULED, CANCELLED, MOVED, POSTPONED = "scheduled", "cancelled", "moved", "postponed"


@dataclass(frozen=True)
class Slot:
    """When and where. `start` and `end` are None when nobody knows them."""

    date: date
    start: time | None
    end: time | None
    place: str

    def moment(self, clock: time) -> datetime:
        return datetime.combine(self.date, clock, ZONE)

    def moved_by(self, change: Change | None) -> Slot:
        if change is None:
            return self
        start = change.new_start or self.start
        return Slot(
            change.new_date or self.date, start, change.new_end or self.end_for(start), change.new_place or self.place
        )

    def end_for(self, start: time | None) -> time | None:
        """The end that keeps the meeting's length, within its day."""
        if start is None or self.start is None or self.end is None:
            return self.end
        length = datetime.combine(self.date, self.end) - datetime.combine(self.date, self.start)
        end = datetime.combine(self.date, start) + length
        return end.time() if end.date() == self.date else time(23, 59)


@dataclass(frozen=True)
class Change:
    date: date
    status: str
    reason: str
    announced: Day
    new_date: Day | None
    new_start: time | None
    new_end: time | None
    new_place: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Change:
        names = ("date", "status", "reason", "announced", "new_date", "new_start", "new_end", "new_place")
        return cls(*(row.get(name) for name in names))  # type: ignore[arg-type]  # checked by the schema


@dataclass(frozen=True)
class Item:
    """One event as part of a session, with its own status. `other_day` is where it went to, or came from."""

    record: Record
    status: str = SCHEDULED
    reason: str | None = None
    other_day: date | None = None


@dataclass(frozen=True)
class Session:
    """One dated meeting. `id` never changes once published: it is address, calendar UID and JSON-LD id.

    `planned` is what was first promised, `actual` what is true now. `notice` is a caution that does not cancel.
    `announced` is the day it was first published, `sequence` counts revisions since (RFC 5545, 3.8.7.4), `updated` is
    the day of the latest one.
    """

    id: str
    record: Record
    planned: Slot
    actual: Slot
    status: str
    reason: str | None
    notice: str | None
    items: tuple[Item, ...]
    announced: date
    sequence: int
    updated: date

    @property
    def takes_place(self) -> bool:
        return self.status in (SCHEDULED, MOVED)

    @property
    def sort_key(self) -> tuple[date, time, str]:
        return self.actual.date, self.actual.start or time.min, self.id


def regular_dates(series: Record, until: date) -> list[date]:
    """The dates of a series by its rule alone; `until` bounds a series without a last day (both inclusive)."""
    weekday = WEEKDAYS.index(series["weekday"])
    first: date = series["first_day"]
    last = series["last_day"] or until
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    step = timedelta(weeks=series["every"] or 1)
    dates = []
    while day <= last:
        dates.append(day)
        day += step
    return dates


def all_dates(series: Record, until: date) -> list[date]:
    """Regular and extra dates, sorted."""
    return sorted({*regular_dates(series, until), *(row["date"] for row in series["extra"] or ())})
