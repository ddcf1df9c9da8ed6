"""What calendars show of each date: whatever changes it, a calendar has to hear of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from brygga.load.audience import public_records
from brygga.load.schema import Schema
from brygga.model.expand import expand
from brygga.model.record import MEMBERS, PUBLIC, Record, Records
from brygga.model.revisions import Dates, DateShown, key_of, told_by
from brygga.model.session import Session

_SIZE = 9  # bytes
_TEXTS = ("title", "summary", "languages")
_ADDRESS = ("title", "street", "postal_code", "city")


def shown_dates(records: Records, schemas: Mapping[str, Schema], until: date) -> Dates:
    """Every date, once as residents see it and once as members do."""
    found: dict[str, dict[str, DateShown]] = {}
    for audience, visible in ((MEMBERS, records), (PUBLIC, public_records(records, schemas))):
        for session in expand(visible, until):
            is_endless = session.record.kind == "series" and session.record["last_day"] is None
            one = DateShown(_fingerprint(session, visible), _last_day(session), is_endless, told_by(session))
            found.setdefault(session.record.path, {})[key_of(audience, session)] = one
    return found


def _fingerprint(session: Session, records: Records) -> str:
    """From what the data says, not from how a template puts it: a better wording is no change of the date."""
    place, old_place = (records.of("places").get(slot.place) for slot in (session.actual, session.planned))
    facts = (
        *(session.status, session.planned, session.actual, session.reason, session.notice, _texts(session.record)),
        [(item.status, item.reason, item.other_day, _texts(item.record)) for item in session.items],
        place and [place[name] for name in _ADDRESS],
        old_place and old_place["title"],
    )
    return hashlib.blake2b(repr(facts).encode(), digest_size=_SIZE).hexdigest()


def _texts(record: Record) -> list[object]:
    return [record[name] for name in _TEXTS]


def _last_day(session: Session) -> date:
    return max(session.planned.date, session.actual.date)
