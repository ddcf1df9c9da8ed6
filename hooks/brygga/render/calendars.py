"""Sessions → iCalendar (RFC 5545, RFC 7986). One VEVENT a date, never a rule: a reader's app needs no arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText
from icalendar.parser import Contentline

from brygga.model.session import CANCELLED, POSTPONED, ZONE, Slot
from brygga.view.session_view import SessionView

STATUS = {CANCELLED: "CANCELLED", POSTPONED: "CANCELLED"}
REFRESH = timedelta(hours=12)
REFRESH_TEXT = "PT12H"  # the same for programs that know only the older X-PUBLISHED-TTL

_YEAR_2000 = datetime(2000, 1, 1, tzinfo=UTC)
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


def event(session: SessionView, revised: datetime, host: str, address: str, summary: str, description: str) -> bytes:
    """The session as a VEVENT, ready to stand in a calendar; all times on the wall are those of Europe/Stockholm.

    `revised` is when it had to show something else for the last time: SEQUENCE counts the seconds until then, so that
    it is never less than before, however little a build knows. `host` makes its UID unique in the world. The lines are
    put together here, as the library has them but in a quarter of its time: the site's own calendar holds every date.
    """
    slot, meeting = session.actual, session.session
    updated = f"{revised.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    created = min(datetime.combine(meeting.announced, time.min, UTC), revised)
    lines = (
        "BEGIN:VEVENT",
        _text("SUMMARY", _line(summary)),
        *_times(slot),
        f"DTSTAMP:{updated}",
        _text("UID", f"{meeting.id.replace('/', '-')}@{host}"),
        f"SEQUENCE:{sequence(revised)}",
        f"CREATED:{created:%Y%m%dT%H%M%SZ}",
        _text("DESCRIPTION", description),
        f"LAST-MODIFIED:{updated}",
        _text("LOCATION", _location(session)),
        f"STATUS:{STATUS.get(session.status, 'TENTATIVE' if meeting.notice else 'CONFIRMED')}",
        "TRANSP:TRANSPARENT",
        f"URL:{address}",
        "END:VEVENT",
    )
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def sequence(revised: datetime) -> int:
    """Seconds since 2000: an iCalendar INTEGER has 31 bits, which last until 2068."""
    return max(0, int((revised - _YEAR_2000).total_seconds()))


def _folded(line: str) -> bytes:
    return bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]  # as the library has it


def _text(name: str, text: str) -> str:
    return f"{name}:{vText(text).to_ical().decode()}"


def _times(slot: Slot) -> Iterator[str]:
    """A day without hours lasts to the next."""
    if slot.start is None:
        yield f"DTSTART;VALUE=DATE:{slot.date:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{slot.date + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID={ZONE}:{slot.date:%Y%m%d}T{slot.start:%H%M%S}"
    if slot.end is not None and slot.end > slot.start:  # RFC 5545, 3.8.2.2: later than the start
        yield f"DTEND;TZID={ZONE}:{slot.date:%Y%m%d}T{slot.end:%H%M%S}"


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
