"""The secret in a calendar's address: nothing to keep, and another one when its version goes up."""

from __future__ import annotations

from django.db.models import F
from django.utils.crypto import constant_time_compare

from people.digests import keyed_digest
from people.models import Person
from web.numbers import row_number


def calendar_key(person: Person) -> str:
    """Her number and 128 bits."""
    return f"{person.pk}-{keyed_digest('calendar', f'{person.pk} {person.calendar_version}')[:32]}"


def person_of_key(key: str) -> Person | None:
    """None for unknown and outdated keys, and for those who have left."""
    person = Person.objects.filter(pk=row_number(key.split("-")[0]), is_active=True).first()
    return person if person and constant_time_compare(calendar_key(person), key) else None


def renew_calendar_key(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(calendar_version=F("calendar_version") + 1)
