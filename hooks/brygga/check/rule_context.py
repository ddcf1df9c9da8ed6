"""What rules look at, and the ways through it that several of them take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from brygga.load.recordings import Recordings
from brygga.load.schema import Field, Schema
from brygga.model.problem import Problem
from brygga.model.record import Record, Records
from brygga.model.revisions import Dates, Past
from brygga.model.session import Session

Problems = Iterator[Problem]


@dataclass(frozen=True)
class Remembered:
    """The dates that calendars will show `now`, and those that they were shown before; `today` as the site has it."""

    now: Dates
    past: Past | None
    today: date


@dataclass(frozen=True)
class RuleContext:
    """What rules look at. `until` bounds series without a last day; it follows from the records alone."""

    records: Records
    schemas: Mapping[str, Schema]
    sessions: list[Session]
    until: date
    pictograms: frozenset[str]
    recordings: Recordings
    remembered: Remembered


@cache
def time_zones() -> frozenset[str]:
    """Those that there are, by IANA's names."""
    return frozenset(available_timezones())


def references(data: RuleContext) -> Iterator[tuple[Record, Field, str, str]]:
    """Every reference in every record: record, field, where it stands, the id it names."""
    for record in data.records:
        for field in data.schemas[record.kind].fields.values():
            if field.rows:
                for prefix, row in named_rows(record, field.name):
                    for inner in field.rows.values():
                        if inner.reference and row.get(inner.name):
                            yield record, inner, prefix + inner.name, row[inner.name]
            elif field.reference and record[field.name]:
                value = record[field.name]
                listed = (
                    [(f"{field.name}.{i}", v) for i, v in enumerate(value)] if field.item else [(field.name, value)]
                )
                yield from ((record, field, name, item) for name, item in listed if item is not None)


def sound(data: RuleContext, kind: str) -> Iterator[Record]:
    return data.records.sound(kind)


def named_rows(record: Record, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(prefix of its lines, row) for each nested row of a field."""
    return ((f"{name}.{index}.", row) for index, row in enumerate(record[name] or ()))


def all_rows(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The record itself and all its nested rows."""
    yield "", record.values
    for name in ("changes", "extra"):
        yield from named_rows(record, name)


def changes(data: RuleContext) -> Iterator[tuple[Record, str, Mapping[str, Any]]]:
    for kind in ("series", "events"):
        for record in sound(data, kind):
            for prefix, row in named_rows(record, "changes"):
                yield record, prefix, row


def of_session(session: Session, name: str, problem_id: str, facts: Mapping[str, str]) -> Problem:
    """A finding on the row that gave the session its time: its last change, its extra date or its record."""
    for rows in ("changes", "extra"):
        for prefix, row in reversed([*named_rows(session.record, rows)]):
            if row["date"] == session.planned.date:
                return session.record.problem(prefix + "date", problem_id, **facts)
    return session.record.problem(name, problem_id, **facts)
