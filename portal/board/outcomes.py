"""What came of a request: each thing told in one tap, by the coordinator or by a mamma who was confirmed for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from board.answers import lock
from board.counts import is_to, tallies
from board.help_requests import HelpRequest
from board.models import CAN, CONFIRMED, Answer, RequestOutcome
from people.models import Person
from trail.deeds import TOLD, note
from web.facts import facts
from web.moments import minute

NOTHING: Mapping[str, Any] = {"what": "", "minutes": None, "mothers": 0, "helped": None, "words": ""}


def may_tell(help_request: HelpRequest, person: Person, moment: datetime) -> bool:
    """From when it has begun. `moment` is in the city's time zone."""
    if help_request.is_gone(moment.date()) or not help_request.has_begun(moment):
        return False
    return person.is_coordinator or any(
        is_to(answer, help_request)
        for answer in Answer.objects.filter(request_id=help_request.id, person=person, says=CAN, decision=CONFIRMED)
    )


@transaction.atomic
def keep_outcome(help_request: HelpRequest, by: Person, said: Mapping[str, Any], now: datetime) -> None:
    """`said` are what, minutes, helped or words, as she said it; the rest stays. The same again changes nothing."""
    lock(help_request)
    row = RequestOutcome.objects.filter(pk=help_request.id).first() or RequestOutcome(request_id=help_request.id)
    if facts(row, *said) == said:
        return
    for name, value in said.items():
        setattr(row, name, value)
    if "words" in said:
        row.words_by = by
    row.mothers, row.at = tallies([help_request])[help_request.id].confirmed, minute(now)
    row.save()
    note(by, TOLD, now, thing=help_request.id)


def outcomes_of(help_requests: list[HelpRequest]) -> dict[str, dict[str, Any]]:
    """By the request's id what was told of it, ready for a template: NOTHING where nobody did."""
    rows = RequestOutcome.objects.filter(request_id__in=[help_request.id for help_request in help_requests])
    known = {row.request_id: facts(row, *NOTHING) for row in rows}
    return {help_request.id: known.get(help_request.id, dict(NOTHING)) for help_request in help_requests}
