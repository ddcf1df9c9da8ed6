"""The coordinator's first page: questions that wait, and the way to everything else."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from people.access import coordinators
from questions.reach import unanswered, waiting
from web.page import page
from web.reader import reader_of
from web.words import marked as _

_ON_A_PAGE = 50


@require_safe
@coordinators
def home(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    title = reader.plain(_("Koordinator"))
    shown = Paginator(unanswered(), _ON_A_PAGE).get_page(request.GET.get("sida"))
    return page(request, reader, "desk/home.html", title, shown=shown, waits=waiting(shown, localdate()))
