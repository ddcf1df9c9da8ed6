"""What the forms keep about a member: to show her, and to take away."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from people.models import Person
from published.current import published
from submissions.models import Submission
from web.moments import written

_IN_HER_WORDS = ("short", "long")


def exported(person: Person) -> dict[str, Any]:
    """Ready for JSON: {"submissions": [{"form", "received", "answers"}, …]}."""
    return {"submissions": [_row(submission) for submission in Submission.objects.filter(from_member=person)]}


@transaction.atomic
def erase(person: Person) -> None:
    """Counts stay counted, but nothing says that they are hers."""
    for submission in Submission.objects.filter(from_member=person):
        _erase(submission)


def _row(submission: Submission) -> dict[str, Any]:
    return {"form": submission.form, "received": written(submission.received), "answers": submission.answers}


def _erase(submission: Submission) -> None:
    """What was only counted and chosen stays, as nobody's. All else goes whole: her words are hers even where the form
    does not call them personal, and without the form's definition nobody knows."""
    form = published().forms.get(submission.form)
    if form is None or any(field["personal"] or field["widget"] in _IN_HER_WORDS for field in form["fields"]):
        submission.delete()
    else:
        Submission.objects.filter(pk=submission.pk).update(from_member=None)
