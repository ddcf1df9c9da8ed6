"""Which meetings there are, and when: tests/cases/expand holds one situation a file.

A line of `sessions` reads: id | planned | actual | status | reason | notice | sequence | updated | items; "-" is
nothing, "?" an unknown time, a day in brackets the one an item was moved to (or, when scheduled, came from).
"""

from __future__ import annotations

from datetime import UTC, date, time
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest
import yaml

from brygga.check.check import check
from brygga.model.expand import expand
from brygga.model.problem import report
from brygga.model.record import Record, Records
from brygga.model.session import Item, Session, Slot
from citysite import PROJECT, TESTS
from tinysite import put_all, real_schemas, without_today

CASES = sorted((TESTS / "cases/expand").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brygga.check.check.read_schemas", lambda _: real_schemas())
    wanted = yaml.safe_load(case.read_text("utf-8"))
    root = put_all(without_today(records_of_tiny(tmp_path)), wanted["files"])
    data, problems = check(root, wanted["today"])
    assert report(problems, "sv") == []
    assert data is not None
    assert [line(session) for session in data.sessions] == wanted["sessions"]
    if "utc" in wanted:
        assert [instants(session.actual) for session in data.sessions] == wanted["utc"]


def records_of_tiny(root: Path) -> Path:
    """Nothing but the records, which is quicker: no case changes schemas or pictograms."""
    copytree(TESTS / "tiny/data", root / "data")
    (root / "overrides").symlink_to(PROJECT / "overrides")
    return root


def line(session: Session) -> str:
    texts = [session.id, slot(session.planned), slot(session.actual), session.status]
    texts += [session.reason or "-", session.notice or "-", str(session.sequence), str(session.updated)]
    return " | ".join([*texts, "; ".join(item(one) for one in session.items) or "-"])


def slot(when: Slot) -> str:
    return f"{when.date} {clock(when.start)}–{clock(when.end)} {when.place}"


def clock(when: time | None) -> str:
    return f"{when:%H:%M}" if when else "?"


def item(one: Item) -> str:
    words = [one.record.id, one.status, one.reason, f"[{one.other_day}]" if one.other_day else None]
    return " ".join(word for word in words if word)


def instants(when: Slot) -> str:
    assert when.start is not None
    assert when.end is not None
    start, end = (when.moment(clock, ZoneInfo("Europe/Stockholm")).astimezone(UTC) for clock in (when.start, when.end))
    return f"{start:%Y-%m-%dT%H:%M}–{end:%H:%M}"


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"place": "torget"}, ["fest"]),
        ({"series": "cafe"}, []),
        ({"series": "cafe", "place": "torget"}, []),
        ({}, []),
    ],
    ids=["at a place", "of a series", "both", "neither"],
)
def test_only_an_event_at_a_place_of_its_own_is_a_meeting(values: dict[str, str], ids: list[str]) -> None:
    """Whatever a rule has to say of the others."""
    site = Record("site", "site", "a", {"published": date(2019, 1, 1)}, {})
    sessions = expand(
        Records([site, Record("events", "fest", "b", {"date": date(2019, 3, 5), **values}, {})]), date.max
    )
    assert [(session.id, session.announced) for session in sessions] == [(id_, date(2019, 1, 1)) for id_ in ids]
