"""The board for members: what is asked for, in her language; one tap answers, and undoes until the last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from board.answers import SAYINGS, Clash, answer_for_herself, promised_requests
from board.counts import Tally, is_to, tallies
from board.forms import OutcomeForm, SayingForm
from board.help_requests import HelpRequest
from board.kept import all_help_requests, published_help_requests
from board.models import CAN, CANNOT, CONFIRMED, WITHDRAWN, Answer
from board.outcomes import keep_outcome, may_tell, outcomes_of
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
    """A request for help as one member sees it. How many have said yes she sees, not who.

    `state` is where she stands: "new" (also when she took it back), "again", "no", "yes", "confirmed" or "thanked".
    `mine` are facts of her answer, empty where she gave none.
    """

    help_request: HelpRequest
    tally: Tally
    state: str
    mine: dict[str, Any]
    clashes: list[HelpRequest]
    is_open: bool

    @property
    def is_asking(self) -> bool:
        """Whether another yes is wanted."""
        return self.is_open and not self.tally.is_full


@require_safe
@members
def board(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    moment = reader.site.moment(now())
    today = moment.date()
    coming = [help_request for help_request in published_help_requests(reader.site, today) if help_request.day >= today]
    for_her = sorted(
        coming,
        key=lambda help_request: (not help_request.fits(person.languages), not help_request.is_about(person.topics)),
    )
    shown = notices_for(for_her, person, moment)
    return page(
        request,
        reader,
        "board/board.html",
        reader.plain(_("Uppdrag")),
        open=[notice for notice in shown if notice.is_open],
        closed=[notice for notice in shown if not notice.is_open],
        untold=_untold(reader, person, moment),
        news=len(unseen(person, reader.site)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members
def help_request(request: HttpRequest, language: str, request_id: str) -> HttpResponse:
    """GET shows it; POST answers. A yes that clashes with another is asked about first."""
    reader, person = reader_of(language), person_of(request)
    moment = reader.site.moment(now())
    found = next((one for one in published_help_requests(reader.site, moment.date()) if one.id == request_id), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _help_request_page(request, reader, found)
    typed = SayingForm(request.POST).typed
    says = typed["says"]
    if person.is_coordinator or says not in SAYINGS:
        raise Http404
    if not found.is_open(moment):
        return _help_request_page(request, reader, found, 409, is_late=True)
    try:
        answer_for_herself(found, person, says, now(), typed["anyway"])
    except Clash:
        return _help_request_page(request, reader, found, 409)
    tell(request, _SAID[says])
    return HttpResponseRedirect(reader.url("board:board") + f"#{found.id}")


@require_http_methods(["POST"])
@members
def tell_outcome(request: HttpRequest, language: str, request_id: str) -> HttpResponse:
    """One tap says one thing; then she is back where she can say the next."""
    reader, person = reader_of(language), person_of(request)
    moment = reader.site.moment(now())
    found = next((one for one in all_help_requests(reader.site, moment.date()) if one.id == request_id), None)
    if found is None or not may_tell(found, person, moment):
        raise Http404
    form = OutcomeForm(request.POST)
    if form.is_valid():
        keep_outcome(found, person, form.said, now())
        tell(request, _("Sparat. Tack för att du berättar!"))
    else:
        tell(request, _("Skriv med siffror, till exempel 2."))
    name = "board:answers" if person.is_coordinator else "board:help_request"
    return HttpResponseRedirect(reader.url(name, request_id=found.id) + "#hur")


def notices_for(help_requests: list[HelpRequest], person: Person, moment: datetime) -> list[Notice]:
    mine = {answer.request_id: answer for answer in Answer.objects.filter(person=person)}
    counted, hers = tallies(help_requests), promised_requests(person, help_requests)
    return [
        Notice(
            help_request,
            counted[help_request.id],
            _state(help_request, mine.get(help_request.id)),
            facts(mine[help_request.id], "asked", "by_coordinator") if help_request.id in mine else {},
            help_request.clashes(hers),
            help_request.is_open(moment),
        )
        for help_request in help_requests
    ]


def _state(help_request: HelpRequest, mine: Answer | None) -> str:
    if mine is None or mine.says == WITHDRAWN:
        return "new"
    if not is_to(mine, help_request):
        return "again"
    return "no" if mine.says == CANNOT else mine.decision or "yes"


def _help_request_page(
    request: HttpRequest, reader: PortalReader, found: HelpRequest, status: int = 200, is_late: bool = False
) -> HttpResponse:
    moment = reader.site.moment(now())
    everything = notices_for(published_help_requests(reader.site, moment.date()), person_of(request), moment)
    notice = next(notice for notice in everything if notice.help_request.id == found.id)
    outcome = outcomes_of([found])[found.id] if may_tell(found, person_of(request), moment) else None
    shown = {"notice": notice, "is_late": is_late, "outcome": outcome}
    return page(request, reader, "board/help_request.html", reader.plain(found.heading), status, **shown)


def _untold(reader: PortalReader, person: Person, moment: datetime) -> list[HelpRequest]:
    """What she was confirmed for and nobody has told of, the latest first."""
    hers = set(Answer.objects.filter(person=person, decision=CONFIRMED).values_list("request_id", flat=True))
    begun = [
        one
        for one in (published_help_requests(reader.site, moment.date()) if hers else ())
        if one.id in hers and may_tell(one, person, moment)
    ]
    told = outcomes_of(begun)
    return [one for one in reversed(begun) if not told[one.id]["what"]]
