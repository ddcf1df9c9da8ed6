"""The board for members: what is asked for, in her language; one tap answers, and undoes until the last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from board.answers import SAYINGS, Clash, answer_for_herself, promised
from board.counts import Tally, is_to, tallies
from board.errands import Errand
from board.forms import SayingForm
from board.kept import published_errands
from board.models import CAN, CANNOT, WITHDRAWN, Answer
from common.localisation.marked import marked as _
from people.access import members, person_of
from people.models import Person
from people.news import unseen
from web.facts import facts
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell

_SAID = {
    CAN: _("Tack! Nu ser koordinatorn att du kan."),
    CANNOT: _("Tack för att du svarade! Nu vet koordinatorn att du inte kan."),
    WITHDRAWN: _("Nu är ditt svar borta. Du kan svara igen."),
}


@dataclass(frozen=True)
class Notice:
    """An errand as one member sees it. How many have said yes she sees, not who.

    `state` is where she stands: "new" (also when she took it back), "again", "no", "yes", "confirmed" or "thanked".
    `mine` are facts of her answer, empty where she gave none.
    """

    errand: Errand
    tally: Tally
    state: str
    mine: dict[str, Any]
    clashes: list[Errand]
    is_open: bool

    @property
    def is_asking(self) -> bool:
        """Whether another yes is wanted."""
        return self.is_open and not self.tally.is_full


@require_safe
@members
def board(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    today = reader.site.today(localdate())
    coming = [errand for errand in published_errands(reader.site, today) if errand.day >= today]
    for_her = sorted(coming, key=lambda errand: (not errand.fits(person.languages), not errand.is_about(person.topics)))
    shown = notices(for_her, person, today)
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
def errand(request: HttpRequest, language: str, errand_id: str) -> HttpResponse:
    """GET shows it; POST answers. A yes that clashes with another is asked about first."""
    reader, person = reader_of(language), person_of(request)
    today = reader.site.today(localdate())
    found = next((one for one in published_errands(reader.site, today) if one.id == errand_id), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _errand_page(request, reader, found)
    typed = SayingForm(request.POST).typed
    says = typed["says"]
    if person.is_coordinator or says not in SAYINGS:
        raise Http404
    if not found.is_open(today):
        return _errand_page(request, reader, found, 409, is_late=True)
    try:
        answer_for_herself(found, person, says, now(), typed["anyway"])
    except Clash:
        return _errand_page(request, reader, found, 409)
    tell(request, _SAID[says])
    return HttpResponseRedirect(reader.url("board:board") + f"#{found.id}")


def notices(errands: list[Errand], person: Person, today: date) -> list[Notice]:
    mine = {answer.errand_id: answer for answer in Answer.objects.filter(person=person)}
    counted, hers = tallies(errands), promised(person, errands)
    return [
        Notice(
            errand,
            counted[errand.id],
            _state(errand, mine.get(errand.id)),
            facts(mine[errand.id], "asked", "by_coordinator") if errand.id in mine else {},
            errand.clashes(hers),
            errand.is_open(today),
        )
        for errand in errands
    ]


def _state(errand: Errand, mine: Answer | None) -> str:
    if mine is None or mine.says == WITHDRAWN:
        return "new"
    if not is_to(mine, errand):
        return "again"
    return "no" if mine.says == CANNOT else mine.decision or "yes"


def _errand_page(
    request: HttpRequest, reader: PortalReader, found: Errand, status: int = 200, is_late: bool = False
) -> HttpResponse:
    today = reader.site.today(localdate())
    everything = notices(published_errands(reader.site, today), person_of(request), today)
    notice = next(notice for notice in everything if notice.errand.id == found.id)
    title = reader.plain(found.heading)
    return page(request, reader, "board/errand.html", title, status, notice=notice, is_late=is_late)
