"""The board for members: what is asked for, in her language; one tap answers, and undoes until the last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from board.answers import SAYINGS, answer, promised
from board.errands import Errand, published_errands
from board.models import CAN, Answer
from people.access import members, person_of
from people.models import Person
from people.news import unseen
from published.contract import Published
from web.page import page
from web.reader import Reader, reader_of
from web.words import marked as _


@dataclass(frozen=True)
class Notice:
    """An errand as one member sees it. `can` is how many have said yes; who they are she does not see."""

    errand: Errand
    can: int
    mine: Answer | None
    clashes: list[Errand]
    is_open: bool


@require_safe
@members
def board(request: HttpRequest, code: str) -> HttpResponse:
    reader, person = reader_of(code), person_of(request)
    today = reader.site.today(localdate())
    coming = [errand for errand in published_errands(reader.site) if errand.day >= today]
    shown = notices(coming, person, reader.site, today)
    return page(
        request,
        reader,
        "board/board.html",
        reader.plain(_("Uppdrag")),
        open=[notice for notice in shown if notice.is_open],
        closed=[notice for notice in shown if not notice.is_open],
        news=len(unseen(person, reader.site)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members
def errand(request: HttpRequest, code: str, errand_id: str) -> HttpResponse:
    """GET shows it; POST answers. A yes that clashes with another is asked about first."""
    reader, person = reader_of(code), person_of(request)
    if errand_id not in reader.site.requests:
        raise Http404
    found = Errand(reader.site.requests[errand_id])
    if request.method != "POST":
        return _errand_page(request, reader, found)
    says = request.POST.get("says")
    if person.is_coordinator or says not in SAYINGS:
        raise Http404
    if not found.is_open(reader.site.today(localdate())):
        return _errand_page(request, reader, found, 409, is_late=True)
    if says == CAN and "anyway" not in request.POST and found.clashes(promised(person, reader.site)):
        return _errand_page(request, reader, found, 409)
    answer(found, person, says, now())
    return HttpResponseRedirect(reader.address(f"uppdrag/#{found.id}"))


def notices(errands: list[Errand], person: Person, site: Published, today: date) -> list[Notice]:
    ids = [errand.id for errand in errands]
    answers = list(Answer.objects.filter(errand_id__in=ids))
    mine = {answer.errand_id: answer for answer in answers if answer.person_id == person.pk}
    can, hers = how_many_can(answers), promised(person, site)
    return [
        Notice(errand, can[errand.id], mine.get(errand.id), errand.clashes(hers), errand.is_open(today))
        for errand in errands
    ]


def how_many_can(answers: Iterable[Answer]) -> Counter[str]:
    return Counter(answer.errand_id for answer in answers if answer.counts)


def _errand_page(
    request: HttpRequest, reader: Reader, found: Errand, status: int = 200, is_late: bool = False
) -> HttpResponse:
    today = reader.site.today(localdate())
    [notice] = notices([found], person_of(request), reader.site, today)
    title = reader.plain(found.heading)
    return page(request, reader, "board/errand.html", title, status, notice=notice, is_late=is_late)
