"""Who is behind a role and a number in the project's history: known here, and only to who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from people.models import Person


def name_of(author: Mapping[str, Any] | None) -> str:
    """ "" for who is nobody here, or nobody any longer."""
    number = str((author or {}).get("number") or "")
    person = Person.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    return person.name if person and person.role == (author or {}).get("role") else ""


def moment_of(text: str) -> datetime:
    """ISO 8601, with its zone."""
    return datetime.fromisoformat(text)
