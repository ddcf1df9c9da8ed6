"""Sessions → iCalendar (RFC 5545, RFC 7986). One VEVENT a date, never a rule: a reader's app needs no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

from brygga.model import CANCELLED, POSTPONED, ZONE
from brygga.views import SessionView

STATUS = {CANCELLED: "CANCELLED", POSTPONED: "CANCELLED"}
REFRESH = timedelta(hours=12)
REFRESH_TEXT = "PT12H"  # the same for programs that know only the older X-PUBLISHED-TTL

_END = b"END:VCALENDAR\r\n"


def calendar(name: str, language: str, events: Iterable[bytes]) -> bytes:
    """One calendar file with the events."""
    file = Calendar()
    file.add("prodid", f"-//Brygga//{language.upper()}//")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for title in ("name", "x-wr-calname"):
        file.add(title, vText(_line(name)))
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", REFRESH_TEXT)
    file.add_component(_time_zone())
    return bytes(file.to_ical()).removesuffix(_END) + b"".join([*events, _END])


def event(session: SessionView, host: str, address: str, summary: str, description: str) -> bytes:
    """The session as a VEVENT, ready to stand in a calendar; all times are Europe/Stockholm.

    `host` makes its UID unique in the world.
    """
    component = Event()
    slot, meeting = session.actual, session.session
    component.add("uid", f"{meeting.id.replace('/', '-')}@{host}")
    component.add("sequence", meeting.sequence)
    for name in ("dtstamp", "last-modified"):
        component.add(name, datetime.combine(meeting.updated, time.min, UTC))
    component.add("created", datetime.combine(meeting.announced, time.min, UTC))
    _add_times(component, slot.date, slot.start, slot.end, slot.moment)
    component.add("summary", _line(summary))
    component.add("description", description)
    component.add("location", _location(session))
    component.add("url", address)
    component.add("status", STATUS.get(session.status, "TENTATIVE" if meeting.notice else "CONFIRMED"))
    component.add("transp", "TRANSPARENT")
    return bytes(component.to_ical())


def _add_times(
    component: Event, day: date, start: time | None, end: time | None, moment: Callable[[time], datetime]
) -> None:
    if start is None:
        component.add("dtstart", day)
        component.add("dtend", day + timedelta(days=1))
        return
    component.add("dtstart", moment(start))
    if end is not None:
        component.add("dtend", moment(end))


def _location(session: SessionView) -> str:
    place = session.place
    parts: list[Any] = [place["title"], place["street"], place["postal_code"], place["city"]]
    return _line(", ".join(str(part) for part in parts if part))


def _line(text: str) -> str:
    return " ".join(text.split())


def _time_zone() -> Timezone:
    """Europe/Stockholm since 1996 (directive 2000/84/EC: last Sundays of March and October, 01:00 UTC)."""
    zone = Timezone()
    zone.add("tzid", str(ZONE))
    zone.add_component(_observance(TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 3, (1, 2)))
    zone.add_component(_observance(TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 10, (2, 1)))
    return zone


def _observance(
    part: TimezoneStandard | TimezoneDaylight, name: str, first: datetime, month: int, hours: tuple[int, int]
) -> TimezoneStandard | TimezoneDaylight:
    part.add("tzname", name)
    part.add("dtstart", first)
    part.add("rrule", vRecur({"freq": "yearly", "bymonth": month, "byday": "-1su"}))
    part.add("tzoffsetfrom", timedelta(hours=hours[0]))
    part.add("tzoffsetto", timedelta(hours=hours[1]))
    return part
