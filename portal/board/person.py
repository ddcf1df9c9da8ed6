"""What the board keeps about one person."""

from __future__ import annotations

from typing import Any

from board.models import Answer, RequestOutcome, Shown
from people.models import Person
from web.moments import written


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON: {"answers": [{"request_id", "says", "decision", "by_coordinator", "at"}, …],
    "told": [{"request_id", "words", "at"}, …]}, what she wrote of how requests went."""
    names = ("request_id", "says", "decision", "by_coordinator", "at")
    rows = Answer.objects.filter(person=person).order_by("at").values(*names)
    told = RequestOutcome.objects.filter(words_by=person).order_by("at").values("request_id", "words", "at")
    return {
        "answers": [row | {"at": written(row["at"])} for row in rows],
        "told": [row | {"at": written(row["at"])} for row in told],
    }


def erase(person: Person) -> None:
    Answer.objects.filter(person=person).delete()
    Shown.objects.filter(person=person).delete()
    RequestOutcome.objects.filter(words_by=person).update(words="", words_by=None)  # numbers tell of nobody
