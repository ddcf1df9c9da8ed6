"""Rules about days and times at their edges: what is just sound, and what is just not."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from brygga.check import rules_time as rules
from brygga.model.record import Record
from ruled import Told, record, told

FIRST = date(2019, 3, 5)


def series(name: str = "cafe", **values: Any) -> Record:
    usual = {"place": "kvarnen", "weekday": "tuesday", "start": time(13), "end": time(16), "first_day": FIRST}
    return record("series", name, **{**usual, "last_day": date(2019, 3, 26), **values})


def event(name: str = "fest", **values: Any) -> Record:
    return record("events", name, **{"date": FIRST, "place": "kvarnen", **values})


def change(day: date = FIRST, status: str = "moved", **values: Any) -> dict[str, Any]:
    return {"date": day, "status": status, "reason": "Snö.", "announced": date(2019, 3, 1), **values}


def extra(**values: Any) -> dict[str, Any]:
    return {"date": FIRST, "announced": FIRST, **values}


def names(found: list[Told]) -> list[str]:
    return [f"{path} {name}" for path, name, _, _ in found]


ENDS: dict[str, tuple[Record, list[str]]] = {
    "a minute": (event(start=time(10), end=time(10, 1)), []),
    "no length": (event(start=time(10), end=time(10)), ["end 10:00 10:00"]),
    "turned round": (event(start=time(10), end=time(9)), ["end 10:00 09:00"]),
    "an end alone": (event(end=time(9)), []),
    "a change's own hours": (
        series(changes=[change(new_start=time(17), new_end=time(16, 30))]),
        ["new_end 17:00 16:30"],
    ),
    "a change's end": (series(changes=[change(new_end=time(13))]), ["new_end 13:00 13:00"]),
    "a change's end is later": (series(changes=[change(new_end=time(13, 1))]), []),
    "an extra date's hours": (series(extra=[extra(start=time(9), end=time(9))]), ["end 09:00 09:00"]),
    "an extra date's end": (series(extra=[extra(end=time(12))]), ["end 13:00 12:00"]),
    "a change of an extra date": (
        series(extra=[extra(start=time(9))], changes=[change(new_end=time(10))]),
        [],
    ),
    "a change of an extra date, too early": (
        series(extra=[extra(start=time(9))], changes=[change(new_end=time(8))]),
        ["new_end 09:00 08:00"],
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_meeting_ends_after_it_starts(name: str) -> None:
    made, wanted = ENDS[name]
    found = told(rules.end_before_start, made)
    assert [f"{facts['field']} {facts['start']} {facts['end']}" for *_, facts in found] == wanted
    assert all(line.endswith(facts["field"]) and id_ == "end-before-start" for _, line, id_, facts in found)


@pytest.mark.parametrize("kind", ["events", "requests"])
def test_an_end_has_a_start(kind: str) -> None:
    assert told(rules.end_without_start, record(kind, "a", start=time(9), end=time(10))) == []
    assert told(rules.end_without_start, record(kind, "a", start=time(9))) == []
    found = told(rules.end_without_start, record(kind, "a", title="A", end=time(10)))
    assert found == [(f"{kind}/a", "end", "end-without-start", {"field": "end"})]


@pytest.mark.parametrize("kind", ["series", "closures"])
@pytest.mark.parametrize(("days", "is_told"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_is_not_before_the_first(kind: str, days: int, is_told: bool) -> None:
    made = record(kind, "a", title="A", first_day=FIRST, last_day=FIRST + timedelta(days))
    found = told(rules.last_before_first, Record(made.kind, made.id, made.path, made.values, made.lines, sound=False))
    facts = {"field": "last_day", "first": "2019-03-05", "last": "2019-03-04"}
    assert found == ([(f"{kind}/a", "last_day", "last-before-first", facts)] if is_told else [])


@pytest.mark.parametrize(("days", "weeks"), [(53 * 7, None), (54 * 7 - 1, None), (54 * 7, "54"), (530 * 7, "530")])
def test_a_term_has_at_most_53_weeks(days: int, weeks: str | None) -> None:
    found = told(rules.term_length, series(last_day=FIRST + timedelta(days)))
    facts = {"field": "last_day", "weeks": weeks, "limit": "53"}
    assert found == ([("series/cafe", "last_day", "term-length", facts)] if weeks else [])
    assert told(rules.term_length, series(last_day=None)) == []


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        ({"last_day": FIRST}, False),
        ({"weekday": "wednesday", "last_day": FIRST}, True),
        ({"weekday": "wednesday", "last_day": FIRST, "extra": [{"date": FIRST, "announced": FIRST}]}, False),
        ({"weekday": "wednesday", "last_day": FIRST - timedelta(1)}, False),
        ({"weekday": "wednesday", "last_day": None}, False),
    ],
    ids=["one day", "none", "an extra one", "turned round", "no end"],
)
def test_a_series_has_a_meeting(values: dict[str, Any], is_told: bool) -> None:
    facts = {"field": "first_day", "weekday": "wednesday"}
    wanted = [("series/cafe", "first_day", "series-empty", facts)] if is_told else []
    assert told(rules.series_empty, series(**values)) == wanted


SPRING, AUTUMN = date(2019, 3, 31), date(2019, 10, 27)


@pytest.mark.parametrize(
    ("day", "start", "end", "fields"),
    [
        (SPRING, time(1, 59), time(3), []),
        (SPRING, time(2), time(3), ["start 02:00"]),
        (SPRING, time(1), time(2, 59), ["end 02:59"]),
        (SPRING, time(2, 1), time(2, 30), ["start 02:01", "end 02:30"]),
        (SPRING, time(2, 30), None, ["start 02:30"]),
        (SPRING, None, None, []),
        (AUTUMN, time(1, 59), time(3), []),
        (AUTUMN, time(2), time(3, 1), ["start 02:00"]),
        (AUTUMN, time(1), time(2, 59), ["end 02:59"]),
        (SPRING - timedelta(1), time(2, 30), time(4), []),
        (SPRING + timedelta(1), time(2, 30), time(4), []),
        (AUTUMN - timedelta(1), time(2, 30), time(4), []),
        (AUTUMN + timedelta(1), time(2, 30), time(4), []),
    ],
    ids=str,
)
def test_an_hour_exists_once(day: date, start: time | None, end: time | None, fields: list[str]) -> None:
    found = told(rules.clock_change, event(date=day, start=start, end=end))
    assert [f"{name} {facts['time']}" for _, name, _, facts in found] == fields
    assert {(id_, facts["date"]) for *_, id_, facts in found} <= {("clock-change", str(day))}


@pytest.mark.parametrize("kind", ["events", "requests"])
def test_a_weekday_is_that_of_its_day(kind: str) -> None:
    assert told(rules.weekday, record(kind, "a", date=FIRST, weekday="tuesday")) == []
    assert told(rules.weekday, record(kind, "a", date=FIRST)) == []
    assert told(rules.weekday, record(kind, "a", weekday="monday")) == []
    facts = {"field": "weekday", "date": "2019-03-05", "actual": "tuesday", "written": "monday"}
    found = told(rules.weekday, record(kind, "a", date=FIRST, weekday="monday"))
    assert found == [(f"{kind}/a", "weekday", "weekday", facts)]


@pytest.mark.parametrize(
    ("day", "nearest"),
    [(date(2019, 3, 5), None), (date(2019, 3, 26), None), (date(2019, 3, 8), "2019-03-05"),
     (date(2019, 3, 9), "2019-03-12"), (date(2019, 4, 2), "2019-03-26"), (date(2019, 3, 4), "2019-03-05")],
    ids=str,
)  # fmt: skip
def test_a_change_is_of_a_date(day: date, nearest: str | None) -> None:
    found = told(rules.change_date, series(changes=[change(), change(day)]))
    facts = {"field": "date", "date": str(day), "nearest": nearest}
    assert found == ([("series/cafe", "changes.1.date", "change-date", facts)] if nearest else [])


def test_a_change_of_a_series_without_an_end_may_be_far_ahead() -> None:
    far = date(2021, 1, 5)  # a Tuesday beyond what rules look at
    assert told(rules.change_date, series(last_day=None, changes=[change(far)])) == []
    assert names(told(rules.change_date, series(last_day=None, changes=[change(far + timedelta(1))]))) == [
        "series/cafe changes.0.date"
    ]
    assert told(rules.change_date, event(changes=[change()])) == []
    assert told(rules.change_date, event(changes=[change(date(2019, 3, 6))]))[0][3]["nearest"] == "2019-03-05"


@pytest.mark.parametrize(
    ("status", "values", "targets", "none"),
    [
        ("moved", {}, ["changes.0.status"], []),
        ("moved", {"new_end": time(15)}, ["changes.0.status"], []),
        ("moved", {"new_date": FIRST}, [], []),
        ("moved", {"new_start": time(9)}, [], []),
        ("moved", {"new_place": "torget"}, [], []),
        ("cancelled", {}, [], []),
        ("cancelled", {"new_date": FIRST, "new_place": "torget"}, [], ["changes.0.new_date", "changes.0.new_place"]),
        ("postponed", {"new_start": time(9), "new_end": time(10)}, [], ["changes.0.new_start", "changes.0.new_end"]),
        ("scheduled", {"new_end": time(10)}, [], ["changes.0.new_end"]),
    ],
)
def test_only_what_is_moved_goes_somewhere(
    status: str, values: dict[str, Any], targets: list[str], none: list[str]
) -> None:
    made = series(changes=[change(status=status, **values)])
    wanted = [("series/cafe", name, "change-target", {"field": "status"}) for name in targets]
    assert told(rules.change_target, made) == wanted
    facts = [(name, {"field": name.rpartition(".")[2], "status": status}) for name in none]
    assert told(rules.change_no_target, made) == [("series/cafe", name, "change-no-target", one) for name, one in facts]


@pytest.mark.parametrize(
    ("days", "lines"),
    [([1, 1], []), ([1, 2], []), ([2, 1], [1]), ([1, 3, 2, 3], [2]), ([3, 1, 2], [1])],
    ids=str,
)
def test_changes_of_a_date_stand_as_they_were_told(days: list[int], lines: list[int]) -> None:
    rows = [{**change(), "announced": date(2019, 3, day)} for day in days]
    facts = {"field": "announced", "date": "2019-03-05"}
    wanted = [("series/cafe", f"changes.{line}.announced", "change-order", facts) for line in lines]
    assert told(rules.change_order, series(changes=rows)) == wanted
    other = {**change(date(2019, 3, 12)), "announced": date(2019, 2, 1)}
    assert told(rules.change_order, series(changes=[rows[0], other]), series("other", changes=[other])) == []


@pytest.mark.parametrize(
    ("days", "lines"),
    [([date(2019, 3, 6)], []), ([FIRST], [0]), ([date(2019, 3, 6), date(2019, 3, 6)], [1]), ([date(2019, 4, 2)], [])],
    ids=str,
)
def test_an_extra_date_is_one_more(days: list[date], lines: list[int]) -> None:
    found = told(rules.extra_date, series(extra=[{"date": day, "announced": FIRST} for day in days]))
    assert [(name, id_, facts) for _, name, id_, facts in found] == [
        (f"extra.{line}.date", "extra-date", {"field": "date", "date": str(days[line])}) for line in lines
    ]


def test_an_extra_date_far_ahead_is_looked_at_too() -> None:
    extra = [{"date": date(2021, 1, 5), "announced": FIRST}]
    assert names(told(rules.extra_date, series(last_day=None, extra=extra))) == ["series/cafe extra.0.date"]


@pytest.mark.parametrize(
    ("day", "moved_to", "lines"),
    [
        (FIRST, None, []),
        (date(2019, 3, 7), None, []),
        (date(2019, 3, 6), None, ["date 2019-03-06 2019-03-05"]),
        (FIRST, date(2019, 3, 26), []),
        (FIRST, date(2019, 4, 2), ["changes.0.new_date 2019-04-02 2019-03-26"]),
    ],
    ids=str,
)
def test_a_guest_comes_on_a_date_of_the_series(day: date, moved_to: date | None, lines: list[str]) -> None:
    """The seventh is an extra date."""
    changes = [change(day, new_date=moved_to)] if moved_to else [change(day, "cancelled")]
    guest = record("events", "gast", date=day, series="cafe", changes=changes)
    found = told(rules.event_date, series(extra=[{"date": date(2019, 3, 7), "announced": FIRST}]), guest)
    assert [f"{name} {facts['date']} {facts['nearest']}" for _, name, _, facts in found] == lines
    assert {(path, id_, facts["series"]) for path, _, id_, facts in found} <= {("events/gast", "event-date", "cafe")}
    assert told(rules.event_date, event(series="nowhere")) == []


def test_a_guest_of_a_series_without_an_end_may_come_far_ahead() -> None:
    guest = record("events", "gast", date=date(2021, 1, 5), series="cafe")
    assert told(rules.event_date, series(last_day=None), guest) == []


def at(name: str, start: int, end: int | None, place: str = "kvarnen", **values: Any) -> Record:
    return event(name, start=time(start), end=time(end) if end else None, place=place, **values)


ROOMS: dict[str, tuple[list[Record], list[str]]] = {
    "one after the other": ([at("a", 10, 12), at("b", 12, 14)], []),
    "an hour in common": ([at("a", 10, 12), at("b", 11, 14)], ["events/b 10:00 12:00 events/a"]),
    "the same hours": ([at("a", 10, 12), at("b", 10, 12)], ["events/b 10:00 12:00 events/a"]),
    "another place": ([at("a", 10, 12), at("b", 11, 14, "torget")], []),
    "another day": ([at("a", 10, 12), at("b", 11, 14, date=date(2019, 3, 6))], []),
    "cancelled": ([at("a", 10, 12), at("b", 11, 14, changes=[change(status="cancelled")])], []),
    "no end": ([at("a", 10, None), at("b", 11, 14)], []),
    "a long one around two": (
        [at("a", 9, 17), at("b", 10, 11), at("c", 12, 13)],
        ["events/b 09:00 17:00 events/a", "events/c 09:00 17:00 events/a"],
    ),
    "a short one before": (
        [at("a", 9, 11), at("b", 10, 15), at("c", 12, 13)],
        ["events/b 09:00 11:00 events/a", "events/c 10:00 15:00 events/b"],
    ),
    "moved onto another": (
        [at("a", 9, 10, changes=[change(new_start=time(11))]), at("b", 11, 14)],
        ["events/a 11:00 14:00 events/b"],
    ),
    "both moved": (
        [at("a", 9, 10, changes=[change(new_start=time(11))]), at("b", 8, 9, changes=[change(new_start=time(11))])],
        ["events/b 11:00 12:00 events/a"],
    ),
}


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_holds_one_meeting_at_a_time(name: str) -> None:
    records, wanted = ROOMS[name]
    found = told(rules.overlap, *records)
    said = [f"{path} {facts['start']} {facts['end']} {facts['other']}" for path, _, _, facts in found]
    assert said == wanted
    assert {(id_, facts["place"], facts["date"]) for *_, id_, facts in found} <= {("overlap", "kvarnen", "2019-03-05")}


def test_two_series_in_one_room_are_told_once() -> None:
    assert names(told(rules.overlap, series("a"), series("b", start=time(15), end=time(17)))) == ["series/b start"]
