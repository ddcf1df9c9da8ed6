"""The coordinator's pages: all errands, one errand with its answers, and the members with their shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from board.answers import SAYINGS, answer, decide
from board.errands import Errand, published_errands
from board.fairness import Share, all_errands, shares
from board.models import CAN, CANNOT, CONFIRMED, THANKED, Answer
from board.views import how_many_can
from people.access import coordinators, person_of
from people.members import member
from people.models import COORDINATOR, Person, by_name
from published.contract import Published
from trail import deeds
from trail.deeds import ANSWERED, note
from web.numbers import row_number
from web.page import page
from web.reader import Reader, reader_of
from web.words import marked as _

_ON_A_PAGE = 50
_DECISIONS = {"confirm": CONFIRMED, "thank": THANKED, "undo": ""}
_DEEDS = {"confirm": deeds.CONFIRMED, "thank": deeds.THANKED, "undo": deeds.UNDONE}


@dataclass(frozen=True)
class Row:
    """One member beside one errand. `fits`: she speaks a language that is asked for."""

    share: Share
    answer: Answer | None
    fits: bool

    @property
    def says(self) -> str | None:
        return self.answer.says if self.answer else None


@require_safe
@coordinators
def home(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    return page(request, reader, "board/home.html", reader.plain(_("Koordinator")))


@require_safe
@coordinators
def members(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    rows = Paginator(shares(Person.objects.members(), reader.site), _ON_A_PAGE)
    away = Paginator(by_name(Person.objects.exclude(role=COORDINATOR).filter(is_active=False)), _ON_A_PAGE)
    title = reader.plain(_("Mammor"))
    return page(
        request,
        reader,
        "board/members.html",
        title,
        shares=rows.get_page(request.GET.get("sida")),
        away=away.get_page(request.GET.get("borta")),
    )


@require_safe
@coordinators
def errands(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    today = reader.site.today(localdate())
    published = published_errands(reader.site)
    groups = {
        _("Öppna uppdrag"): [errand for errand in published if errand.is_open(today)],
        _("Stängda uppdrag"): [errand for errand in published if not errand.is_open(today)],
        _("Borttagna från webbplatsen"): [errand for errand in all_errands(reader.site) if not errand.is_published],
    }
    answers = list(Answer.objects.all())
    confirmed = [answer for answer in answers if answer.decision == CONFIRMED]
    counts: dict[str, Any] = {"can": how_many_can(answers), "confirmed": how_many_can(confirmed)}
    return page(request, reader, "board/errands.html", reader.plain(_("Alla uppdrag")), groups=groups, **counts)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def errand(request: HttpRequest, code: str, errand_id: str) -> HttpResponse:
    """POST: `do` to `person` – confirm, thank, undo, or an answer on behalf of one who phoned."""
    reader = reader_of(code)
    found = next((errand for errand in all_errands(reader.site) if errand.id == errand_id), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _errand_page(request, reader, found)
    person = member(row_number(request.POST.get("person", "")))
    if not _do(request.POST.get("do", ""), found, person, person_of(request)):
        return _errand_page(request, reader, found, 409, changed=person)
    return HttpResponseRedirect(reader.address(f"koordinator/uppdrag/{found.id}/#p{person.pk}"))


@transaction.atomic
def _do(what: str, found: Errand, person: Person, by: Person) -> bool:
    """False when it cannot be done any longer. Raises Http404."""
    if what not in (*_DECISIONS, *SAYINGS):
        raise Http404
    if what in SAYINGS:
        answer(found, person, what, now(), by_coordinator=True)
    elif not decide(found.id, person, _DECISIONS[what], now()):
        return False
    note(by, _DEEDS.get(what, ANSWERED), now(), person, found.id)
    return True


def _errand_page(
    request: HttpRequest, reader: Reader, found: Errand, status: int = 200, changed: Person | None = None
) -> HttpResponse:
    """`changed`: who took her yes back while the coordinator looked at the page."""
    rows = _rows(found, reader.site)
    return page(
        request,
        reader,
        "board/answers.html",
        reader.plain(found.heading),
        status,
        errand=found,
        can=[row for row in rows if row.says == CAN],
        cannot=[row for row in rows if row.says == CANNOT],
        silent=[row for row in rows if row.says not in (CAN, CANNOT)],
        can_count=sum(row.answer.counts for row in rows if row.answer),
        confirmed_count=sum(row.answer.decision == CONFIRMED for row in rows if row.answer),
        is_gone=found.is_gone(reader.site.today(localdate())),
        changed=changed,
    )


def _rows(found: Errand, site: Published) -> list[Row]:
    """Whom to choose first: those who speak the language, then those who were confirmed least."""
    answers = {answer.person_id: answer for answer in Answer.objects.filter(errand_id=found.id)}
    people = Person.objects.members() | Person.objects.filter(pk__in=answers)
    rows = [
        Row(share, answers.get(share.person.pk), found.fits(share.person.languages))
        for share in shares(people.distinct(), site)
    ]
    return sorted(rows, key=lambda row: not row.fits)
