"""What the forms and questions keep about a member: to show her, and to take away."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from people.models import Person
from published.current import published
from questions.models import OPEN, TAKEN, Message, Question
from submissions.models import Submission
from web.moments import written


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON. Of questions only her own words: those of the asker are not about her."""
    return {
        "submissions": [_row(submission) for submission in Submission.objects.filter(from_member=person)],
        "answers": [
            {"at": written(message.at), "text": message.text} for message in Message.objects.filter(person=person)
        ],
        "questions_taken": Question.objects.filter(taken_by=person).count(),
    }


def erase(person: Person) -> None:
    """Answers stay with those who asked and counts stay counted, but nothing says that they are hers."""
    with transaction.atomic():
        Question.objects.filter(taken_by=person, state=TAKEN).update(taken_by=None, state=OPEN)
        Question.objects.filter(taken_by=person).update(taken_by=None)
        Message.objects.filter(person=person).update(person=None)
        for submission in Submission.objects.filter(from_member=person):
            _erase(submission)


def _row(submission: Submission) -> dict[str, Any]:
    return {"form": submission.form, "received": written(submission.received), "answers": submission.answers}


def _erase(submission: Submission) -> None:
    """Without the form's definition nobody knows which answers are personal: then all of it goes."""
    form = published().forms.get(submission.form)
    if form is None:
        submission.delete()
        return
    personal = {field["name"] for field in form["fields"] if field["personal"]}
    submission.answers = {name: value for name, value in submission.answers.items() if name not in personal}
    submission.from_member = None
    submission.save(update_fields=["answers", "from_member"])
