"""What the programme has for members alone: dates of their own, and their guests on dates that are open to all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from typing import Any

from brygga.model import SCHEDULED, Item, Session


def has_own(session: Session) -> bool:
    return session.record.for_members or any(item.record.for_members for item in session.items)


def events_json(sessions: Iterable[Session]) -> list[dict[str, Any]]:
    """As the portal puts them into a member's own calendar, in order of time. Texts are Swedish.

    Guests are events of their own: the date that they visit may be in the public calendar under its own id.
    """
    return [one for session in sessions for one in _events(session)]


def _events(session: Session) -> Iterator[dict[str, Any]]:
    if session.record.for_members:
        yield _event(session, session.id.replace("/", "-"), session.record.values, session.status)
    for item in session.items:
        if item.record.for_members and not _has_left(item):
            status = session.status if item.status == SCHEDULED else item.status
            yield _event(session, item.record.id, item.record.values, status)


def _has_left(item: Item) -> bool:
    """Whether it stands on another day now."""
    return item.status != SCHEDULED and item.other_day is not None


def _event(session: Session, id_: str, texts: Mapping[str, Any], status: str) -> dict[str, Any]:
    slot = session.actual
    return {
        "id": id_,
        "title": texts["title"],
        "summary": texts["summary"],
        "date": slot.date.isoformat(),
        "start": clock(slot.start),
        "end": clock(slot.end),
        "place": slot.place,
        "status": status,
    }


def clock(moment: time | None) -> str | None:
    return None if moment is None else f"{moment:%H:%M}"
