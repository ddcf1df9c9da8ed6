"""The records the calendar computes with, as dataclasses. Times are wall-clock times where the city is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from brygga.model.record import Record
from common.localisation.names import DAYS
from common.statuses import SCHEDULED, STATUSES

Day = date  # a field called "date" hides the type inside its class
WEEKDAYS = DAYS
WEEKS_OF_MONTH = ("first", "second", "third", "fourth", "last")


@dataclass(frozen=True)
class Slot:
    """When and where. `start` and `end` are None when nobody knows them."""

    date: date
    start: time | None
    end: time | None
    place: str

    def moment(self, clock: time, zone: ZoneInfo) -> datetime:
        return datetime.combine(self.date, clock, zone)

    def moved_by(self, change: Change) -> Slot:
        start = change.new_start or self.start
        return Slot(
            change.new_date or self.date, start, change.new_end or self.end_for(start), change.new_place or self.place
        )

    def end_for(self, start: time | None) -> time | None:
        """The end that keeps the meeting's length, within its day; None in the day's last minute."""
        if start is None or self.start is None or self.end is None:
            return self.end
        length = datetime.combine(self.date, self.end) - datetime.combine(self.date, self.start)
        end = datetime.combine(self.date, start) + length
        last = time(23, 59) if start < time(23, 59) else None
        return end.time() if end.date() == self.date else last


@dataclass(frozen=True)
class Change:
    """What happened to the date that was planned for `date`, told on the day `announced`; new is what is not None."""

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


def promised(planned: Slot, changes: Iterable[Change]) -> list[Slot]:
    """Every slot that people were told, in order. The last one holds, whether the meeting takes place or not."""
    slots = [planned]
    for change in changes:
        if STATUSES[change.status].takes_place:
            slots.append(planned.moved_by(change))  # what takes place as planned names nothing new
    return slots


@dataclass(frozen=True)
class Item:
    """One event as part of a session, with its own status. `other_day` is where it went to, or came from.

    A `reason` for what is scheduled says why it takes place after all.
    """

    record: Record
    status: str = SCHEDULED
    reason: str | None = None
    other_day: date | None = None


@dataclass(frozen=True)
class Session:
    """One dated meeting. `id` never changes once published: it is address, calendar UID and JSON-LD id.

    `promised` is where people were told that it would be, in order. A `reason` for what is scheduled says why it takes
    place after all. `notice` is a caution that does not cancel.
    `announced` is the day it was first published, `sequence` counts revisions since (RFC 5545, 3.8.7.4), `updated` is
    the day of the latest one.
    """

    id: str
    record: Record
    promised: tuple[Slot, ...]
    status: str
    reason: str | None
    notice: str | None
    items: tuple[Item, ...]
    announced: date
    sequence: int
    updated: date

    @property
    def planned(self) -> Slot:
        return self.promised[0]

    @property
    def actual(self) -> Slot:
        """Where it takes place, or would have."""
        return self.promised[-1]

    @property
    def takes_place(self) -> bool:
        return STATUSES[self.status].takes_place

    @property
    def sort_key(self) -> tuple[date, time, str]:
        return self.actual.date, self.actual.start or time.min, self.id


def regular_dates(series: Record, until: date) -> list[date]:
    """The dates of a series by its rule alone; `until` bounds a series without a last day (both inclusive)."""
    last = series["last_day"] or until
    days = _monthly_dates(series) if series["week_of_month"] else _weekly_dates(series)
    return list(takewhile(lambda day: day <= last, days))


def _weekly_dates(series: Record) -> Iterator[date]:
    """The weeks of a series begin on the weekday of its first day."""
    first: date = series["first_day"]
    day = first + timedelta(days=(WEEKDAYS.index(series["weekday"]) - first.weekday()) % 7)
    return (day + timedelta(weeks=weeks) for weeks in count(0, series["every"] or 1))


def _monthly_dates(series: Record) -> Iterator[date]:
    """The months of a series are counted from that of its first day."""
    first: date = series["first_day"]
    weekday, week = WEEKDAYS.index(series["weekday"]), series["week_of_month"]
    months = count(12 * first.year + first.month - 1, series["every"] or 1)
    days = (_day_of_month(month // 12, month % 12 + 1, weekday, week) for month in months)
    return (day for day in days if day >= first)


def _day_of_month(year: int, month: int, weekday: int, week: str) -> date:
    """The first, second, third, fourth or last day with that weekday (0 is Monday)."""
    if week == WEEKS_OF_MONTH[-1]:
        end = date(year, month, monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7, weeks=WEEKS_OF_MONTH.index(week))


def all_dates(series: Record, until: date) -> list[date]:
    """Regular and extra dates, sorted."""
    return sorted({*regular_dates(series, until), *(row["date"] for row in series["extra"] or ())})


def changes_of(record: Record, day: date) -> list[Change]:
    """The changes of the date that was planned for that day, in the order they were told."""
    return [Change.of(row) for row in record["changes"] or () if row["date"] == day]


def session_id(record: Record, day: date) -> str:
    """Of the meeting that a series or event, or the guest of a series, has on the day that was planned."""
    if record.kind == "series" or record["series"]:
        return f"{record['series'] or record.id}/{day}"
    return record.id
