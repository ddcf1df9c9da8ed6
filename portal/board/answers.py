"""Answering and deciding: each change is one transaction on one answer, safe under double taps and at the same time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from board.errands import Errand
from board.models import CAN, CANNOT, CONFIRMED, THANKED, WITHDRAWN, Answer, KeptErrand
from people.models import Person
from published.contract import Published

SAYINGS = (CAN, CANNOT, WITHDRAWN)
DECISIONS = ("", CONFIRMED, THANKED)


@transaction.atomic
def answer(errand: Errand, person: Person, says: str, now: datetime, by_coordinator: bool = False) -> None:
    """Saying the same again changes nothing; saying something else undoes what was decided about it.

    The errand's own row stays locked to the end: answers to one errand come one after the other.
    """
    KeptErrand.objects.update_or_create(errand_id=errand.id, defaults={"facts": dict(errand.facts)})
    found = _locked(errand.id, person)
    if found is None:
        first = {"says": says, "at": now, "by_coordinator": by_coordinator, "in_calendar": says == CAN}
        Answer.objects.create(errand_id=errand.id, person=person, **first)
    elif found.says != says:
        found.says, found.decision, found.by_coordinator = says, "", by_coordinator
        found.in_calendar = found.in_calendar or says == CAN
        _changed(found, now)


@transaction.atomic
def decide(errand_id: str, person: Person, decision: str, now: datetime) -> bool:
    """False when she does not say that she can, perhaps since a moment ago."""
    found = _locked(errand_id, person)
    if found is None or found.says != CAN:
        return False
    if found.decision != decision:
        found.decision = decision
        _changed(found, now)
    return True


def promised(person: Person, site: Published) -> list[Errand]:
    """What she has said yes to and what still takes place."""
    rows = Answer.objects.filter(person=person, says=CAN).exclude(decision=THANKED)
    errands = [Errand(site.requests[row.errand_id]) for row in rows if row.errand_id in site.requests]
    return [errand for errand in errands if not errand.is_cancelled]


def _locked(errand_id: str, person: Person) -> Answer | None:
    return Answer.objects.select_for_update().filter(errand_id=errand_id, person=person).first()


def _changed(found: Answer, now: datetime) -> None:
    found.at = now
    found.save()
