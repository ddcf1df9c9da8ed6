"""How many can and how many go: one rule for whose answer counts, for every page and for every decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from board.errands import Errand
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


def tallies(errands: Iterable[Errand]) -> dict[str, Tally]:
    """By the errand's id."""
    by_id = {errand.id: errand for errand in errands}
    answers = Answer.objects.filter(errand_id__in=by_id, says=CAN, person__in=Person.objects.members())
    yes = [answer for answer in answers if answer.decision != THANKED and is_to(answer, by_id[answer.errand_id])]
    return {name: _tally(errand, [one for one in yes if one.errand_id == name]) for name, errand in by_id.items()}


def is_to(answer: Answer, errand: Errand) -> bool:
    """Whether it answers what is asked now. If not, she is asked again."""
    return answer.round == errand.round and errand.still_asks(answer.asked)


def _tally(errand: Errand, yes: list[Answer]) -> Tally:
    confirmed = sum(answer.decision == CONFIRMED for answer in yes)
    return Tally(int(errand.facts["needed"]), len(yes), confirmed)
