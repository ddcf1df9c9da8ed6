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
    closed, ask = _closures_on(slot, closures)
    last = changes[-1] if changes else None
    status = last.status if last else CANCELLED if closed else SCHEDULED
    moved = last if last and last.status == MOVED else None
    item_changes = [row for item in items for row in item.record["changes"] or ()]
    days = [announced, *(change.announced for change in changes), *(closure["announced"] for closure in closed)]
    days += [item.record["announced"] for item in items if item.record["announced"]]
    days += [row["announced"] for row in item_changes]
    return Session(
        id=session_id,
        record=record,
        planned=slot,
        actual=slot.moved_by(moved),
        status=status,
        reason=last.reason if last else closed[0]["title"] if closed else None,
        notice=ask[0]["title"] if ask and status == SCHEDULED else None,
        items=items,
        announced=announced,
        sequence=len(changes) + len(closed) + len(item_changes),
        updated=max(days),
    )


def _closures_on(slot: Slot, closures: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Closures that close the slot, and those that only ask the visitor to make sure."""
    here = [
        closure
        for closure in closures
        if closure["first_day"] <= slot.date <= closure["last_day"]
        and (closure["places"] is None or slot.place in closure["places"])
    ]
    closed = [closure for closure in here if closure["effect"] == "closed"]
    return closed, [closure for closure in here if closure["effect"] == "ask"]


def _items(records: Records) -> Items:
    """What guests and themes there are on each date of each series, struck out where they were changed."""
    items: dict[tuple[str, date], list[Item]] = defaultdict(list)
    for event in records.of("events").values():
        if not event.sound or event["series"] is None:
            continue
        changes = event["changes"] or ()
        last = Change.of(changes[-1]) if changes else None
        new_day = last.new_date if last else None
        status = last.status if last else SCHEDULED
        items[event["series"], event["date"]].append(Item(event, status, last.reason if last else None, new_day))
        if new_day is not None:
            items[event["series"], new_day].append(Item(event, SCHEDULED, None, event["date"]))
    return items
