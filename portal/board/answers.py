"""Answering and deciding: each change is one transaction on one request, safe under double taps and at the same time.

What it depends on (does she still count, is there room, does it clash, is it still a yes) is judged in it.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from board.counts import is_to, tallies
from board.help_requests import HelpRequest
from board.models import CAN, CANNOT, CONFIRMED, THANKED, WITHDRAWN, Answer, KeptHelpRequest
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
def answer_request(
    help_request: HelpRequest, person: Person, says: str, now: datetime, by_coordinator: bool = False
) -> None:
    """Saying the same again changes nothing, unless she was asked again; all else undoes what was decided about it.

    The request's row and hers stay locked to the end: answers come one by one. Raises PermissionDenied when she
    cannot sign in any longer.
    """
    lock(help_request)
    if not Person.objects.locked(person).is_active:
        raise PermissionDenied
    found = _locked(help_request.id, person) or Answer(request_id=help_request.id, person=person)
    if found.says == says and is_to(found, help_request):
        return
    found.says, found.decision, found.by_coordinator = says, "", by_coordinator
    found.asked, found.round, found.at = dict(help_request.asked), help_request.round, minute(now)
    found.in_calendar = found.in_calendar or says == CAN
    found.save()


@transaction.atomic
def answer_for_herself(help_request: HelpRequest, person: Person, says: str, now: datetime, anyway: bool) -> None:
    """Raises Clash unless `anyway`, and PermissionDenied."""
    Person.objects.locked(person)  # two taps on two requests at the same hour
    if says == CAN and not anyway and help_request.clashes(promised_requests(person, _on_its_day(help_request))):
        raise Clash
    answer_request(help_request, person, says, now)


@transaction.atomic
def decide(help_request: HelpRequest, person: Person, decision: str, now: datetime) -> None:
    """CONFIRMED, THANKED, or "" to take it back. Raises DecisionRefused."""
    lock(help_request)
    found = _locked(help_request.id, person)
    if found is None or found.says != CAN:
        raise DecisionRefused(_TAKEN_BACK)
    if decision and not Person.objects.locked(person).is_active:
        raise DecisionRefused(_AWAY)
    if decision and not is_to(found, help_request):
        raise DecisionRefused(_ASKED_AGAIN)
    if found.decision == decision:
        return
    if decision == CONFIRMED and tallies([help_request])[help_request.id].is_full:
        raise DecisionRefused(_ALL_GO)
    found.decision, found.at = decision, minute(now)
    found.save()


def promised_requests(person: Person, help_requests: list[HelpRequest]) -> list[HelpRequest]:
    """What of these she has said yes to, as it is asked now, and what still takes place."""
    rows = {row.request_id: row for row in Answer.objects.filter(person=person, says=CAN).exclude(decision=THANKED)}
    return [
        help_request
        for help_request in help_requests
        if help_request.id in rows
        and is_to(rows[help_request.id], help_request)
        and help_request.is_published
        and not help_request.is_cancelled
    ]


def _on_its_day(help_request: HelpRequest) -> list[HelpRequest]:
    rounds = dict(KeptHelpRequest.objects.values_list("request_id", "round"))
    others = [HelpRequest(facts, round=rounds.get(name, 0)) for name, facts in published().requests.items()]
    return [other for other in others if other.day == help_request.day]


def lock(help_request: HelpRequest) -> None:
    """Its row, to the end of the transaction; made with the first answer, and as it is published now."""
    if help_request.is_published:
        KeptHelpRequest.objects.update_or_create(
            request_id=help_request.id, defaults={"facts": dict(help_request.facts)}
        )
    else:
        KeptHelpRequest.objects.select_for_update().get(pk=help_request.id)


def _locked(request_id: str, person: Person) -> Answer | None:
    return Answer.objects.select_for_update().filter(request_id=request_id, person=person).first()
