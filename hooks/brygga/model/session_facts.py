"""What is true of a dated meeting in every language: its answers, what is done there, where all that is known from.

Found once for all readers; SessionView says it in the language of one.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from brygga.model.expand import closures_told
from brygga.model.record import Record, Records
from brygga.model.session import Item, Session
from common.statuses import SCHEDULED

# Facts a visitor asks about, in the order she asks; the words for their answers stand in parts.html.
SESSION_FACTS = ("children", "women_only", "free", "drop_in", "fika")
PLACE_FACTS = ("step_free", "pram")


class Origin(NamedTuple):
    """Where a record is known from, when that was looked at again, and what its editors take for true without it."""

    source: str
    checked: date | None
    assumption: str | None


def origin_of(record: Record) -> Origin:
    return Origin(record["source"], record["checked"], record["assumption"])


class SessionFacts:
    """Of one session, as its own record, those of its guests and its place have it."""

    def __init__(self, session: Session, records: Records) -> None:
        self._session = session
        self._records = records

    @cached_property
    def live_items(self) -> list[Item]:
        return [item for item in self._session.items if item.status == SCHEDULED]

    def answering(self, name: str) -> Record:
        """Whose answer counts that day: a guest's own wins over the series'."""
        for item in self.live_items:
            if item.record[name] is not None:
                return item.record
        return self._session.record

    @cached_property
    def known(self) -> tuple[tuple[str, str], ...]:
        """(name, answer)"""
        place = self._records.of("places")[self._session.actual.place]
        answers = [(name, self.answering(name)[name]) for name in SESSION_FACTS]
        answers += [(name, place[name]) for name in PLACE_FACTS]
        return tuple((name, answer) for name, answer in answers if answer not in (None, "unknown"))

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Names of what nobody has told us. Unknown is never shown as no."""
        known = {name for name, _ in self.known}
        names = tuple(name for name in (*SESSION_FACTS, *PLACE_FACTS) if name not in known)
        return names if self._records.of("places")[self._session.actual.place]["street"] else ("address", *names)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of those that are spoken there."""
        return tuple(self.answering("languages")["languages"] or ())

    @cached_property
    def activities(self) -> tuple[str, ...]:
        """Ids of what is on that day: of the session itself and of its guests."""
        records = [self._session.record, *(item.record for item in self.live_items)]
        return tuple(dict.fromkeys(name for record in records for name in record["activities"] or ()))

    @cached_property
    def records(self) -> list[Record]:
        """All that the date is made of: its own record, those of its guests, what is done there, why it is closed."""
        guests = [item.record for item in self._session.items]
        return [self._session.record, *guests, *self.done, *closures_told(self._session, self._records)]

    @property
    def done(self) -> list[Record]:
        """The activities, in the editors' order."""
        return sorted((self._records.of("activities")[name] for name in self.activities), key=lambda one: one["order"])

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        return tuple(origin_of(record) for record in self.records)
