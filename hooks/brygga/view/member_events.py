"""What the programme has for members alone: dates of their own, and their guests on dates that are open to all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from brygga.model.session import Item, Session, Slot, changes_of
from common.statuses import MOVED, SCHEDULED


def has_own(session: Session) -> bool:
    return session.record.for_members or any(item.record.for_members for item in session.items)


def events_json(sessions: Iterable[Session]) -> list[dict[str, Any]]:
    """As the portal puts them into a member's own calendar, in order of time. Texts are Swedish.

    Guests are events of their own: the date that they visit may be in the public calendar under its own id.
    """
    return [one for session in sessions for one in _events(session)]


def _events(session: Session) -> Iterator[dict[str, Any]]:
    if session.record.for_members:
        happened = session.status, session.reason
        yield _event(session, session.id.replace("/", "-"), session.record.values, happened, session.planned)
    for item in session.items:
        if item.record.for_members and not _has_left(item):
            was = replace(session.planned, date=item.other_day or session.planned.date)
            yield _event(session, item.record.id, item.record.values, _of_guest(session, item), was)


def _has_left(item: Item) -> bool:
    """Whether it stands on another day now."""
    return item.status != SCHEDULED and item.other_day is not None


def _of_guest(session: Session, item: Item) -> tuple[str, str | None]:
    """Status and reason: her own, or those of the date that she visits."""
    if item.status != SCHEDULED:
        return item.status, item.reason
    if session.status == SCHEDULED and item.other_day:
        return MOVED, changes_of(item.record, item.record["date"])[-1].reason
    return session.status, session.reason or item.reason


def _event(
    session: Session, id_: str, texts: Mapping[str, Any], happened: tuple[str, str | None], was: Slot
) -> dict[str, Any]:
    slot, (status, reason) = session.actual, happened
    return {
        "id": id_,
        "title": texts["title"],
        "summary": texts["summary"],
        **when_and_where(slot),
        "status": status,
        "reason": reason,
        "notice": session.notice,
        "before": _planned_otherwise(when_and_where(was), when_and_where(slot)),
    }


def when_and_where(slot: Slot) -> dict[str, Any]:
    return {
        "date": slot.date.isoformat(),
        "start": iso_hour(slot.start),
        "end": iso_hour(slot.end),
        "place": slot.place,
    }


def _planned_otherwise(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any] | None:
    """How it was planned, None for what is as it was. Both hours belong together."""
    changed = {name for name in was if was[name] != now[name]}
    if changed & {"start", "end"}:
        changed |= {"start", "end"}
    return {name: was[name] if name in changed else None for name in was} if changed else None


def iso_hour(moment: time | None) -> str | None:
    return None if moment is None else f"{moment:%H:%M}"
