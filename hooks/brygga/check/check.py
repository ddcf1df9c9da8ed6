"""The one door to the data: everything checked, or everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from brygga.check.rule_context import Remembered, RuleContext
from brygga.check.rules import RULES
from brygga.history.handed_out import read_handed_out
from brygga.history.past import read_catalogues, read_past
from brygga.history.shown import shown_dates
from brygga.load.cast import cast
from brygga.load.data import Data
from brygga.load.file_cache import FileCache
from brygga.load.pictograms import read_pictograms
from brygga.load.recordings import read_recordings
from brygga.load.rows import load
from brygga.load.schema import SITE_KIND, Schema, read_schemas
from brygga.model.expand import expand
from brygga.model.problem import Problem
from brygga.model.record import Record, Records
from brygga.model.revisions import revise
from brygga.model.session import Session

TWO_SERIES_MEET = timedelta(weeks=56)  # one every 7 weeks and one every 8 share a day at least this often
FARTHEST = timedelta(weeks=520)  # a mistyped 2091 is not worth following weekly meetings for a lifetime


def check(root: Path, clock: date, cache: FileCache | None = None) -> tuple[Data | None, list[Problem]]:
    """Data is None when there is any problem; all else as `examine`."""
    data, problems = examine(root, clock, cache)
    return (None if problems else data), problems


def examine(root: Path, clock: date, cache: FileCache | None = None) -> tuple[Data | None, list[Problem]]:
    """Reads root/data. `clock` is the real day, used unless data/site.yaml has `today`.

    Where there are problems, Data is what could be read all the same, for questions; nothing may be made from it. None
    where schemas or data/site.yaml cannot be used. With a `cache` schemas and records are only read when they have
    changed.
    """
    files = (root / "data/schemas").rglob("*.yaml")
    schemas, broken = (cache or FileCache()).reuse("schemas", files, partial(read_schemas, root))
    if broken:
        return None, list(broken)
    rows, problems = load(root, schemas.keys() - {SITE_KIND}, cache)
    cast_records, found = cast(rows, schemas)
    problems += found
    records = Records(cast_records)
    if not records.of(SITE_KIND) or not records.site.sound:
        return None, problems
    until = look_ahead(records)
    memory_of_dates = _remembered(root, records, schemas, clock)
    pictograms = frozenset(read_pictograms(root))
    checked = RuleContext(
        records, schemas, expand(records, until), until, pictograms, read_recordings(root), memory_of_dates
    )
    problems += [problem for rule in RULES for problem in rule(checked)]
    return _data(root, checked, clock), problems


def _remembered(root: Path, records: Records, schemas: Mapping[str, Schema], clock: date) -> Remembered:
    """Up to the end of a year, so that what was worked out yesterday is good today."""
    site = records.site
    today = site["today"] or clock
    until = date((today + timedelta(weeks=site["horizon_weeks"])).year, 12, 31)
    now = {**shown_dates(records, schemas, until), **read_catalogues(root)}
    return Remembered(now, read_past(root, schemas, site, until), today)


def look_ahead(records: Records) -> date:
    """How far rules follow series without a last day: some weeks beyond the latest day in the data.

    Not up to what the site shows today: then a build could begin to fail one morning although nobody had changed a
    file. Every finding here comes with an edit.
    """
    latest = max(day for record in records for day in _days(record))
    published: date = records.site["published"]
    return min(latest, published + FARTHEST) + TWO_SERIES_MEET


def _days(record: Record) -> Iterator[date]:
    for value in record.values.values():
        for row in value if isinstance(value, list) else ():
            if isinstance(row, dict):
                yield from (day for day in row.values() if isinstance(day, date))
        if isinstance(value, date):
            yield value


def _data(root: Path, checked: RuleContext, clock: date) -> Data:
    records, site = checked.records, checked.records.site
    today = site["today"] or clock
    until = today + timedelta(weeks=site["horizon_weeks"])
    if until <= checked.until:
        sessions = [session for session in checked.sessions if _is_shown(session, until)]
    else:
        sessions = expand(records, until)
    is_live, remembered = site["today"] is None, checked.remembered
    revisions = revise(remembered.now, remembered.past, read_handed_out(root), today if is_live else None)
    is_todays = today == clock
    return Data(records, checked.schemas, sessions, today, is_live, checked.recordings, revisions, is_todays=is_todays)


def _is_shown(session: Session, until: date) -> bool:
    """Whether expand(records, until) has it too: `until` only ends the usual days of series without a last day."""
    record, day = session.record, session.planned.date
    if day <= until or record.kind != "series" or record["last_day"]:
        return True
    return any(row["date"] == day for row in record["extra"] or ())
