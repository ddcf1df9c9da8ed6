"""Rules that hold days against their neighbours. As in rules.py, each is one short generator and its docstring is the
rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from brygga.check.rule_context import Problems, RuleContext, changes, named_rows, of_session
from brygga.model.expand import covers
from brygga.model.record import Record
from brygga.model.session import Change, Session, Slot, changes_of, session_id
from common.statuses import CANCELLED, CLOSED, MOVED, SCHEDULED

# Nobody announces so early, moves so far or closes so long: a year was mistyped.
LONGEST_NOTICE, LONGEST_MOVE, LONGEST_CLOSURE = (timedelta(weeks=weeks) for weeks in (52, 26, 26))
_TARGETS = {"new_date", "new_start", "new_end", "new_place"}
_DAY_IN_NAME = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


class _Told(NamedTuple):
    """`name` is the line of a day, `other` the field of the day that it belongs to."""

    record: Record
    name: str
    day: date
    other: str
    other_day: date


def name_day(data: RuleContext) -> Problems:
    """A day in a file's name is a day of what is in it."""
    for record in data.records:
        days = {name: str(record[name]) for name in ("date", "first_day", "last_day") if record[name]}
        named = _DAY_IN_NAME.search(record.id)
        if days and named and named[0] not in days.values():
            name, day = next(iter(days.items()))
            yield record.problem(name, "name-day", named=named[0], date=day)


def announced_late(data: RuleContext) -> Problems:
    """People are told of something before it is over. Of a date that was changed before they may be told later."""
    changed: set[tuple[str, date]] = set()
    for record, name, day, other, other_day in _told(data):
        is_later = other == "date" and name.startswith("changes") and (record.path, other_day) in changed
        if day > other_day and not is_later:
            facts = {"day": str(day), "other": other, "other_day": str(other_day)}
            yield record.problem(name, "announced-late", **facts)
        changed.add((record.path, other_day))


def year(data: RuleContext) -> Problems:
    """Days that belong together are not years apart."""
    for told in _told(data):
        if told.other != "last_day":
            yield from _too_far(told, LONGEST_NOTICE)
    for record, prefix, row in changes(data):
        if row.get("new_date"):
            yield from _too_far(_Told(record, prefix + "new_date", row["new_date"], "date", row["date"]), LONGEST_MOVE)
    for closure in data.records.of("closures").values():
        if closure.sound:
            first = closure["first_day"]
            yield from _too_far(_Told(closure, "last_day", closure["last_day"], "first_day", first), LONGEST_CLOSURE)
            yield from _too_far(_Told(closure, "announced", closure["announced"], "first_day", first), LONGEST_NOTICE)


def change_same(data: RuleContext) -> Problems:
    """Moved is to somewhere else, or to another time, than people know already."""
    planned = {session.id: session.planned for session in data.sessions}
    known: dict[str, Slot] = {}
    for record, prefix, row in changes(data):
        meeting = session_id(record, row["date"])
        key = f"{record.path} {meeting}"
        if meeting in planned and row["status"] in (MOVED, SCHEDULED):
            slot = planned[meeting].moved_by(Change.of(row))
            if row["status"] == MOVED and slot == known.get(key, planned[meeting]) and row.keys() & _TARGETS:
                yield record.problem(prefix + "status", "change-same", date=str(row["date"]))
            known[key] = slot


def change_twice(data: RuleContext) -> Problems:
    """No change stands there twice."""
    seen: set[tuple[object, ...]] = set()
    for record, prefix, row in changes(data):
        key = (record.path, *sorted((name, str(value)) for name, value in row.items()))
        if key in seen:
            yield record.problem(prefix + "date", "change-twice", date=str(row["date"]))
        seen.add(key)


def change_closed(data: RuleContext) -> Problems:
    """A date, or a guest, is not moved to a day that was known to be closed. Who opens another place that day may."""
    for session in data.sessions:
        if session.status == MOVED and session.actual.date != session.planned.date:
            last = changes_of(session.record, session.planned.date)[-1]
            for closure in _known(data, session, session.actual, last.announced):
                yield of_session(session, "date", "change-closed", _closed_facts(closure, session.actual))
        for item in session.items if session.status == CANCELLED else ():
            if item.status == SCHEDULED and item.other_day:
                rows = [*named_rows(item.record, "changes")]
                for closure in _known(data, session, session.actual, rows[-1][1]["announced"]):
                    facts = _closed_facts(closure, session.actual)
                    yield item.record.problem(rows[-1][0] + "date", "change-closed", **facts)


def event_id(data: RuleContext) -> Problems:
    """An event is not named as a date of a series, or a request, is named in calendars."""
    for event in data.records.of("events").values():
        series, day = event.id[:-11], event.id[-11:]
        request = event.id.removeprefix("uppdrag-")
        if series in data.records.of("series") and day[0] == "-" and _DAY_IN_NAME.fullmatch(day[1:]):
            yield event.problem("title", "event-id", value=event.id, other=f"data/series/{series}.yaml")
        elif request != event.id and request in data.records.of("requests"):
            yield event.problem("title", "event-id", value=event.id, other=f"data/requests/{request}.yaml")


DATE_RULES = (name_day, announced_late, year, change_same, change_twice, change_closed, event_id)


def _told(data: RuleContext) -> Iterator[_Told]:
    """Every announcement, with the day that it is about."""
    for record in data.records:
        last, other = record["answer_by"], "last_day" if record.kind == "closures" else "date"
        days = {**({"answer_by": last.day} if last else {}), other: record[other]}
        for name, day in days.items():
            if day and record["announced"]:
                yield _Told(record, "announced", record["announced"], name, day)
        for name in ("changes", "extra"):
            for prefix, row in named_rows(record, name):
                other = "new_date" if row.get("new_date") else "date"
                if row.get(other) and row.get("announced"):
                    yield _Told(record, f"{prefix}announced", row["announced"], other, row[other])


def _too_far(told: _Told, limit: timedelta) -> Problems:
    if abs(told.other_day - told.day) > limit:
        days = {"day": str(told.day), "other_day": str(told.other_day)}
        yield told.record.problem(told.name, "year", **days, other=told.other, limit=str(limit.days // 7))


def _known(data: RuleContext, session: Session, slot: Slot, told: date) -> Iterator[Record]:
    """The closures of a slot that were told before that day."""
    for closure in data.records.of("closures").values():
        concerns = closure.sound and (session.record.for_members or not closure.for_members)
        if concerns and closure["effect"] == CLOSED and closure["announced"] < told and covers(closure, slot):
            yield closure


def _closed_facts(closure: Record, slot: Slot) -> dict[str, str]:
    return {"date": str(slot.date), "title": closure["title"], "other": closure.path}
