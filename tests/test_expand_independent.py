"""Dates and calendar files against programs that were written by others: dateutil, icalendar, recurring_ical_events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import recurring_ical_events
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from dateutil.tz import gettz
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from brygga.load.data import Data
from brygga.load.languages import Language
from brygga.model.expand import expand
from brygga.model.record import Record, Records
from brygga.model.revisions import Revisions
from brygga.model.session import WEEKDAYS, WEEKS_OF_MONTH
from brygga.render.calendars import session_event
from brygga.translation.catalogue import Catalogue
from brygga.view.reader import Reader
from common.icalendar import calendar
from common.localisation.plurals import usual_forms
from tinysite import real_schemas

STOCKHOLM = gettz("Europe/Stockholm")  # dateutil's own reading of the time zone
HORIZON = date(2030, 12, 31)
PUBLISHED = date(2019, 1, 1)
DAYS = st.dates(date(2019, 1, 1), date(2030, 6, 30))
CLOCKS = st.tuples(st.integers(4, 20), st.sampled_from([0, 15, 30, 59])).map(lambda pair: time(*pair))
LENGTHS = st.timedeltas(timedelta(minutes=15), timedelta(hours=3))  # 20:59 and three hours are still the same day
STATUSES = {"cancelled": "CANCELLED", "postponed": "CANCELLED", "moved": "CONFIRMED", "scheduled": "CONFIRMED"}
NUMBERS = dict(zip(WEEKS_OF_MONTH, (1, 2, 3, 4, -1), strict=True))
Row = dict[str, Any]
# The day of every clock change.
EVERY_SUNDAY = {
    "title": "Café", "summary": "Vi fikar.", "place": "kvarnen", "weekday": "sunday",
    "start": time(13), "end": time(16), "first_day": date(2019, 1, 1), "last_day": None, "every": None,
    "week_of_month": None,
}  # fmt: skip
# Months with four Saturdays and with five, leap years among them.
EVERY_LAST = EVERY_SUNDAY | {"weekday": "saturday", "week_of_month": "last", "first_day": date(2019, 8, 31)}
SITE = {"title": "Mammorna", "published": PUBLISHED, "time_zone": "Europe/Stockholm"}


class Meeting(NamedTuple):
    uid: str
    start: datetime
    end: datetime
    status: str


@st.composite
def series(draw: st.DrawFn, most_weeks: int) -> Row:
    first, start = draw(DAYS), draw(CLOCKS)
    last = first + timedelta(weeks=draw(st.integers(1, most_weeks)))
    end = (datetime.combine(first, start) + draw(LENGTHS)).time().replace(second=0, microsecond=0)
    return {
        "title": "Café", "summary": "Vi fikar.", "place": "kvarnen", "weekday": draw(st.sampled_from(WEEKDAYS)),
        "start": start, "end": end, "first_day": first, "last_day": draw(st.sampled_from([last, None])),
        "every": draw(st.sampled_from([None, 1, 2, 3, 4, 5, 6, 7, 8])),
        "week_of_month": draw(st.sampled_from([None, *WEEKS_OF_MONTH])),
    }  # fmt: skip


@st.composite
def changed_series(draw: st.DrawFn) -> Row:
    values = draw(series(most_weeks=20))
    values["last_day"] = values["last_day"] or values["first_day"] + timedelta(weeks=20)
    dates = [day.date() for day in reference_dates(values)]
    changed = st.lists(st.sampled_from(dates), max_size=6) if dates else st.just([])
    values["changes"] = [draw(change(day)) for day in draw(changed)]
    return values


@st.composite
def change(draw: st.DrawFn, day: date) -> Row:
    row = {"date": day, "status": draw(st.sampled_from(sorted(STATUSES))), "reason": "Snö.", "announced": PUBLISHED}
    if row["status"] == "moved":
        row["new_date"] = day + timedelta(days=draw(st.integers(-20, 20)))
        row |= draw(st.sampled_from([{}, {"new_start": time(5)}, {"new_start": time(5), "new_end": time(21)}]))
    return row


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(values=series(most_weeks=300))
@example(values=EVERY_SUNDAY)
@example(values=EVERY_LAST)
def test_a_series_has_the_dates_and_instants_of_dateutil(values: Row) -> None:
    sessions = expand(records(values), HORIZON)
    found = [(s.actual.date, *instants(s.actual.moment, values["start"], values["end"])) for s in sessions]
    wanted = [(d.date(), *reference_instants(d, values["start"], values["end"])) for d in reference_dates(values)]
    assert found == wanted


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(values=changed_series())
def test_the_calendar_file_gives_other_programs_the_same_meetings(values: Row) -> None:
    file = Calendar.from_ical(calendar_file(values))
    window = (values["first_day"] - timedelta(days=60), values["last_day"] + timedelta(days=60))
    events = recurring_ical_events.of(file).between(*window)
    assert sorted(read_meetings(events)) == sorted(reference_meetings(values))


def records(values: Row) -> Records:
    place = {"title": "Kvarnen", "street": "Kvarngatan 1", "postal_code": "123 45", "city": "Lillby"}
    return Records([
        Record("site", "site", "data/site.yaml", SITE, {}),
        Record("places", "kvarnen", "data/places/kvarnen.yaml", place, {}),
        Record("series", "cafe", "data/series/cafe.yaml", values, {}),
    ])  # fmt: skip


def calendar_file(values: Row) -> bytes:
    schemas, _ = real_schemas()
    made = records(values)
    data = Data(made, schemas, expand(made, HORIZON), PUBLISHED, is_live=True, recordings={}, revisions=Revisions())
    reader = Reader(data, Language("sv", "Svenska", is_source=True), Catalogue(usual_forms("sv")))
    events = [session_event(session, "https://example.org/", "A", "B") for session in reader.sessions]
    return calendar("Café", "sv", made.zone, 12, [one.written(datetime(2019, 3, 5, tzinfo=UTC)) for one in events])


def reference_dates(values: Mapping[str, Any]) -> list[datetime]:
    """The weeks of a series begin on the weekday of its first day; months are those of the calendar."""
    first: date = values["first_day"]
    day, number = WEEKDAYS.index(values["weekday"]), NUMBERS.get(values["week_of_month"])
    rule = rrule(
        MONTHLY if number else WEEKLY,
        dtstart=datetime.combine(first, time.min),
        until=datetime.combine(values["last_day"] or HORIZON, time.max),
        interval=values["every"] or 1,
        byweekday=weekday(day, number) if number else day,
        wkst=first.weekday(),
    )
    return list(rule)


def last_told(values: Row, day: date) -> Row:
    """What is said last of a date; what is cancelled or postponed keeps the day and hour that were told before."""
    told: Row = {}
    for row in values["changes"]:
        if row["date"] == day:
            is_on = row["status"] in ("moved", "scheduled")
            told = row if is_on else {**told, "status": row["status"]}
    return told


def reference_instants(day: datetime, start: time, end: time) -> tuple[datetime, datetime]:
    both = (datetime.combine(day.date(), clock, STOCKHOLM).astimezone(UTC) for clock in (start, end))
    return next(both), next(both)


def instants(moment: Any, start: time, end: time) -> tuple[datetime, datetime]:
    return moment(start, STOCKHOLM).astimezone(UTC), moment(end, STOCKHOLM).astimezone(UTC)


def reference_meetings(values: Row) -> Iterator[Meeting]:
    for day in reference_dates(values):
        row = last_told(values, day.date())
        begin = datetime.combine(row.get("new_date") or day.date(), row.get("new_start") or values["start"])
        length = datetime.combine(day, values["end"]) - datetime.combine(day, values["start"])
        end = row.get("new_end") or (begin + length).time()
        start_utc, end_utc = reference_instants(begin, begin.time(), end)
        yield Meeting(f"cafe-{day:%Y-%m-%d}@example.org", start_utc, end_utc, STATUSES[row.get("status", "moved")])


def read_meetings(events: Iterable[Any]) -> Iterator[Meeting]:
    for one in events:
        start, end = (one[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
        yield Meeting(str(one["UID"]), start, end, str(one["STATUS"]))
