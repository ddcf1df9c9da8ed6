"""The one door to the data: everything checked, or everything that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from brygga.cast import cast
from brygga.expand import expand
from brygga.load import load
from brygga.model import Session
from brygga.problem import Problem
from brygga.records import Records
from brygga.rules import RULES, Checked, pictograms
from brygga.schema import SITE, Schema, read_schemas


@dataclass(frozen=True)
class Data:
    """Checked records and their sessions, as of `today`. `is_live` is false when data/site.yaml sets the day."""

    records: Records
    schemas: Mapping[str, Schema]
    sessions: list[Session]
    today: date
    is_live: bool


def check(root: Path, clock: date) -> tuple[Data | None, list[Problem]]:
    """Reads root/data. `clock` is the real day, used unless data/site.yaml has `today`.

    Data is None when there is any problem.
    """
    schemas, problems = read_schemas(root)
    if problems:
        return None, problems
    rows, problems = load(root, schemas.keys() - {SITE})
    cast_records, found = cast(rows, schemas)
    problems += found
    records = Records(cast_records)
    if not records.of(SITE) or not records.site.sound:
        return None, problems
    data = _data(records, schemas, clock)
    until = data.today + timedelta(weeks=records.site["horizon_weeks"])
    checked = Checked(records, schemas, data.sessions, until, pictograms(root))
    problems += [problem for rule in RULES for problem in rule(checked)]
    return (None if problems else data), problems


def _data(records: Records, schemas: Mapping[str, Schema], clock: date) -> Data:
    today = records.site["today"] or clock
    until = today + timedelta(weeks=records.site["horizon_weeks"])
    return Data(records, schemas, expand(records, until), today, records.site["today"] is None)
