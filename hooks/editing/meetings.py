"""A café and a day, as people say it → the dated meeting that is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brygga.load.data import Data
from brygga.model.record import Record
from brygga.model.session import Session, Slot, changes_of, promised
from editing.refused import Refused

_NEAREST = 3  # dates that are named where the one that was said is none


@dataclass(frozen=True)
class Meeting:
    """What has a date: the `record` that carries its changes, and the `day` that it was planned for from the start."""

    record: Record
    day: date


def find_meeting(data: Data, name: str, day: date) -> Meeting:
    """`name`: of a place, a series or an event (a guest, too). `day`: where it stands now, or where people were told.

    Raises Refused where there is none, or more than one.
    """
    if guest := _guest(data, name, day):
        return guest
    there = [session for session in data.sessions if name in _names(session)]
    found = [session for session in there if session.actual.date == day]
    found = found or [session for session in there if day in {slot.date for slot in session.promised}]
    if len(found) != 1:
        raise _several(found) if found else _none(there, name, day)
    return Meeting(found[0].record, found[0].planned.date)


def _guest(data: Data, name: str, day: date) -> Meeting | None:
    event = data.records.of("events").get(name)
    if event is None or event["series"] is None:
        return None
    planned: date = event["date"]
    days = {slot.date for slot in promised(Slot(planned, None, None, ""), changes_of(event, planned))}
    return Meeting(event, planned) if day in days else None


def _names(session: Session) -> set[str]:
    return {session.record.id, session.id, *(slot.place for slot in session.promised)}


def _several(found: Iterable[Session]) -> Refused:
    return Refused("edit-several", names=", ".join(sorted(session.record.id for session in found)))


def _none(there: list[Session], name: str, day: date) -> Refused:
    if not there:
        return Refused("edit-unknown", name=name)
    near = sorted({session.actual.date for session in there}, key=lambda one: abs(one - day))[:_NEAREST]
    return Refused("edit-no-date", name=name, day=day, days=", ".join(str(one) for one in sorted(near)))
