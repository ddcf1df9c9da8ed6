"""Rules that hold days against their neighbours, at their edges."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from brygga.check import rules_dates as rules
from brygga.model.day_and_hour import DayAndHour
from brygga.model.record import MEMBERS, Record
from ruled import record, told

FIRST, SECOND, THIRD = date(2019, 3, 5), date(2019, 3, 12), date(2019, 3, 19)
TOLD = date(2019, 3, 1)


def series(name: str = "cafe", **values: Any) -> Record:
    usual = {"place": "kvarnen", "weekday": "tuesday", "start": time(13), "end": time(16), "first_day": FIRST}
    return record("series", name, **{**usual, "last_day": date(2019, 3, 26), **values})


def event(name: str = "fest", **values: Any) -> Record:
    return record("events", name, **{"date": FIRST, "place": "kvarnen", **values})


def closure(first: date, last: date | None = None, told: date = TOLD, **values: Any) -> Record:
    usual = {"title": "Stängt", "effect": "closed", "announced": told}
    return record("closures", "stangt", **{**usual, "first_day": first, "last_day": last or first, **values})


def change(day: date = FIRST, status: str = "moved", told: date = TOLD, **values: Any) -> dict[str, Any]:
    return {"date": day, "status": status, "reason": "Snö.", "announced": told, **values}


@pytest.mark.parametrize(
    ("name", "values", "facts"),
    [
        ("fest-2019-03-05", {"date": FIRST}, None),
        ("fest-2019-03-06", {"title": "Fest", "date": FIRST}, ("date", "2019-03-06", "2019-03-05")),
        ("2019-03-19-fest", {"first_day": FIRST, "last_day": THIRD}, None),
        ("2019-03-12", {"first_day": FIRST, "last_day": THIRD}, ("first_day", "2019-03-12", "2019-03-05")),
        ("2019-03-12", {"last_day": THIRD}, ("last_day", "2019-03-12", "2019-03-19")),
        ("2019-03-12", {"title": "Fest"}, None),
        ("1919-03-12", {"date": FIRST}, None),
        ("fest-19-03-12", {"date": FIRST}, None),
    ],
)
def test_a_day_in_a_name_is_that_of_the_record(
    name: str, values: dict[str, Any], facts: tuple[str, str, str] | None
) -> None:
    found = told(rules.name_day, record("topics", name, **values))
    assert found == (
        [(f"topics/{name}", facts[0], "name-day", {"field": facts[0], "named": facts[1], "date": facts[2]})]
        if facts
        else []
    )


# records → where: on which day what was told of which day
ANNOUNCED: dict[str, tuple[Record, list[str]]] = {
    "on the day itself": (event(announced=FIRST), []),
    "a day late": (event(announced=SECOND), ["announced 2019-03-12 date 2019-03-05"]),
    "a request": (record("requests", "a", date=SECOND, announced=THIRD), ["announced 2019-03-19 date 2019-03-12"]),
    "a request after the last day to answer": (
        record("requests", "a", date=THIRD, answer_by=DayAndHour(FIRST), announced=SECOND),
        ["announced 2019-03-12 answer_by 2019-03-05"],
    ),
    "while it is closed": (closure(FIRST, THIRD, told=THIRD), []),
    "when it is open again": (
        closure(FIRST, SECOND, told=THIRD, date=FIRST),
        ["announced 2019-03-19 last_day 2019-03-12"],
    ),
    "a change on the day": (series(changes=[change(status="cancelled", told=FIRST)]), []),
    "a change after the day": (
        series(changes=[change(status="cancelled", told=SECOND)]),
        ["changes.0.announced 2019-03-12 date 2019-03-05"],
    ),
    "moved to a later day, told on it": (series(changes=[change(new_date=SECOND, told=SECOND)]), []),
    "moved to a later day, told afterwards": (
        series(changes=[change(new_date=SECOND, told=THIRD)]),
        ["changes.0.announced 2019-03-19 new_date 2019-03-12"],
    ),
    "changed once more": (
        series(changes=[change(status="cancelled", told=TOLD), change(status="scheduled", told=SECOND)]),
        [],
    ),
    "another date was changed before": (
        series(changes=[change(SECOND, "cancelled"), change(status="cancelled", told=SECOND)]),
        ["changes.1.announced 2019-03-12 date 2019-03-05"],
    ),
    "an extra date": (
        series(extra=[{"date": date(2019, 3, 6), "announced": date(2019, 3, 7)}]),
        ["extra.0.announced 2019-03-07 date 2019-03-06"],
    ),
    "an extra date after a change of that day": (
        series(
            changes=[change(date(2019, 3, 6), "cancelled")],
            extra=[{"date": date(2019, 3, 6), "announced": date(2019, 3, 7)}],
        ),
        ["extra.0.announced 2019-03-07 date 2019-03-06"],
    ),
}


@pytest.mark.parametrize("name", ANNOUNCED)
def test_people_are_told_before_it_is_over(name: str) -> None:
    made, wanted = ANNOUNCED[name]
    found = told(rules.announced_late, made)
    said = [f"{line} {facts['day']} {facts['other']} {facts['other_day']}" for _, line, _, facts in found]
    assert said == wanted
    assert all((path, id_) == (made.path, "announced-late") for path, _, id_, _ in found)


def test_a_change_of_another_record_changes_nothing_for_this_one() -> None:
    late = series("b", changes=[change(status="cancelled", told=SECOND)])
    found = told(rules.announced_late, series("a", changes=[change(status="cancelled")]), late)
    assert [path for path, *_ in found] == ["series/b"]


def weeks(number: int, days: int = 0, day: date = FIRST) -> date:
    return day + timedelta(weeks=number, days=days)


YEARS: dict[str, tuple[Record, list[str]]] = {
    "a year before": (event(date=weeks(52), announced=FIRST), []),
    "more than a year before": (event(date=weeks(52, 1), announced=FIRST), ["announced date 52"]),
    "more than a year after": (event(date=FIRST, announced=weeks(52, 1)), ["announced date 52"]),
    "a request": (
        record("requests", "a", answer_by=DayAndHour(weeks(53)), announced=FIRST),
        ["announced answer_by 52"],
    ),
    "moved by half a year": (series(changes=[change(new_date=weeks(26), told=FIRST)]), []),
    "moved by more": (series(changes=[change(new_date=weeks(26, 1), told=FIRST)]), ["changes.0.new_date date 26"]),
    "moved back by more": (series(changes=[change(new_date=weeks(-26, -1))]), ["changes.0.new_date date 26"]),
    "an extra date": (
        series(extra=[{"date": weeks(52, 1), "announced": FIRST}]),
        ["extra.0.announced date 52"],
    ),
    "closed for half a year": (closure(FIRST, weeks(26)), []),
    "closed for more": (closure(FIRST, weeks(26, 1)), ["last_day first_day 26"]),
    "a closure told a year before": (closure(weeks(52, day=TOLD)), []),
    "a closure told earlier": (closure(weeks(52, 1, TOLD)), ["announced first_day 52"]),
    "a closure told long before its end": (closure(weeks(40, day=TOLD), weeks(60, day=TOLD)), []),
}


@pytest.mark.parametrize("name", YEARS)
def test_days_that_belong_together_are_not_years_apart(name: str) -> None:
    made, wanted = YEARS[name]
    found = told(rules.year, made)
    assert [f"{line} {facts['other']} {facts['limit']}" for _, line, _, facts in found] == wanted
    assert all((path, id_) == (made.path, "year") for path, _, id_, _ in found)


def test_the_days_are_named() -> None:
    facts = {"field": "announced", "day": "2019-03-05", "other": "date", "other_day": "2020-12-31", "limit": "52"}
    made = event(date=date(2020, 12, 31), announced=FIRST)
    assert told(rules.year, made) == [("events/fest", "announced", "year", facts)]
    unsound = Record("closures", "x", "closures/x", {"first_day": FIRST, "last_day": weeks(90)}, {}, sound=False)
    assert told(rules.year, unsound) == []


SAME: dict[str, tuple[list[dict[str, Any]], list[int]]] = {
    "the same hour": ([change(new_start=time(13))], [0]),
    "the same place": ([change(new_place="kvarnen")], [0]),
    "the same day": ([change(new_date=FIRST)], [0]),
    "the same end": ([change(new_end=time(16))], [0]),
    "another hour": ([change(new_start=time(14))], []),
    "another end": ([change(new_end=time(15))], []),
    "nothing": ([change()], []),
    "the same twice": ([change(new_place="torget"), change(new_place="torget")], [1]),
    "there and back": ([change(new_place="torget"), change(new_place="kvarnen")], []),
    "on after all as planned": (
        [change(new_place="torget"), change(status="scheduled"), change(new_place="kvarnen")],
        [2],
    ),
    "cancelled between": ([change(new_place="torget"), change(status="cancelled"), change(new_place="torget")], [2]),
    "of another date": ([change(new_place="torget"), change(SECOND, new_place="torget")], []),
    "of no date": ([change(date(2019, 3, 6), new_date=date(2019, 3, 6))], []),
}


@pytest.mark.parametrize("name", SAME)
def test_moved_is_to_something_else(name: str) -> None:
    rows, lines = SAME[name]
    found = told(rules.change_same, series(changes=rows))
    assert [(line, id_) for _, line, id_, _ in found] == [(f"changes.{one}.status", "change-same") for one in lines]
    assert {facts["date"] for *_, facts in found} <= {"2019-03-05"}


def test_guests_of_one_date_are_moved_apart() -> None:
    guests = [
        record("events", name, date=FIRST, series="cafe", changes=[change(new_date=SECOND)]) for name in ("a", "b")
    ]
    assert told(rules.change_same, series(), *guests) == []


def test_no_change_stands_there_twice() -> None:
    rows = [change(SECOND, new_date=THIRD), change(), change(SECOND, new_date=THIRD), change(reason="Regn.")]
    facts = {"field": "date", "date": "2019-03-12"}
    found = told(rules.change_twice, series(changes=rows), series("other", changes=rows[:1]))
    assert found == [("series/cafe", "changes.2.date", "change-twice", facts)]


# closures → whether a meeting may be moved from the first Tuesday to the second, told on the first of March
CLOSED: dict[str, tuple[Record, bool]] = {
    "told before": (closure(SECOND, told=date(2019, 2, 28)), True),
    "told that day": (closure(SECOND, told=TOLD), False),
    "told later": (closure(SECOND, told=date(2019, 3, 2)), False),
    "another day": (closure(THIRD, told=date(2019, 2, 28)), False),
    "another place": (closure(SECOND, told=date(2019, 2, 28), places=["torget"]), False),
    "this place": (closure(SECOND, told=date(2019, 2, 28), places=["torget", "kvarnen"]), True),
    "ask first": (closure(SECOND, told=date(2019, 2, 28), effect="ask"), False),
    "for members alone": (closure(SECOND, told=date(2019, 2, 28), audience=MEMBERS), False),
}


@pytest.mark.parametrize("name", CLOSED)
def test_nothing_is_moved_to_a_day_known_to_be_closed(name: str) -> None:
    shut, is_told = CLOSED[name]
    moved = event(changes=[change(status="cancelled", told=date(2019, 2, 1)), change(new_date=SECOND)])
    facts = {"field": "date", "date": "2019-03-12", "title": "Stängt", "other": "closures/stangt"}
    wanted = [("events/fest", "changes.1.date", "change-closed", facts)] if is_told else []
    assert told(rules.change_closed, moved, shut) == wanted


def test_moved_to_another_hour_of_a_closed_day_was_not_moved_there() -> None:
    moved = event(start=time(10), end=time(11), changes=[change(new_start=time(12))])
    assert told(rules.change_closed, moved, closure(FIRST, told=date(2019, 2, 1))) == []
    for_members = event(audience=MEMBERS, changes=[change(new_date=SECOND)])
    shut = closure(SECOND, told=date(2019, 2, 1), audience=MEMBERS)
    assert len(told(rules.change_closed, for_members, shut)) == 1, "members know what is closed for them"


@pytest.mark.parametrize(
    ("told_on", "status", "is_told"),
    [(date(2019, 2, 28), "moved", True), (TOLD, "moved", False), (date(2019, 2, 28), "cancelled", False)],
    ids=["known", "not yet", "cancelled"],
)
def test_no_guest_is_moved_to_a_day_known_to_be_closed(told_on: date, status: str, is_told: bool) -> None:
    rows = [change(new_date=THIRD, told=date(2019, 2, 1)), change(status=status)]
    if status == "moved":
        rows[1]["new_date"] = SECOND
    guest = record("events", "gast", date=FIRST, series="cafe", changes=rows)
    facts = {"field": "date", "date": "2019-03-12", "title": "Stängt", "other": "closures/stangt"}
    wanted = [("events/gast", "changes.1.date", "change-closed", facts)] if is_told else []
    assert told(rules.change_closed, series(), guest, closure(SECOND, told=told_on)) == wanted


def test_a_guest_may_come_when_it_is_open_after_all() -> None:
    opened = series(changes=[change(SECOND, "scheduled", date(2019, 3, 2))])
    guest = record("events", "gast", date=FIRST, series="cafe", changes=[change(new_date=SECOND)])
    assert told(rules.change_closed, opened, guest, closure(SECOND, told=date(2019, 2, 28))) == []


@pytest.mark.parametrize("missing", ["date", "announced"])
def test_rows_that_could_not_be_read_have_their_own_findings(missing: str) -> None:
    rows = [{name: value for name, value in change().items() if name != missing}]
    for made in (event(changes=rows), event(extra=rows)):
        unsound = Record(made.kind, made.id, made.path, made.values, made.lines, sound=False)
        assert [one for rule in rules.DATE_RULES for one in told(rule, unsound)] == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("cafe-2019-03-05", "data/series/cafe.yaml"),
        ("cafe-2099-12-31", "data/series/cafe.yaml"),
        ("cafe-2019-3-5", None),
        ("cafe+2019-03-05", None),
        ("kvall-2019-03-05", None),
        ("cafe", None),
        ("uppdrag-tolka", "data/requests/tolka.yaml"),
        ("uppdrag-annat", None),
        ("tolka", None),
    ],
)
def test_an_event_is_named_like_no_other_date(name: str, other: str | None) -> None:
    found = told(rules.event_id, series(), record("requests", "tolka"), event(name, title="Fest"))
    facts = {"field": "title", "value": name, "other": other}
    assert found == ([(f"events/{name}", "title", "event-id", facts)] if other else [])
