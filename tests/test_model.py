"""Slots, changes and dates one by one: the edges that no meeting of a real programme comes near."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from brygga.model.record import Record
from brygga.model.session import Change, Session, Slot, all_dates, changes_of, promised, regular_dates, session_id

DAY, LATER, TOLD = date(2019, 3, 5), date(2019, 3, 12), date(2019, 3, 1)
Clock = time | None


@pytest.mark.parametrize(
    ("start", "end", "new_start", "new_end"),
    [
        (time(13), time(16), time(14), time(17)),
        (time(13), time(16), time(20, 59), time(23, 59)),
        (time(13), time(16), time(21), time(23, 59)),
        (time(13), time(16), time(23, 30), time(23, 59)),
        (time(13), time(16), time(23, 58), time(23, 59)),
        (time(13), time(16), time(23, 59), None),
        (time(13), time(13, 1), time(23, 58), time(23, 59)),
        (time(13), time(16), None, time(16)),
        (time(13), None, time(14), None),
        (None, time(16), time(14), time(16)),
        (None, None, time(14), None),
    ],
)
def test_a_moved_meeting_keeps_its_length_within_its_day(
    start: Clock, end: Clock, new_start: Clock, new_end: Clock
) -> None:
    assert Slot(DAY, start, end, "kvarnen").end_for(new_start) == new_end


def change(**facts: Any) -> Change:
    return Change.of({"date": DAY, "status": "moved", "reason": "Snö.", "announced": TOLD, **facts})


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, Slot(DAY, time(13), time(16), "kvarnen")),
        ({"new_date": LATER}, Slot(LATER, time(13), time(16), "kvarnen")),
        ({"new_start": time(14)}, Slot(DAY, time(14), time(17), "kvarnen")),
        ({"new_end": time(15)}, Slot(DAY, time(13), time(15), "kvarnen")),
        ({"new_start": time(14), "new_end": time(15)}, Slot(DAY, time(14), time(15), "kvarnen")),
        ({"new_place": "torget"}, Slot(DAY, time(13), time(16), "torget")),
    ],
    ids=["nothing", "day", "start", "end", "hours", "place"],
)
def test_what_a_change_does_not_name_stays_as_it_was(facts: dict[str, Any], wanted: Slot) -> None:
    planned = Slot(DAY, time(13), time(16), "kvarnen")
    assert planned.moved_by(change(**facts)) == wanted
    assert promised(planned, [change(**facts)]) == [planned, wanted]


@pytest.mark.parametrize(("status", "is_told"), [("moved", 2), ("scheduled", 2), ("cancelled", 1), ("postponed", 1)])
def test_only_what_takes_place_is_promised(status: str, is_told: int) -> None:
    assert len(promised(Slot(DAY, None, None, ""), [change(status=status, new_date=LATER)])) == is_told


def test_a_change_is_read_field_by_field() -> None:
    names = ("new_date", "new_start", "new_end", "new_place")
    values = (LATER, time(14), time(15), "torget")
    assert change(**dict(zip(names, values, strict=True))) == Change(DAY, "moved", "Snö.", TOLD, *values)
    assert change() == Change(DAY, "moved", "Snö.", TOLD, None, None, None, None)


def series(**values: Any) -> Record:
    known = {"weekday": "tuesday", "first_day": DAY, "last_day": date(2019, 3, 26), **values}
    return Record("series", "cafe", "data/series/cafe.yaml", known, {})


@pytest.mark.parametrize(
    ("values", "until", "days"),
    [
        ({}, date(2019, 12, 31), [5, 12, 19, 26]),
        ({"last_day": date(2019, 3, 25)}, date(2019, 12, 31), [5, 12, 19]),
        ({"last_day": None}, date(2019, 3, 19), [5, 12, 19]),
        ({"last_day": None}, date(2019, 3, 18), [5, 12]),
        ({"every": 2}, date(2019, 12, 31), [5, 19]),
        ({"every": 3}, date(2019, 12, 31), [5, 26]),
        ({"first_day": date(2019, 3, 6)}, date(2019, 12, 31), [12, 19, 26]),
        ({"first_day": date(2019, 3, 4)}, date(2019, 12, 31), [5, 12, 19, 26]),
        ({"first_day": date(2019, 3, 27)}, date(2019, 12, 31), []),
        ({"week_of_month": "first"}, date(2019, 12, 31), [5]),
        ({"week_of_month": "second"}, date(2019, 12, 31), [12]),
        ({"week_of_month": "fourth"}, date(2019, 12, 31), [26]),
        ({"week_of_month": "last"}, date(2019, 12, 31), [26]),
        ({"week_of_month": "first", "first_day": date(2019, 3, 6)}, date(2019, 12, 31), []),
    ],
)
def test_dates_by_rule_alone(values: dict[str, Any], until: date, days: list[int]) -> None:
    assert regular_dates(series(**values), until) == [date(2019, 3, day) for day in days]


def test_extra_dates_stand_among_the_others_and_once() -> None:
    extra = [{"date": date(2019, 3, day)} for day in (28, 5, 7)]
    dates = all_dates(series(last_day=None, extra=extra), LATER)
    assert dates == [date(2019, 3, day) for day in (5, 7, 12, 28)]


def test_changes_of_a_day_stand_in_the_order_they_were_told() -> None:
    rows = [{"date": day, "status": status} for day, status in ((DAY, "moved"), (LATER, "moved"), (DAY, "cancelled"))]
    assert [one.status for one in changes_of(series(changes=rows), DAY)] == ["moved", "cancelled"]
    assert changes_of(series(), DAY) == []


def event(**values: Any) -> Record:
    return Record("events", "fest", "data/events/fest.yaml", values, {})


@pytest.mark.parametrize(
    ("record", "wanted"),
    [(series(), "cafe/2019-03-05"), (event(), "fest"), (event(series="kvall"), "kvall/2019-03-05")],
    ids=["series", "event", "guest"],
)
def test_a_meeting_is_named_after_the_day_that_was_planned(record: Record, wanted: str) -> None:
    assert session_id(record, DAY) == wanted


def session(status: str, *slots: Slot, name: str = "a") -> Session:
    return Session(name, series(), slots, status, None, None, (), TOLD, 0, TOLD)


def test_a_session_is_where_it_was_told_last() -> None:
    planned, moved = Slot(DAY, time(13), time(16), "kvarnen"), Slot(LATER, time(14), time(17), "torget")
    one = session("moved", planned, moved)
    assert (one.planned, one.actual) == (planned, moved)
    statuses = ("scheduled", "moved", "cancelled", "postponed")
    assert [session(status, planned).takes_place for status in statuses] == [True, True, False, False]


def test_sessions_stand_by_day_hour_and_name() -> None:
    """Without an hour it comes first of its day."""
    early, late, unknown = (Slot(DAY, clock, None, "") for clock in (time(9), time(10), None))
    next_day = Slot(LATER, time(8), None, "")
    listed = [
        session("scheduled", slot, name=name)
        for name, slot in (("d", next_day), ("b", late), ("c", early), ("a", early), ("e", unknown))
    ]
    assert [one.id for one in sorted(listed, key=lambda one: one.sort_key)] == ["e", "a", "c", "b", "d"]
