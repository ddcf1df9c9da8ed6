"""All that was checked: what every site is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from brygga.load.recordings import Recordings
from brygga.load.schema import Schema
from brygga.model.expand import closures_told
from brygga.model.record import MEMBERS, Records
from brygga.model.revisions import EVERY_DATE, Revisions, catalogue_key, key_of
from brygga.model.session import Session
from brygga.model.session_facts import SessionFacts


@dataclass(frozen=True)
class Data:
    """Checked records and their sessions, as of `today`. `is_live` is false when data/site.yaml sets the day,
    `is_todays` when that is another one than the build's.

    `audience` is who may see them: the members all that was checked, others what audience.py leaves.
    """

    records: Records
    schemas: Mapping[str, Schema]
    sessions: list[Session]
    today: date
    is_live: bool
    recordings: Recordings
    revisions: Revisions
    audience: str = MEMBERS
    is_todays: bool = True

    @cached_property
    def _facts(self) -> dict[str, SessionFacts]:
        return {}

    def facts(self, session: Session) -> SessionFacts:
        """The same for all languages."""
        if session.id not in self._facts:
            self._facts[session.id] = SessionFacts(session, self.records)
        return self._facts[session.id]

    @cached_property
    def session_ids(self) -> frozenset[str]:
        return frozenset(session.id for session in self.sessions)

    def revised(self, session: Session, language: str) -> datetime:
        """When a calendar in that language had to show something else of it for the last time."""
        sources = (EVERY_DATE, *self._sources(session))
        catalogues = (language, f"city/{language}")
        said = (catalogue_key(catalogue, source) for catalogue in catalogues for source in sources)
        keys = (key_of(self.audience, session), *said)
        return datetime.fromtimestamp(max(self.revisions.moment(key) for key in keys), UTC)

    def _sources(self, session: Session) -> Iterator[str]:
        """The paths of all records whose texts a calendar shows of it."""
        yield session.record.path
        yield from (item.record.path for item in session.items)
        yield from (closure.path for closure in closures_told(session, self.records))
        places = self.records.of("places")
        yield from (places[slot.place].path for slot in (session.planned, session.actual) if slot.place in places)
