"""Who is behind a role and a number in the project's history: known here, and only to who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from people.models import COORDINATOR, MEMBER, Person

KnownAuthor = (
    Mapping[str, Any] | None
)  # {"role": "coordinator", "number": 3}; None: somebody who worked without the desk


def role_of(person: Person) -> str:
    """As the project knows her. Who was a member before goes on under the same name."""
    return COORDINATOR if person.is_coordinator else MEMBER


def is_by(author: KnownAuthor, person: Person) -> bool:
    said = author or {}
    return (said.get("role"), str(said.get("number"))) == (role_of(person), str(person.pk))


def name_of(author: KnownAuthor) -> str:
    """ "" for who is nobody here, or nobody any longer."""
    number = str((author or {}).get("number") or "")
    person = Person.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    return person.name if person and is_by(author, person) else ""


def moment_of(text: str) -> datetime:
    """ISO 8601, with its zone."""
    return datetime.fromisoformat(text)
