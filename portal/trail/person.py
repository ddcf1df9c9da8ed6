"""What the trail keeps about one person."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from people.models import Person
from trail.models import Deed


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON: {"deeds": [{"at", "what", "thing", "is_hers"}, …]}, hers and those about her."""
    deeds = Deed.objects.filter(Q(by=person) | Q(about=person)).order_by("at", "pk")
    return {
        "deeds": [
            {"at": deed.at.isoformat(), "what": deed.what, "thing": deed.thing, "is_hers": deed.by_id == person.pk}
            for deed in deeds
        ]
    }


def erase(person: Person) -> None:
    """What was done stays, but says no longer by whom and to whom."""
    Deed.objects.filter(by=person).update(by=None)
    Deed.objects.filter(about=person).update(about=None)
