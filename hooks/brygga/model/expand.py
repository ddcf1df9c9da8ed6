"""Series, single events and closures → dated sessions. `until` and the data are all it knows: no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from brygga.model.record import Record, Records
from brygga.model.session import Change, Item, Session, Slot, changes_of, promised, regular_dates, session_id
from common.statuses import ASK, CANCELLED, CLOSED, MOVED, SCHEDULED, STATUSES

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
            sessions.append(_session(event, slot, closures, (), event["announced"] or published))
    return sorted(sessions, key=lambda session: session.sort_key)


def _series_sessions(
    series: Record, until: date, closures: Iterable[Record], items: Items, published: date
) -> Iterator[Session]:
    for slot, announced in _slots(series, until):
        day = slot.date
        on = tuple(items.get((series.id, day), ()))
        yield _session(series, slot, closures, on, announced or published)


def _slots(series: Record, until: date) -> Iterator[tuple[Slot, date | None]]:
    start, end, place = series["start"], series["end"], series["place"]
    for day in regular_dates(series, until):
        yield Slot(day, start, end, place), None
    for row in series["extra"] or ():
        own_end = row.get("end") or (Slot(row["date"], start, end, place).end_for(row.get("start") or start))
        yield Slot(row["date"], row.get("start") or start, own_end, row.get("place") or place), row["announced"]


def _session(
    record: Record, slot: Slot, closures: Iterable[Record], items: tuple[Item, ...], announced: date
) -> Session:
    changes = changes_of(record, slot.date)
    slots = promised(slot, changes)
    # A closure for members alone closes their dates alone: nobody else would be told.
    told = [closure for closure in closures if record.for_members or not closure.for_members]
    touching = [closure for closure in told if any(covers(closure, one) for one in slots)]
    closed, ask = ([c["announced"] for c in touching if c["effect"] == effect] for effect in (CLOSED, ASK))
    item_changes = [row["announced"] for item in items for row in item.record["changes"] or ()]
    revisions = [*(change.announced for change in changes), *closed, *item_changes]
    additions = [*ask, *(item.record["announced"] for item in items if item.record["announced"])]
    status, reason, notice = _now(slots, changes[-1] if changes else None, touching)
    return Session(
        id=session_id(record, slot.date),
        record=record,
        promised=tuple(slots),
        status=status,
        reason=reason,
        notice=notice,
        items=items,
        announced=announced,
        sequence=len(revisions),
        updated=max([announced, *revisions, *additions]),
    )


def _now(slots: list[Slot], last: Change | None, closures: Iterable[Record]) -> tuple[str, str | None, str | None]:
    """Status, reason, notice. A change overrules the closures known on its day, not those told later."""
    status, reason = (last.status, last.reason) if last else (SCHEDULED, None)
    if not STATUSES[status].takes_place:
        return status, reason, None
    later = [c for c in closures if covers(c, slots[-1]) and (last is None or c["announced"] > last.announced)]
    titles = {closure["effect"]: closure["title"] for closure in reversed(later)}
    if CLOSED in titles:
        return CANCELLED, titles[CLOSED], None
    # Moved back to where it was planned is as planned.
    return SCHEDULED if slots[-1] == slots[0] else MOVED, reason, titles.get(ASK)


def covers(closure: Record, slot: Slot) -> bool:
    on_that_day: bool = closure["first_day"] <= slot.date <= closure["last_day"]
    return on_that_day and (closure["places"] is None or slot.place in closure["places"])


def closures_told(session: Session, records: Records) -> list[Record]:
    """The closures that give a date its reason or its caution."""
    told = (session.reason, session.notice)
    return [one for one in records.of("closures").values() if one["title"] in told and covers(one, session.actual)]


def _items(records: Records) -> Items:
    """What guests and themes there are on each date of each series."""
    items: dict[tuple[str, date], list[Item]] = defaultdict(list)
    for event in records.of("events").values():
        series = records.of("series").get(event["series"] or "")
        if event.sound and series is not None and series.sound:
            for day, item in _item_days(event):
                items[series.id, day].append(_where_its_date_went(series, item))
    return items


def _item_days(event: Record) -> Iterator[tuple[date, Item]]:
    """Where an event stands: on its day, and struck out on every other day it was promised for."""
    changes = changes_of(event, event["date"])
    last = changes[-1] if changes else None
    days = [slot.date for slot in promised(Slot(event["date"], None, None, ""), changes)]
    takes_place = last is None or STATUSES[last.status].takes_place
    for day in dict.fromkeys(days):
        if last is None or (takes_place and day == days[-1]):
            reason = last.reason if last and last.status == SCHEDULED else None
            yield day, Item(event, reason=reason, other_day=None if day == days[0] else days[0])
        else:
            status, other_day = (MOVED, days[-1]) if takes_place else (last.status, None)
            yield day, Item(event, status, last.reason, other_day)


def _where_its_date_went(series: Record, item: Item) -> Item:
    """The date that a guest was moved to may have been moved itself."""
    if item.status != MOVED or item.other_day is None:
        return item
    slots = promised(Slot(item.other_day, None, None, ""), changes_of(series, item.other_day))
    return replace(item, other_day=slots[-1].date)
