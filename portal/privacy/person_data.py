"""Everything that is stored about one person: to show, to take along, to erase."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from at_rest.sweep import sweep
from board import person as board
from desk import person as desk
from people.devices import sign_out_everywhere
from people.models import Person
from questions import person as questions
from submissions import person as submissions
from trail import person as trail
from trail.deeds import ERASED, LEFT, note
from web.moments import written

_PARTS = (board, desk, questions, submissions, trail)
_FACTS = (
    "name",
    "role",
    "login",
    "languages",
    "topics",
    "rights",
    "district",
    "is_active",
    "calendar_version",
    "news_seen",
)


def person_data(person: Person) -> dict[str, Any]:
    """Ready for JSON: "person", "links", "devices", "board", "desk", "submissions", "trail". Secrets are left out:
    they are kept as digests, which say nothing."""
    return {
        "person": {name: getattr(person, name) for name in _FACTS} | {"joined": person.joined.isoformat()},
        "links": [_days(row) for row in person.links.values("made", "revoked", "used")],
        "devices": [_days(row) for row in person.devices.values("since", "seen")],
        "board": board.exported(person),
        "desk": desk.exported(person),
        "submissions": submissions.exported(person) | questions.exported(person),
        "trail": trail.exported(person),
    }


class LastCoordinator(Exception):
    """Nobody could sign in as a coordinator any longer."""


def erase_person(person: Person, now: datetime, by: Person | None = None) -> bool:
    """Her and everything about her. What belongs to nobody, like numbers of visitors, stays. Raises LastCoordinator.

    False: the database's files hold some of it until the daily clean-up. `by` is the coordinator who does it for her.
    """
    _erase(person, now, by)
    return sweep()


@transaction.atomic
def _erase(person: Person, now: datetime, by: Person | None) -> None:
    if person.is_coordinator and Person.objects.locked_coordinators().keys() <= {person.pk}:
        raise LastCoordinator
    Person.objects.locked(person)  # what she still sends comes before this or fails
    if by or person.is_coordinator:
        note(by or person, ERASED if by else LEFT, now)
    for part in _PARTS:
        part.erase(person)
    sign_out_everywhere(person)
    person.delete()


def _days(row: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: _written(day) if day else None for name, day in row.items()}


def _written(day: date) -> str:
    return written(day) if isinstance(day, datetime) else day.isoformat()
