"""What the board keeps about one person."""

from __future__ import annotations

from typing import Any

from board.models import Answer, Shown
from people.models import Person
from web.moments import written


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON: {"answers": [{"request_id", "says", "decision", "by_coordinator", "at"}, …]}."""
    names = ("request_id", "says", "decision", "by_coordinator", "at")
    rows = Answer.objects.filter(person=person).order_by("at").values(*names)
    return {"answers": [row | {"at": written(row["at"])} for row in rows]}


def erase(person: Person) -> None:
    Answer.objects.filter(person=person).delete()
    Shown.objects.filter(person=person).delete()
