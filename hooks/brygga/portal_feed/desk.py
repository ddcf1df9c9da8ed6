"""What the desk knows of the site: dates, cafés and records to pick from, and the form of each kind of record.

Texts are Swedish; portal.json has their translations.
"""

from __future__ import annotations

from collections.abc import Iterator

from brygga.check.source import Source
from brygga.load.data import Data
from brygga.load.form_shapes import FormShapes
from brygga.model.record import Record
from brygga.model.session import Item, Session
from brygga.portal_feed.kinds import Json, KindForms
from brygga.translation.extract import record_texts
from brygga.view.member_events import iso_hour, when_and_where
from common.contract import DESK


def desk_json(source: Source) -> Json:
    """All that was checked, what only members may see, too: who may see which page the portal says."""
    data = source.data
    records = data.records
    kinds = KindForms(FormShapes(records, source.languages).language_choices())
    return {
        "version": DESK.version,
        "dates": list(_dates(data)),
        "series": [_series(one) for one in records.of("series").values()],
        "places": [_named(one) for one in records.of("places").values()],
        "events": [{**_named(one), "date": _first_day(one)} for one in records.of("events").values()],
        "requests": [{**_named(one), "date": _first_day(one)} for one in records.of("requests").values()],
        "kinds": list(kinds.shapes(data.schemas)),
        "records": [_found_by(one, data) for one in records],
    }


def _found_by(record: Record, data: Data) -> Json:
    """What somebody may look for it by: name, day, or the words that she saw on a page."""
    texts = list(record_texts(record, data.schemas[record.kind].fields))
    return {"kind": record.kind, **_named(record), "date": _first_day(record), "texts": texts}


def _dates(data: Data) -> Iterator[Json]:
    """From today on, in order of time, also what does not take place: it may be opened again."""
    for session in data.sessions:
        if session.actual.date >= data.today:
            yield _date(session)


def _date(session: Session) -> Json:
    """`name` and `day` are what an order says; the rest is how it stands now."""
    record = session.record
    return {
        "id": session.id,
        "kind": record.kind,
        "name": record.id,
        "day": session.planned.date.isoformat(),
        "title": record["title"],
        **when_and_where(session.actual),
        "status": session.status,
        "reason": session.reason,
        "notice": session.notice,
        "guests": [_guest(item) for item in session.items],
        "for_members": record.for_members,
    }


def _guest(item: Item) -> Json:
    return {**_named(item.record), "status": item.status}


def _series(series: Record) -> Json:
    hours = {name: iso_hour(series[name]) for name in ("start", "end")}
    return {**_named(series), "place": series["place"], "weekday": series["weekday"], **hours}


def _named(record: Record) -> Json:
    return {"id": record.id, "title": record["title"] or record.id, "for_members": record.for_members}


def _first_day(record: Record) -> str | None:
    """Of what happens on a day or from a day on."""
    day = record["date"] or record["first_day"]
    return day.isoformat() if day else None
