"""Everything that is stored about one person: to show, to take along, to erase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from types import ModuleType
from typing import Any

from django.db import transaction

from at_rest.sweep import sweep
from people.devices import sign_out_everywhere
from people.models import Person
from trail.deeds import ERASED, LEFT, note
from web.moments import written

# Each has exported(person) → what it keeps, ready for JSON, and erase(person). Imported late: they know this app.
PARTS = ("board.person", "submissions.person", "trail.person")
_FACTS = ("name", "role", "login", "languages", "topics", "district", "is_active", "calendar_version", "news_seen")


def person_data(person: Person) -> dict[str, Any]:
    """Ready for JSON: "person", "links", "devices", and one entry for each part of the portal. Secrets are left out:
    they are kept as digests, which say nothing."""
    return {
        "person": {name: getattr(person, name) for name in _FACTS} | {"joined": person.joined.isoformat()},
        "links": [_days(row) for row in person.links.values("made", "revoked", "used")],
        "devices": [_days(row) for row in person.devices.values("since", "seen")],
        **{name: module.exported(person) for name, module in _parts()},
    }


class LastCoordinator(Exception):
    """Nobody could sign in as a coordinator any longer."""


def erase(person: Person, now: datetime, by: Person | None = None) -> bool:
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
    for _, module in _parts():
        module.erase(person)
    sign_out_everywhere(person)
    person.delete()


def _parts() -> Iterator[tuple[str, ModuleType]]:
    for name in PARTS:
        yield name.split(".")[0], import_module(name)


def _days(row: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: _written(day) if day else None for name, day in row.items()}


def _written(day: date) -> str:
    return written(day) if isinstance(day, datetime) else day.isoformat()
