"""A session as iCalendar has it (`common.icalendar` writes it)."""

from __future__ import annotations

from typing import Any

from brygga.view.session_view import SessionView
from common.icalendar import Event, event_status, uid_of


def session_event(session: SessionView, address: str, summary: str, description: str) -> Event:
    """`address` is that of its page. Who only follows the programme is not busy then."""
    slot, meeting = session.actual, session.session
    return Event(
        uid_of(meeting.id.replace("/", "-"), address),
        slot.date,
        slot.start,
        slot.end,
        session.zone,
        summary,
        description,
        _location(session),
        event_status(session.takes_place, not meeting.notice),
        is_busy=False,
        url=address,
        announced=meeting.announced,
    )


def _location(session: SessionView) -> str:
    place = session.place
    parts: list[Any] = [place["title"], place["street"], place["postal_code"], place["city"]]
    return ", ".join(str(part) for part in parts if part)
