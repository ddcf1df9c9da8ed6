"""What the desk keeps about one person."""

from __future__ import annotations

from typing import Any

from desk import previews
from desk.models import Draft
from people.models import Person
from web.moments import written


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON: {"drafts": [{"order", "form", "state", "made"}, …]}."""
    rows = Draft.objects.filter(person=person).order_by("made").values("order", "form", "state", "made")
    return {"drafts": [row | {"made": written(row["made"])} for row in rows]}


def erase(person: Person) -> None:
    """What she has published stands in the project, by a number that then leads to nobody."""
    for key in Draft.objects.filter(person=person).values_list("key", flat=True):
        previews.forget_preview(key)
    Draft.objects.filter(person=person).delete()
