"""Rules about references and fields at their edges: what is just sound, and what is just not."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from brygga.check import rules, rules_site
from brygga.load.pictograms import read_pictograms
from brygga.load.recordings import LARGEST
from brygga.model.record import MEMBERS, Record
from ruled import Told, record, told

FIRST = date(2019, 3, 5)
MOVED = {"date": FIRST, "status": "moved", "reason": "x", "announced": FIRST}


def event(name: str = "fest", **values: Any) -> Record:
    return record("events", name, **{"date": FIRST, **values})


def lines(found: list[Told], id_: str) -> list[str]:
    """Where it was found; everything must be of that kind."""
    assert {one[2] for one in found} <= {id_}
    return [f"{path} {name}" for path, name, _, _ in found]


@pytest.mark.parametrize(("today", "is_told"), [(None, True), (FIRST, False)], ids=str)
def test_an_example_is_none_when_the_site_shows_the_real_day(today: date | None, is_told: bool) -> None:
    site = record("site", "site", published=FIRST, today=today, example=["operator", "secrecy"])
    wanted = [
        ("site/site", f"example.{index}", "example", {"field": str(index), "value": one, "reason": f"example-{one}"})
        for index, one in enumerate(("operator", "secrecy"))
    ]
    assert told(rules_site.example, site) == (wanted if is_told else [])
    assert told(rules_site.example, record("site", "site", published=FIRST, today=None)) == []


def test_a_reference_names_a_record() -> None:
    made = event(place="torget", topics=["arbete", "halsa"], changes=[{**MOVED, "new_place": "torge"}])
    found = told(rules.unknown_id, made, record("places", "torget"), record("topics", "arbete"))
    assert found == [
        ("events/fest", "topics.1", "unknown-id", {"field": "topics", "value": "halsa", "kind": "topics", "near": ""}),
        (
            "events/fest",
            "changes.0.new_place",
            "unknown-id",
            {"field": "new_place", "value": "torge", "kind": "places", "near": "torget"},
        ),
    ]


# who names a place for members → whether that leads nowhere
NAMING: dict[str, tuple[dict[str, Any], str | None]] = {
    "place": ({"place": "hemma"}, "place"),
    "a place for all": ({"place": "torget"}, None),
    "a place that is not there": ({"place": "borta"}, None),
    "for members": ({"place": "hemma", "audience": MEMBERS}, None),
    "in a row": ({"changes": [{**MOVED, "new_place": "hemma"}]}, "new_place"),
}


def test_a_list_names_nothing_that_only_members_may_see() -> None:
    made = event(topics=["arbete", "hemligt"])
    found = told(rules.audience, made, record("topics", "arbete"), record("topics", "hemligt", audience=MEMBERS))
    assert found == [("events/fest", "topics.1", "audience", {"field": "topics", "other": "topics/hemligt"})]


def test_pictures_that_records_may_use(tmp_path: Path) -> None:
    folder = tmp_path / "overrides/pictograms"
    folder.mkdir(parents=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg>\n<!-- Drawn by Kim -->\n'
    drawn = '<svg viewBox="0 0 1 1">\n<path d="M0 0"/></svg>'
    pictures = {"sol.svg": drawn, "kaffe.svg": f"{head}{drawn}\n", "bild.png": drawn, "tom.svg": "", "ord.svg": "svg"}
    for name, content in pictures.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "annat.svg").write_bytes(drawn.encode("utf-16"))
    assert read_pictograms(tmp_path) == {"sol": drawn, "kaffe": drawn}


@pytest.mark.parametrize("name", NAMING)
def test_what_all_may_see_names_nothing_that_only_members_may_see(name: str) -> None:
    values, field = NAMING[name]
    places = (record("places", "hemma", audience=MEMBERS), record("places", "torget"))
    found = told(rules.audience, event(**values), *places)
    line = "changes.0.new_place" if field == "new_place" else "place"
    facts = {"field": field, "other": "places/hemma"}
    assert found == ([("events/fest", line, "audience", facts)] if field else [])


@pytest.mark.parametrize(
    ("items", "twice"),
    [
        (["a", "b"], []),
        (["a", "b", "a"], [2]),
        (["a", "a", "a"], [1, 2]),
        (["a", None, None], []),
        ([], []),
        ([1, 1], []),
    ],
    ids=str,
)
def test_a_list_holds_each_value_once(items: list[Any], twice: list[int]) -> None:
    found = told(rules.duplicate_item, record("topics", "a", words=items))
    assert found == [
        ("topics/a", f"words.{index}", "duplicate-item", {"field": "words", "value": "a"}) for index in twice
    ]


def test_lists_are_looked_at_one_by_one() -> None:
    assert told(rules.duplicate_item, record("topics", "a", words=["x"], signs=["x"], title="xx")) == []


USUAL = {"title": "Fest", "date": FIRST, "place": "torget", "start": time(9)}


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        ({}, True),
        ({"title": "fest"}, True),
        ({"title": "Fester"}, False),
        ({"date": date(2019, 3, 6)}, False),
        ({"place": "kvarnen"}, False),
        ({"series": "cafe"}, False),
        ({"week_of_month": "first"}, False),
        ({"first_day": FIRST}, False),
        ({"need": "city"}, False),
        ({"start": time(10)}, False),
        ({"start": None}, True),
        ({"weekday": "tuesday"}, True),
    ],
    ids=str,
)
def test_two_records_do_not_say_the_same(values: dict[str, Any], is_told: bool) -> None:
    found = told(rules.duplicate_record, event("a", **USUAL), event("b", **{**USUAL, **values}))
    facts = {"field": "title", "other": "events/a", "title": {**USUAL, **values}["title"]}
    assert found == ([("events/b", "title", "duplicate-record", facts)] if is_told else [])


def test_only_records_of_a_kind_with_a_name_are_alike() -> None:
    weekdays = [record("series", name, title="A", weekday=day) for name, day in (("a", "monday"), ("b", "friday"))]
    unsound = [Record(one.kind, one.id, one.path, one.values, one.lines, sound=False) for one in weekdays]
    assert told(rules.duplicate_record, *unsound) == []
    assert told(rules.duplicate_record, record("topics", "a", title="A"), record("methods", "a", title="A")) == []
    assert told(rules.duplicate_record, record("topics", "a", order=1), record("topics", "b", order=1)) == []
    three = told(rules.duplicate_record, *(record("topics", name, title="A") for name in "abc"))
    assert [(path, facts["other"]) for path, _, _, facts in three] == [
        ("topics/b", "topics/a"),
        ("topics/c", "topics/a"),
    ]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"title": "Fest"}, "title"),
        ({"title": "Fest", "place": "torget"}, None),
        ({"title": "Fest", "series": "cafe"}, None),
        ({"title": "Fest", "series": "cafe", "place": "torget"}, "place"),
    ],
    ids=str,
)
def test_an_event_is_in_a_series_or_at_a_place(values: dict[str, Any], line: str | None) -> None:
    found = told(rules.event_where, record("events", "fest", note="x", date=FIRST, **values))
    assert lines(found, "event-where") == ([f"events/fest {line}"] if line else [])


def test_what_nobody_could_read_is_not_asked_for() -> None:
    unread = [Record(kind, "a", f"{kind}/a", {"date": FIRST}, {}, sound=False) for kind in ("events", "contacts")]
    assert told(rules.event_where, *unread) == []
    assert told(rules.contact_empty, *unread) == []
    written = Record("events", "a", "events/a", {"date": FIRST}, {"title": 1, "place": 2}, sound=False)
    assert told(rules.event_where, written) == [], "a place that cannot be read is a place"


HOURS = {"start": time(9), "end": time(10), "new_start": time(9), "new_end": time(10), "new_place": "torget"}


@pytest.mark.parametrize("name", HOURS)
def test_an_event_of_a_series_has_no_time_of_its_own(name: str) -> None:
    values = {"changes": [MOVED, {**MOVED, name: HOURS[name]}]} if name.startswith("new") else {name: HOURS[name]}
    line = f"changes.1.{name}" if name.startswith("new") else name
    found = told(rules.event_series_field, event(series="cafe", **values))
    assert found == [("events/fest", line, "event-series-field", {"field": name})]
    assert told(rules.event_series_field, event(place="torget", **values)) == []
    assert told(rules.event_series_field, event(series="cafe", changes=[MOVED])) == []


@pytest.mark.parametrize(
    ("names", "line"),
    [(["latitude", "longitude"], None), ([], None), (["latitude"], "latitude"), (["longitude"], "longitude")],
    ids=str,
)
def test_latitude_and_longitude_come_together(names: list[str], line: str | None) -> None:
    found = told(rules.coordinates, record("places", "torget", title="Torget", **dict.fromkeys(names, 56)))
    assert lines(found, "coordinates") == ([f"places/torget {line}"] if line else [])


@pytest.mark.parametrize("name", ["phone", "email", "url", None])
def test_a_contact_can_be_reached(name: str | None) -> None:
    made = record("contacts", "a", need="city", title="A", **({name: "x"} if name else {}))
    assert lines(told(rules.contact_empty, made), "contact-empty") == ([] if name else ["contacts/a title"])


@pytest.mark.parametrize(("name", "near"), [("sol", None), ("soll", "sol"), ("x" * 9, ""), (None, None)], ids=str)
def test_pictures_and_recordings_exist(name: str | None, near: str | None) -> None:
    made = record("topics", "a", title="A", pictogram=name, audio=name)
    for rule, field, found in (
        (rules.pictogram, "pictogram", {"pictograms": frozenset({"sol"})}),
        (rules.recording, "audio", {"recordings": {"sol": {}}}),
    ):
        facts = {"field": field, "value": name, "near": near}
        wanted = [("topics/a", field, rule.__name__, facts)] if near is not None else []
        assert told(rule, made, **found) == wanted


@pytest.mark.parametrize(("extra", "size"), [(0, None), (1, "1024 kB"), (1024, "1025 kB")])
def test_a_recording_is_not_too_large(tmp_path: Path, extra: int, size: str | None) -> None:
    small, large = tmp_path / "sv.mp3", tmp_path / "hej.mp3"
    small.write_bytes(b"x")
    large.write_bytes(b"x" * (LARGEST + extra))
    found = told(
        rules.recording_size, record("topics", "a", title="A", audio="hej"), record("topics", "b", title="B"),
        recordings={"hej": {"sv": small, "ar": large}, "other": {"sv": large}},
    )  # fmt: skip
    facts = {"field": "audio", "value": "hej.mp3", "size": size, "limit": "1024 kB"}
    assert found == ([("topics/a", "audio", "recording-size", facts)] if size else [])
