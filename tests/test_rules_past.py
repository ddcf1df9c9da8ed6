"""Dates that were published and are gone: which of them are missed, and which line took them away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from brygga.check.rule_context import Remembered
from brygga.check.rules_past import date_lost
from brygga.model.record import Record
from brygga.model.revisions import GONE, DateShown, Past, Revision
from ruled import Told, record, told

TODAY = date(2019, 3, 5)
SITE = {"published": date(2019, 1, 1), "horizon_weeks": 2}
PATH = "data/series/cafe.yaml"


def was(day: date, fingerprint: str = "x", is_endless: bool = False, on: date = TODAY) -> Revision:
    return Revision(fingerprint, int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()), day, is_endless)


def lost(
    dates: dict[str, Revision], record_: Record | None = None, now: tuple[str, ...] = (), **site: Any
) -> list[Told]:
    shown = {PATH: {key: DateShown("y", TODAY, False, 0) for key in now}}
    remembered = Remembered(shown, Past({PATH: dates}, 0, False), TODAY)
    records = [record("site", "site", **SITE, **site), *([record_] if record_ else [])]
    return told(date_lost, *records, remembered=remembered)


def days(found: list[Told]) -> list[str]:
    return [facts["dates"] for *_, facts in found]


@pytest.mark.parametrize(
    ("revision", "is_lost"),
    [
        (was(TODAY), True),
        (was(TODAY - timedelta(1)), False),
        (was(TODAY + timedelta(700)), True),
        (was(TODAY + timedelta(weeks=2), is_endless=True), True),
        (was(TODAY + timedelta(weeks=2, days=1), is_endless=True), False),
        (was(TODAY + timedelta(weeks=2), is_endless=True, on=TODAY - timedelta(30)), True),
        (was(TODAY + timedelta(1), GONE, is_endless=True, on=TODAY - timedelta(13)), True),
        (was(TODAY + timedelta(1), GONE, is_endless=True, on=TODAY - timedelta(14)), False),
        (was(TODAY + timedelta(1), GONE, on=TODAY - timedelta(100)), True),
    ],
    ids=[
        "today",
        "over",
        "far ahead",
        "at the horizon",
        "beyond it",
        "unchanged for long",
        "was shown",
        "was not shown yet",
        "gone for long",
    ],
)
def test_a_coming_date_that_was_shown_is_missed(revision: Revision, is_lost: bool) -> None:
    assert days(lost({"members cafe/2019-03-26": revision})) == (["2019-03-26"] if is_lost else [])


@pytest.mark.parametrize(
    ("key", "site", "now", "is_lost"),
    [
        ("members cafe/2019-03-26", {}, (), True),
        ("public cafe/2019-03-26", {}, (), False),
        ("members cafe/2019-03-26", {}, ("members cafe/2019-03-26",), False),
        ("members cafe/2019-03-26", {}, ("public cafe/2019-03-26",), True),
        ("members cafe/2019-03-26", {"unseen": ["cafe"]}, (), False),
        ("members cafe/2019-03-26", {"unseen": ["cafe/2019-03-26"]}, (), False),
        ("members cafe/2019-03-26", {"unseen": ["caf", "cafe/2019-03-27"]}, (), True),
        ("members fest", {"unseen": ["fest"]}, (), False),
    ],
    ids=str,
)
def test_nobody_misses_what_is_there_or_was_seen_by_nobody(
    key: str, site: dict[str, Any], now: tuple[str, ...], is_lost: bool
) -> None:
    assert bool(lost({key: was(TODAY)}, None, now, **site)) is is_lost


def test_a_file_that_is_gone_is_named_with_its_days() -> None:
    dates = {f"members cafe/{day}": was(TODAY) for day in ("2019-03-26", "2019-03-12", "2019-03-19")}
    facts = {"dates": "2019-03-12, 2019-03-19, 2019-03-26", "file": "cafe"}
    assert lost(dates) == [(PATH, "1", "record-lost", facts)]
    single = {"members fest": was(date(2019, 4, 1))}
    assert days(lost(single)) == ["2019-04-01"], "an event has the day it had"
    assert told(date_lost, record("site", "site", **SITE)) == []


def series(is_sound: bool, **values: Any) -> Record:
    usual = {"place": "kvarnen", "weekday": "tuesday", "first_day": TODAY, "last_day": date(2019, 3, 26)}
    made = record("series", "cafe", **{"title": "Café", **usual, **values})
    return Record(made.kind, made.id, PATH, made.values, made.lines, is_sound)


@pytest.mark.parametrize(
    ("values", "gone", "line"),
    [
        ({}, ["2019-03-27"], "last_day"),
        ({}, ["2019-04-02", "2019-04-09"], "last_day"),
        ({}, ["2019-03-26", "2019-04-02"], "weekday"),
        ({"last_day": None}, ["2019-04-02"], "weekday"),
        ({}, ["2019-03-04"], "first_day"),
        ({}, ["2019-02-26", "2019-03-04"], "first_day"),
        ({}, ["2019-03-04", "2019-03-05"], "weekday"),
        ({"every": 2}, ["2019-03-12"], "every"),
        ({"every": 2}, ["2019-03-12", "2019-03-13"], "weekday"),
        ({"every": None}, ["2019-03-12"], "weekday"),
        ({"series": "kvall"}, ["2019-03-12"], "series"),
    ],
    ids=str,
)
def test_the_line_that_took_them_away(values: dict[str, Any], gone: list[str], line: str) -> None:
    dates = {f"members cafe/{day}": was(TODAY) for day in gone}
    facts = {"field": line, "dates": ", ".join(gone), "file": "cafe"}
    assert lost(dates, series(True, **values)) == [(PATH, line, "date-lost", facts)]
    assert lost(dates, series(False, **values)) == [], "a record that cannot be read has its own findings"
