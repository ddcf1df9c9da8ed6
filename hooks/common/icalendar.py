"""Dates as other programs read them: iCalendar (RFC 5545, RFC 7986), of the site and of a member's own calendar.

One VEVENT a date, never a rule: a reader's app needs no arithmetic. Values come in, bytes go out; what an event is
called, and in which language, its caller knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, vText
from icalendar.parser import Contentline

from common.time_zone import vtimezone

# STATUS of an event (RFC 5545, 3.8.1.11)
EVENT_CONFIRMED, EVENT_TENTATIVE, EVENT_CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"

_YEAR_2000 = datetime(2000, 1, 1, tzinfo=UTC)
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True)
class Event:
    """What a calendar says of one date. Hours are those on the wall in `zone`; without a `start` it is the whole day.

    `uid` is unique in the world and the same for ever (`uid_of`). `is_busy`: who has it in her calendar has no time for
    something else.
    """

    uid: str
    day: date
    start: time | None
    end: time | None
    zone: ZoneInfo
    summary: str
    description: str
    location: str
    status: str
    is_busy: bool
    url: str | None = None
    announced: date | None = None

    def written(self, revised: datetime) -> bytes:
        """As a VEVENT, ready to stand in a calendar.

        `revised` is when it had to show something else for the last time: SEQUENCE counts the seconds until then, so
        that it is never less than before, however little is known. The lines are put together here, as the library has
        them but in a quarter of its time: the site's own calendar holds every date.
        """
        updated = _utc(revised)
        lines = (
            "BEGIN:VEVENT",
            _text("SUMMARY", _line(self.summary)),
            *self._times(),
            f"DTSTAMP:{updated}",
            _text("UID", self.uid),
            f"SEQUENCE:{sequence(revised)}",
            *([f"CREATED:{_utc(_created(self.announced, revised))}"] if self.announced else ()),
            _text("DESCRIPTION", self.description),
            f"LAST-MODIFIED:{updated}",
            _text("LOCATION", _line(self.location)),
            f"STATUS:{self.status}",
            f"TRANSP:{'OPAQUE' if self.is_busy else 'TRANSPARENT'}",
            *([f"URL:{self.url}"] if self.url else ()),
            "END:VEVENT",
        )
        return b"".join(_folded(line) + b"\r\n" for line in lines)

    @property
    def content(self) -> bytes:
        """What it says, without since when: two of these that are alike show a reader the same."""
        return self.written(_YEAR_2000)

    def _times(self) -> Iterator[str]:
        """A day without hours lasts to the next."""
        if self.start is None:
            yield f"DTSTART;VALUE=DATE:{self.day:%Y%m%d}"
            yield f"DTEND;VALUE=DATE:{self.day + timedelta(days=1):%Y%m%d}"
            return
        yield f"DTSTART;TZID={self.zone}:{self.day:%Y%m%d}T{self.start:%H%M%S}"
        if self.end is not None and self.end > self.start:  # RFC 5545, 3.8.2.2: later than the start
            yield f"DTEND;TZID={self.zone}:{self.day:%Y%m%d}T{self.end:%H%M%S}"


def calendar(name: str, language: str, zone: ZoneInfo, refresh_hours: int, events: Iterable[bytes]) -> bytes:
    """One calendar file with the events, as `Event.written` has them; programs come back after `refresh_hours`."""
    file = Calendar()
    file.add("prodid", f"-//Brygga//{language.upper()}//")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for title in ("name", "x-wr-calname"):
        file.add(title, vText(_line(name)))
    file.add("refresh-interval", timedelta(hours=refresh_hours), parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", f"PT{refresh_hours}H")  # the same for programs that know only this, which is older
    return bytes(file.to_ical()).removesuffix(_END) + b"".join([vtimezone(zone), *events, _END])


def uid_of(name: str, site_url: str) -> str:
    """A UID: a name that only one event of the site has, made unique in the world by the site's host."""
    return f"{name}@{urlsplit(site_url).hostname or 'localhost'}"


def event_status(takes_place: bool, is_certain: bool) -> str:
    if not takes_place:
        return EVENT_CANCELLED
    return EVENT_CONFIRMED if is_certain else EVENT_TENTATIVE


def sequence(revised: datetime) -> int:
    """Seconds since 2000: an iCalendar INTEGER has 31 bits, which last until 2068."""
    return max(0, int((revised - _YEAR_2000).total_seconds()))


def _created(announced: date, revised: datetime) -> datetime:
    """No program is told that something was changed before it was made."""
    return min(datetime.combine(announced, time.min, UTC), revised)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> bytes:
    return bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]  # as the library has it


def _text(name: str, text: str) -> str:
    return f"{name}:{vText(text).to_ical().decode()}"


def _line(text: str) -> str:
    return " ".join(text.split())
