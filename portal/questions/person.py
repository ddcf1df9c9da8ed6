"""What is kept about who answers questions: to show her, and to take away."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from people.models import Person
from questions.models import Message, Question
from questions.threads import give_all_back
from web.moments import written


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON: {"answers": [{"at", "text"}, …], "questions_taken"}. Only her own words: those of the asker are
    not about her."""
    return {
        "answers": [
            {"at": written(message.at), "text": message.text} for message in Message.objects.filter(person=person)
        ],
        "questions_taken": Question.objects.filter(taken_by=person).count(),
    }


@transaction.atomic
def erase(person: Person) -> None:
    """Answers stay with those who asked, but nothing says that they are hers."""
    give_all_back(person)
    Question.objects.filter(taken_by=person).update(taken_by=None)
    Message.objects.filter(person=person).update(person=None)
