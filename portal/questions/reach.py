"""Who can read a question, and what waits."""

from __future__ import annotations

import json
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Case, QuerySet, When

from people.models import Person
from questions.models import QUESTION_OPEN, TAKEN, Question


def languages_spoken() -> set[str]:
    """The languages of all who may be asked, as they are now: it is asked anew after each question."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement())
        return set(chain.from_iterable(json.loads(languages) for (languages,) in cursor.fetchall()))


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """(SQL, parameters): each set of languages once. Finding it out anew took a quarter of a question's time."""
    rows = Person.objects.members().values_list("languages").distinct()
    return rows.query.sql_with_params()


def unanswered() -> QuerySet[Question]:
    """What has no answer yet, taken or not: the oldest first."""
    return Question.objects.filter(state__in=(QUESTION_OPEN, TAKEN)).select_related("taken_by").order_by("opened", "pk")


def by_topic(questions: QuerySet[Question], person: Person) -> QuerySet[Question]:
    """Those about what she knows first, of them the oldest."""
    is_hers = Case(When(topic__in=person.topics, then=0), default=1)
    return questions.order_by(is_hers, "opened", "pk")
