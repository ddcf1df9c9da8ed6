"""Answering and deciding: each change is one transaction on one errand, safe under double taps and at the same time.

What it depends on (does she still count, is there room, does it clash, is it still a yes) is judged in it.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from board.counts import is_to, tallies
from board.errands import Errand
from board.models import CAN, CANNOT, CONFIRMED, THANKED, WITHDRAWN, Answer, KeptErrand
from common.localisation.marked import marked as _
from people.models import Person
from published.current import published
from web.moments import minute

SAYINGS = (CAN, CANNOT, WITHDRAWN)
_ALL_GO = _("Alla som behövs är redan bekräftade. Vill du byta? Ångra en bekräftelse först.")
_TAKEN_BACK = _("%(name)s har just tagit tillbaka sitt svar.")
_ASKED_AGAIN = _("Uppdraget har ändrats. Vi väntar på ett nytt svar från %(name)s.")
_AWAY = _("%(name)s kan inte logga in längre och räknas inte.")


class Clash(Exception):
    """She has said yes to something at the same time, and was not asked about it."""


class DecisionRefused(Exception):
    """The decision cannot be taken. Its text says why, in Swedish, with room for her `name`."""


@transaction.atomic
def answer(errand: Errand, person: Person, says: str, now: datetime, by_coordinator: bool = False) -> None:
    """Saying the same again changes nothing, unless she was asked again; all else undoes what was decided about it.

    The errand's row and hers stay locked to the end: answers come one after the other. Raises PermissionDenied when she
    cannot sign in any longer.
    """
    _lock(errand)
    if not Person.objects.locked(person).is_active:
        raise PermissionDenied
    found = _locked(errand.id, person) or Answer(errand_id=errand.id, person=person)
    if found.says == says and is_to(found, errand):
        return
    found.says, found.decision, found.by_coordinator = says, "", by_coordinator
    found.asked, found.round, found.at = dict(errand.asked), errand.round, minute(now)
    found.in_calendar = found.in_calendar or says == CAN
    found.save()


@transaction.atomic
def answer_for_herself(errand: Errand, person: Person, says: str, now: datetime, anyway: bool) -> None:
    """Raises Clash unless `anyway`, and PermissionDenied."""
    Person.objects.locked(person)  # two taps on two errands at the same hour
    if says == CAN and not anyway and errand.clashes(promised(person, _on_its_day(errand))):
        raise Clash
    answer(errand, person, says, now)


@transaction.atomic
def decide(errand: Errand, person: Person, decision: str, now: datetime) -> None:
    """CONFIRMED, THANKED, or "" to take it back. Raises DecisionRefused."""
    _lock(errand)
    found = _locked(errand.id, person)
    if found is None or found.says != CAN:
        raise DecisionRefused(_TAKEN_BACK)
    if decision and not Person.objects.locked(person).is_active:
        raise DecisionRefused(_AWAY)
    if decision and not is_to(found, errand):
        raise DecisionRefused(_ASKED_AGAIN)
    if found.decision == decision:
        return
    if decision == CONFIRMED and tallies([errand])[errand.id].is_full:
        raise DecisionRefused(_ALL_GO)
    found.decision, found.at = decision, minute(now)
    found.save()


def promised(person: Person, errands: list[Errand]) -> list[Errand]:
    """What of these she has said yes to, as it is asked now, and what still takes place."""
    rows = {row.errand_id: row for row in Answer.objects.filter(person=person, says=CAN).exclude(decision=THANKED)}
    return [
        errand
        for errand in errands
        if errand.id in rows and is_to(rows[errand.id], errand) and errand.is_published and not errand.is_cancelled
    ]


def _on_its_day(errand: Errand) -> list[Errand]:
    rounds = dict(KeptErrand.objects.values_list("errand_id", "round"))
    others = [Errand(facts, round=rounds.get(name, 0)) for name, facts in published().requests.items()]
    return [other for other in others if other.day == errand.day]


def _lock(errand: Errand) -> None:
    """Its row, to the end of the transaction; made with the first answer, and as it is published now."""
    if errand.is_published:
        KeptErrand.objects.update_or_create(errand_id=errand.id, defaults={"facts": dict(errand.facts)})
    else:
        KeptErrand.objects.select_for_update().get(pk=errand.id)


def _locked(errand_id: str, person: Person) -> Answer | None:
    return Answer.objects.select_for_update().filter(errand_id=errand_id, person=person).first()
