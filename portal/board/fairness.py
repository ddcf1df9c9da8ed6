"""Whether everybody gets the same chance: how often each member was asked, answered and confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from board.help_requests import HelpRequest
from board.models import CAN, CANNOT, CONFIRMED, Answer
from people.models import Person


@dataclass(frozen=True)
class Share:
    """`asked` counts the requests in one of her languages that could be answered after she joined."""

    person: Person
    asked: int
    answered: int
    confirmed: int


def shares(people: Iterable[Person], help_requests: list[HelpRequest]) -> list[Share]:
    """Who was confirmed least comes first; among equals who was asked least."""
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.all():
        answers[answer.person_id].append(answer)
    found = [_share(person, help_requests, answers[person.pk]) for person in people]
    return sorted(found, key=lambda share: (share.confirmed, share.asked, share.person.name))


def _share(person: Person, help_requests: list[HelpRequest], answers: list[Answer]) -> Share:
    asked = {
        help_request.id
        for help_request in help_requests
        if help_request.until[0] >= person.joined and help_request.fits(person.languages)
    }
    answered = [answer for answer in answers if answer.says in (CAN, CANNOT)]
    return Share(
        person=person,
        asked=len(asked | {answer.request_id for answer in answers}),
        answered=len(answered),
        confirmed=sum(answer.decision == CONFIRMED for answer in answers),
    )
