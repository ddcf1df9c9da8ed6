"""How many can and how many go: one rule for whose answer counts, for every page and for every decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from board.help_requests import HelpRequest
from board.models import CAN, CONFIRMED, THANKED, Answer
from people.models import Person


@dataclass(frozen=True)
class Tally:
    """`can` have said yes, of whom `confirmed` go."""

    needed: int
    can: int
    confirmed: int

    @property
    def is_full(self) -> bool:
        return self.confirmed >= self.needed

    @property
    def is_enough(self) -> bool:
        return self.can >= self.needed


def tallies(help_requests: Iterable[HelpRequest]) -> dict[str, Tally]:
    """By the request's id."""
    by_id = {help_request.id: help_request for help_request in help_requests}
    answers = Answer.objects.filter(request_id__in=by_id, says=CAN, person__in=Person.objects.members())
    yes = [answer for answer in answers if answer.decision != THANKED and is_to(answer, by_id[answer.request_id])]
    return {
        name: _tally(help_request, [one for one in yes if one.request_id == name])
        for name, help_request in by_id.items()
    }


def is_to(answer: Answer, help_request: HelpRequest) -> bool:
    """Whether it answers what is asked now. If not, she is asked again."""
    return answer.round == help_request.round and help_request.still_asks(answer.asked)


def _tally(help_request: HelpRequest, yes: list[Answer]) -> Tally:
    confirmed = sum(answer.decision == CONFIRMED for answer in yes)
    return Tally(int(help_request.facts["needed"]), len(yes), confirmed)
