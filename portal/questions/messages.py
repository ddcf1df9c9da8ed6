"""What is said after a question: in order, each once, and not without end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max

from common.localisation.marked import marked as _
from people.models import Person
from questions.models import ANSWERER, ASKER, Question
from submissions.filled_form import sent_key
from web.facts import Listing, facts, listing
from web.moments import minute
from web.typed_text import long_text

LONGEST = 2000  # characters of one message
MOST_MESSAGES = 100  # messages after one question
MOST_UNANSWERED = 10  # of the asker's in a row
_ON_A_PAGE = 10

_WAIT = _("Du har skrivit många gånger. Vänta tills någon har svarat. Då kan du skriva mer.")
_FULL = _("Här får inte mer text plats. Ställ en ny fråga i stället.")


class Full(Exception):
    """The message is one too many. Its text says so, in Swedish."""


def message_text(raw: str) -> str | None:
    """None: too long."""
    text = long_text(raw)
    return text if len(text) <= LONGEST else None


def say(question: Question, person: Person | None, text: str, send_id: str, now: datetime) -> bool:
    """In a transaction that holds the question locked. False: it was there already (sent twice). Raises Full.

    The `person` is a member; None is who asked.
    """
    by = ANSWERER if person else ASKER
    key = sent_key(question.pk, by, send_id, text)
    if question.messages.filter(pk=key).exists():
        return False
    place = _latest(question) + 1
    if place > MOST_MESSAGES:
        raise Full(_FULL)
    if by == ASKER and place - _latest(question, ANSWERER) > MOST_UNANSWERED:
        raise Full(_WAIT)
    question.messages.create(key=key, by=by, person=person, text=text, at=minute(now), place=place)
    return True


def latest_messages(question: Question, number: str | None) -> Listing[dict[str, Any]]:
    """The latest ones are page 1."""
    latest = question.messages.order_by("-place")
    return listing(latest, _ON_A_PAGE, number, lambda message: facts(message, "by", "at", "text"))


def _latest(question: Question, by: str | None = None) -> int:
    """The place of the latest message, 0 for none."""
    said = question.messages.filter(by=by) if by else question.messages.all()
    return said.aggregate(latest=Max("place"))["latest"] or 0
