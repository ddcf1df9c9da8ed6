"""Calendar files line by line (RFC 5545): what other programs are told of a date, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from brygga.model.session import Slot
from brygga.render.calendars import session_event
from citysite import PROJECT
from common.icalendar import Event, calendar, sequence

ZONE = ZoneInfo("Europe/Stockholm")
REVISED = datetime(2019, 3, 1, 12, 0, 5, tzinfo=UTC)
PLACE = {"title": "Kvarnen, övre", "street": "Kvarngatan 1", "postal_code": "123 45", "city": "Lillby"}
USUAL = Slot(date(2019, 3, 5), time(13), time(16, 30), "kvarnen")
EVENT = """BEGIN:VEVENT
SUMMARY:Café\\; med\\, te
DTSTART;TZID=Europe/Stockholm:20190305T130000
DTEND;TZID=Europe/Stockholm:20190305T163000
DTSTAMP:20190301T120005Z
UID:cafe-2019-03-05@mammor.example
SEQUENCE:604756805
CREATED:20190201T000000Z
DESCRIPTION:Rad ett\\nRad två
LAST-MODIFIED:20190301T120005Z
LOCATION:Kvarnen\\, övre\\, Kvarngatan 1\\, 123 45\\, Lillby
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://mammor.example/cafe/
END:VEVENT
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Brygga//AR//
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Mammornas kalender
X-WR-CALNAME:Mammornas kalender
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def written(
    slot: Slot = USUAL, status: str = "scheduled", notice: str | None = None, revised: datetime = REVISED, **place: Any
) -> str:
    """The event, with "\\n" for ends of lines."""
    meeting = SimpleNamespace(id="cafe/2019-03-05", announced=date(2019, 2, 1), notice=notice)
    takes_place = status in ("scheduled", "moved")
    view: Any = SimpleNamespace(
        actual=slot, session=meeting, takes_place=takes_place, place={**PLACE, **place}, zone=ZONE
    )
    address = "https://mammor.example/cafe/"
    made = session_event(view, address, "Café;\n med,  te", "Rad ett\nRad två").written(revised).decode()
    assert made.count("\r\n") == made.count("\n")
    return made.replace("\r\n", "\n")


def lines(*names: str, **facts: Any) -> list[str]:
    return [line for line in written(**facts).splitlines() if line.startswith(names)]


def test_an_event_line_by_line() -> None:
    assert written() == EVENT


@pytest.mark.parametrize(
    ("status", "notice", "told"),
    [
        ("scheduled", None, "CONFIRMED"),
        ("moved", None, "CONFIRMED"),
        ("scheduled", "Fråga först.", "TENTATIVE"),
        ("cancelled", None, "CANCELLED"),
        ("cancelled", "Fråga först.", "CANCELLED"),
        ("postponed", None, "CANCELLED"),
    ],
)
def test_what_becomes_of_it(status: str, notice: str | None, told: str) -> None:
    assert lines("STATUS", status=status, notice=notice) == [f"STATUS:{told}"]


DAY = date(2019, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (None, None, ["DTSTART;VALUE=DATE:20191231", "DTEND;VALUE=DATE:20200101"]),
        (None, time(16), ["DTSTART;VALUE=DATE:20191231", "DTEND;VALUE=DATE:20200101"]),
        (time(9), None, ["DTSTART;TZID=Europe/Stockholm:20191231T090000"]),
        (time(9), time(9), ["DTSTART;TZID=Europe/Stockholm:20191231T090000"]),
        (time(9), time(8), ["DTSTART;TZID=Europe/Stockholm:20191231T090000"]),
        (
            time(0),
            time(0, 1),
            ["DTSTART;TZID=Europe/Stockholm:20191231T000000", "DTEND;TZID=Europe/Stockholm:20191231T000100"],
        ),
    ],
    ids=["a day", "an end alone", "a start alone", "no length", "turned round", "a minute"],
)
def test_when_it_is(start: time | None, end: time | None, wanted: list[str]) -> None:
    assert lines("DTSTART", "DTEND", slot=Slot(DAY, start, end, "kvarnen")) == wanted


def test_it_was_never_made_after_it_was_changed() -> None:
    early = datetime(2019, 1, 31, 23, 59, 59, tzinfo=UTC)
    assert lines("CREATED", "DTSTAMP", revised=early) == ["DTSTAMP:20190131T235959Z", "CREATED:20190131T235959Z"]
    swedish = datetime.fromisoformat("2019-07-01T01:30:00+02:00")
    assert lines("LAST", revised=swedish) == ["LAST-MODIFIED:20190630T233000Z"], "in UTC"


def test_a_place_is_named_as_far_as_it_is_known() -> None:
    assert lines("LOCATION", street=None, city="") == ["LOCATION:Kvarnen\\, övre\\, 123 45"]
    assert lines("LOCATION", title="Vid\n  bron") == ["LOCATION:Vid bron\\, Kvarngatan 1\\, 123 45\\, Lillby"]


def test_long_lines_are_folded_after_75_bytes() -> None:
    first, second = written(title="å" * 60).split("LOCATION:")[1].split("\n")[:2]
    assert len(f"LOCATION:{first}".encode()) <= 75
    assert (first + second.removeprefix(" ")).startswith("å" * 60)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(1999, 12, 31, tzinfo=UTC), 0),
        (datetime(2000, 1, 1, tzinfo=UTC), 0),
        (datetime(2000, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC), 1),
        (datetime(2000, 1, 2, tzinfo=UTC), 86_400),
    ],
)
def test_a_sequence_counts_seconds_since_2000(moment: datetime, number: int) -> None:
    assert sequence(moment) == number


@pytest.mark.parametrize("events", [[], [EVENT], [EVENT, EVENT]], ids=len)
def test_a_calendar_holds_its_events_and_how_the_clocks_change(events: list[str]) -> None:
    made = calendar(
        "Mammornas\n kalender", "ar", ZONE, 12, iter([one.replace("\n", "\r\n").encode() for one in events])
    )
    assert made.decode().replace("\r\n", "\n") == "".join([CALENDAR, *events, "END:VCALENDAR\n"])


def test_an_event_of_her_own_takes_her_time_and_has_no_page() -> None:
    own = Event("a@mammor.example", DAY, time(9), time(10), ZONE, "Tolka", "", "Torget", "TENTATIVE", is_busy=True)
    assert b"TRANSP:OPAQUE" in own.written(REVISED)
    assert [name for name in (b"URL", b"CREATED") if name in own.written(REVISED)] == []
    calendar_of_one = Calendar.from_ical(calendar("Mitt", "sv", ZONE, 6, [own.written(REVISED)]))
    [found] = recurring_ical_events.of(calendar_of_one).at(DAY)
    hours = [f"{found[name].dt.astimezone(UTC):%H:%M}" for name in ("DTSTART", "DTEND")]
    assert (found["SUMMARY"], found["STATUS"], hours) == ("Tolka", "TENTATIVE", ["08:00", "09:00"])


def test_what_an_event_says_does_not_depend_on_since_when() -> None:
    one = Event("a@mammor.example", DAY, None, None, ZONE, "Tolka", "", "Torget", "CONFIRMED", is_busy=True)
    assert one.content == replace(one).content != replace(one, location="Kvarnen").content


def test_icalendar_is_written_in_one_place() -> None:
    """Whoever puts a calendar together by hand somewhere else mends the next fault once of two times."""
    own = "hooks/common/icalendar.py"
    files = [path for folder in ("hooks", "portal") for path in (PROJECT / folder).rglob("*.py")]
    writers = re.compile(r"\b(from|import) icalendar\b|VEVENT|VCALENDAR")
    assert [str(path.relative_to(PROJECT)) for path in files if writers.search(path.read_text("utf-8"))] == [own]
