"""Who can read a question, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils.timezone import localdate

from people.models import Person
from questions.models import OPEN, TAKEN, Question


@dataclass(frozen=True)
class Waiting:
    """`days` it waits; `is_readable`: a member speaks its language."""

    question: Question
    days: int
    is_readable: bool


def spoken() -> set[str]:
    """The languages of all who may be asked."""
    return set(chain.from_iterable(Person.objects.members().values_list("languages", flat=True)))


def waiting(today: date) -> list[Waiting]:
    """What has no answer yet, taken or not: the oldest first."""
    questions = Question.objects.filter(state__in=(OPEN, TAKEN)).select_related("taken_by", "submission")
    read = spoken()
    return [
        Waiting(question, (today - localdate(question.opened)).days, question.language in read)
        for question in questions.order_by("opened", "pk")
    ]


def by_topic(questions: Iterable[Question], person: Person) -> list[Question]:
    """Those about what she knows first; else in their order."""
    return sorted(questions, key=lambda question: question.topic not in person.topics)
