"""What happens to a question. Every change is one statement or one transaction: two taps at once cannot both win."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from people.models import Person, by_name
from published.reading import Published, PublishedRow
from questions.messages import say
from questions.models import ANSWERED, QUESTION_CLOSED, QUESTION_OPEN, TAKEN, Question
from questions.opening import answered


def asked(question: Question, site: Published) -> str:
    """The question in the asker's words. A form that is no longer published has no roles: then all she wrote."""
    submission = question.submission
    form = site.forms.get(submission.form)
    if form is None:
        return "\n".join(str(answer) for answer in submission.answers.values())
    return str(answered(submission, form, "text") or "")


def about_asker(question: Question, site: Published) -> list[tuple[PublishedRow, Any]]:
    """(field, answer): who she is and how to reach her, if she said so. Only for whoever has taken the question."""
    form = site.forms.get(question.submission.form, {"fields": []})
    answers = question.submission.answers
    return [(field, answers[field["name"]]) for field in form["fields"] if _is_about_her(field, answers)]


def _is_about_her(field: PublishedRow, answers: dict[str, Any]) -> bool:
    return field["name"] in answers and field["role"] not in ("text", "language", "topic")


@transaction.atomic
def take(question: Question, person: Person) -> bool:
    """False: somebody else was quicker, it is answered or closed, or she can no longer sign in."""
    is_here = Person.objects.locked(person).is_active
    return is_here and _free(question).update(state=TAKEN, taken_by=person) == 1


def give_back(question: Question, person: Person) -> bool:
    """Only what waits for her answer: what is answered needs nobody else."""
    return _hers(question, person).filter(state=TAKEN).update(state=QUESTION_OPEN, taken_by=None) == 1


def release(question: Question) -> Person | None:
    """A coordinator puts back what a member took. Who had it; None: she has answered or given it back meanwhile."""
    with transaction.atomic():
        taken = Question.objects.select_for_update().filter(pk=question.pk, state=TAKEN).first()
        if taken is None or taken.taken_by is None:
            return None
        Question.objects.filter(pk=question.pk).update(state=QUESTION_OPEN, taken_by=None)
    return taken.taken_by


def give_all_back(person: Person) -> None:
    """She can no longer sign in: what waits for her waits for all."""
    Question.objects.filter(taken_by=person, state=TAKEN).update(state=QUESTION_OPEN, taken_by=None)


@transaction.atomic
def close_question(question: Question, person: Person, seen: int | None = None) -> bool:
    """False: it is somebody else's now, or the asker has written more than the `seen` messages."""
    same = _hers(question, person).exclude(state=QUESTION_CLOSED)
    if not _lock(same) or (seen is not None and question.messages.count() > seen):
        return False
    return same.update(state=QUESTION_CLOSED) == 1


@transaction.atomic
def hand_to_colleague(question: Question, person: Person, colleague: Person) -> bool:
    """False: it is not hers to give, or the colleague can no longer sign in."""
    is_here = Person.objects.locked(colleague).is_active
    return (
        is_here and _hers(question, person).exclude(state=QUESTION_CLOSED).update(state=TAKEN, taken_by=colleague) == 1
    )


def hand_to_contact(question: Question, person: Person, contact: str) -> bool:
    return _hers(question, person).exclude(state=QUESTION_CLOSED).update(state=ANSWERED, handed_to=contact) == 1


def answer_question(question: Question, person: Person, text: str, send_id: str, now: datetime) -> bool:
    """False: it is somebody else's now. Raises Full. Sent twice, it changes nothing: she may have asked on since."""
    with transaction.atomic():
        if not _lock(_hers(question, person)):
            return False
        if say(question, person, text, send_id, now):
            _hers(question, person).update(state=ANSWERED)
    return True


def ask_on(question: Question, text: str, send_id: str, now: datetime) -> None:
    """It comes back to whoever has it, or to all. Raises Full."""
    with transaction.atomic():
        same = Question.objects.filter(pk=question.pk)
        if _lock(same) and say(question, None, text, send_id, now):
            same.filter(taken_by=None).update(state=QUESTION_OPEN)
            same.exclude(taken_by=None).update(state=TAKEN)


def others_who_can(question: Question, person: Person) -> list[Person]:
    """Who else speaks the language; those who know its topic first."""
    others = by_name(Person.objects.filter(is_active=True).exclude(pk=person.pk))
    able = [other for other in others if question.language in other.languages]
    return sorted(able, key=lambda other: question.topic not in other.topics)


def _free(question: Question) -> QuerySet[Question]:
    return Question.objects.filter(pk=question.pk, state=QUESTION_OPEN, taken_by=None)


def _hers(question: Question, person: Person) -> QuerySet[Question]:
    return Question.objects.filter(pk=question.pk, taken_by=person)


def _lock(questions: QuerySet[Question]) -> bool:
    """To the end of the transaction. False: there is none."""
    return questions.select_for_update().first() is not None
