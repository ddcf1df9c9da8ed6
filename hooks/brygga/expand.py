"""Series, single events and closures → dated sessions. `until` and the data are all it knows: no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from brygga.model import (
    CANCELLED,
    MOVED,
    SCHEDULED,
    Change,
    Item,
    Session,
    Slot,
    regular_dates,
)
from brygga.records import Record, Records

Items = Mapping[tuple[str, date], list[Item]]  # (series id, day) → what is on


def expand(records: Records, until: date) -> list[Session]:
    """Every session from the first day of each series to its last (or `until`), in order of time.

    Dates that are over stay, so that their pages keep their addresses. Records that are not sound are passed by.
    """
    published: date = records.site["published"]
    closures = [record for record in records.of("closures").values() if record.sound]
    items = _items(records)
    sessions: list[Session] = []
    for series in records.of("series").values():
        if series.sound:
            sessions += _series_sessions(series, until, closures, items, published)
    for event in records.of("events").values():
        if event.sound and event["series"] is None and event["place"] is not None:
            slot = Slot(event["date"], event["start"], event["end"], event["place"])
            sessions.append(_session(event.id, event, slot, closures, (), event["announced"] or published))
    return sorted(sessions, key=lambda session: session.sort_key)


def _series_sessions(
    series: Record, until: date, closures: Iterable[Record], items: Items, published: date
) -> Iterator[Session]:
    for slot, announced in _slots(series, until):
        day = slot.date
        on = tuple(items.get((series.id, day), ()))
        yield _session(f"{series.id}/{day}", series, slot, closures, on, announced or published)


def _slots(series: Record, until: date) -> Iterator[tuple[Slot, date | None]]:
    start, end, place = series["start"], series["end"], series["place"]
    for day in regular_dates(series, until):
        yield Slot(day, start, end, place), None
    for row in series["extra"] or ():
        own_end = row.get("end") or (Slot(row["date"], start, end, place).end_for(row.get("start") or start))
        yield Slot(row["date"], row.get("start") or start, own_end, row.get("place") or place), row["announced"]


def _session(
    session_id: str, record: Record, slot: Slot, closures: Iterable[Record], items: tuple[Item, ...], announced: date
) -> Session:
    changes = [Change.of(row) for row in record["changes"] or () if row["date"] == slot.date]
    promised = [slot, *(slot.moved_by(change) for change in changes if change.status == MOVED)]
    # A closure for members alone closes their dates alone: nobody else would be told.
    told = [closure for closure in closures if record.for_members or not closure.for_members]
    touching = [closure for closure in told if any(_covers(closure, one) for one in promised)]
    closed, ask = ([c["announced"] for c in touching if c["effect"] == effect] for effect in ("closed", "ask"))
    item_changes = [row["announced"] for item in items for row in item.record["changes"] or ()]
    revisions = [*(change.announced for change in changes), *closed, *item_changes]
    additions = [*ask, *(item.record["announced"] for item in items if item.record["announced"])]
    status, actual, reason, notice = _now(slot, changes[-1] if changes else None, touching)
    return Session(
        id=session_id,
        record=record,
        planned=slot,
        actual=actual,
        status=status,
        reason=reason,
        notice=notice,
        items=items,
        announced=announced,
        sequence=len(revisions),
        updated=max([announced, *revisions, *additions]),
    )


def _now(slot: Slot, last: Change | None, closures: Iterable[Record]) -> tuple[str, Slot, str | None, str | None]:
    """Status, actual slot, reason, notice. A change overrules the closures known on its day, not those told later."""
    status, reason = (last.status, last.reason) if last else (SCHEDULED, None)
    if status not in (SCHEDULED, MOVED):
        return status, slot, reason, None
    actual = slot.moved_by(last)
    later = [c for c in closures if _covers(c, actual) and (last is None or c["announced"] > last.announced)]
    titles = {closure["effect"]: closure["title"] for closure in reversed(later)}
    if "closed" in titles:
        return CANCELLED, slot, titles["closed"], None
    return status, actual, reason, titles.get("ask")


def _covers(closure: Record, slot: Slot) -> bool:
    on_that_day: bool = closure["first_day"] <= slot.date <= closure["last_day"]
    return on_that_day and (closure["places"] is None or slot.place in closure["places"])


def _items(records: Records) -> Items:
    """What guests and themes there are on each date of each series."""
    items: dict[tuple[str, date], list[Item]] = defaultdict(list)
    for event in records.of("events").values():
        if event.sound and event["series"] is not None:
            for day, item in _item_days(event):
                items[event["series"], day].append(item)
    return items


def _item_days(event: Record) -> Iterator[tuple[date, Item]]:
    """Where an event stands: on its day, and struck out on every other day it was promised for."""
    changes = [Change.of(row) for row in event["changes"] or ()]
    last = changes[-1] if changes else None
    planned: date = event["date"]
    day = last.new_date if last else planned
    for promised in dict.fromkeys([planned, *(change.new_date for change in changes if change.new_date)]):
        if promised == day or last is None:
            yield promised, Item(event, other_day=None if promised == planned else planned)
        else:
            yield promised, Item(event, last.status, last.reason, day)
