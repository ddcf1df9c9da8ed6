"""The coordinator's first page: questions that wait, and the way to everything else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from common.localisation.marked import marked as _
from people.access import coordinators
from questions.models import Question
from questions.reach import languages_spoken, unanswered
from web.facts import facts, listing
from web.page import page
from web.reader import reader_of

_ON_A_PAGE = 50


@require_safe
@coordinators
def home(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    title = reader.plain(_("Koordinator"))
    read, today = languages_spoken(), localdate()

    def shown(question: Question) -> dict[str, Any]:
        return {
            **facts(question, "pk", "language", "topic"),
            "whose": question.taken_by.name if question.taken_by else "",
            "days": (today - localdate(question.opened)).days,
            "is_readable": question.language in read,
        }

    waits = listing(unanswered(), _ON_A_PAGE, request.GET.get("sida"), shown)
    return page(request, reader, "coordination/home.html", title, waits=waits)
