"""The coordinator's pages: all requests for help, one with its answers, and the members with their shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from board.answers import SAYINGS, DecisionRefused, answer_request, decide
from board.counts import is_to, tallies
from board.fairness import Share, shares
from board.forms import DecisionForm
from board.help_requests import HelpRequest
from board.kept import all_help_requests
from board.models import CONFIRMED, THANKED, WITHDRAWN, Answer
from board.outcomes import may_tell, outcomes_of
from common.localisation.marked import marked as _
from common.localisation.text import Text
from people.access import coordinators, person_of
from people.models import COORDINATOR, Person, by_name
from trail import deeds
from trail.deeds import ANSWERED_FOR_HER, note
from web.facts import facts, listing
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell

_ON_A_PAGE = 50
_TOLD = _("Sparat: %(name)s.")
_DECISIONS = {"confirm": CONFIRMED, "thank": THANKED, "undo": ""}
_DEEDS = {"confirm": deeds.CONFIRMED_HER, "thank": deeds.THANKED_HER, "undo": deeds.UNDONE}


@dataclass(frozen=True)
class Candidate:
    """One member beside one request. `fits`: she speaks a language that is asked for; `knows`: a topic of it is hers.

    `group` is where she stands: "can", "again" (her yes was to something else), "cannot", "away" or "silent".
    """

    share: dict[str, Any]
    answer: dict[str, Any]
    group: str
    fits: bool
    knows: bool


@require_safe
@coordinators
def member_shares(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    everybody = shares(Person.objects.members(), all_help_requests(reader.site, _today(reader)))
    away = by_name(Person.objects.exclude(role=COORDINATOR).filter(is_active=False))
    return page(
        request,
        reader,
        "board/members.html",
        reader.plain(_("%(Mammor_kort)s")),
        shares=listing(everybody, _ON_A_PAGE, request.GET.get("sida"), _share),
        away=listing(away, _ON_A_PAGE, request.GET.get("borta"), lambda person: facts(person, "pk", "name")),
    )


def _share(share: Share) -> dict[str, Any]:
    person = facts(share.person, "pk", "name", "is_alumna", "languages")
    return {"person": person, **facts(share, "asked", "answered", "confirmed")}


@require_safe
@coordinators
def help_requests(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    moment = reader.site.moment(now())
    everything = all_help_requests(reader.site, moment.date())
    published = [help_request for help_request in everything if help_request.is_published]
    groups = {
        "oppna": (_("Öppna uppdrag"), [help_request for help_request in published if help_request.is_open(moment)]),
        "stangda": (
            _("Stängda uppdrag"),
            [help_request for help_request in published if not help_request.is_open(moment)],
        ),
        "borttagna": (
            _("Borttagna från webbplatsen"),
            [help_request for help_request in everything if not help_request.is_published],
        ),
    }
    shown = [
        (name, title, listing(found, _ON_A_PAGE, request.GET.get(name), lambda help_request: help_request))
        for name, (title, found) in groups.items()
    ]
    counted = tallies(help_request for _name, _title, help_requests in shown for help_request in help_requests)
    return page(
        request, reader, "board/help_requests.html", reader.plain(_("Alla uppdrag")), groups=shown, tallies=counted
    )


def _today(reader: PortalReader) -> date:
    return reader.site.today(localdate())


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def help_request_answers(request: HttpRequest, language: str, request_id: str) -> HttpResponse:
    """POST: `do` to `person` – confirm, thank, undo, or an answer on behalf of one who phoned."""
    reader = reader_of(language)
    found = next(
        (
            help_request
            for help_request in all_help_requests(reader.site, _today(reader))
            if help_request.id == request_id
        ),
        None,
    )
    if found is None:
        raise Http404
    if request.method != "POST":
        return _help_request_page(request, reader, found)
    typed = DecisionForm(request.POST).typed
    person = Person.objects.member(typed["person"])
    try:
        _do(typed["do"], found, person, person_of(request))
    except DecisionRefused as refused:
        return _help_request_page(request, reader, found, 409, fault=reader(str(refused), name=person.name))
    tell(request, _TOLD, name=person.name)
    return HttpResponseRedirect(reader.url("board:answers", request_id=found.id) + f"#p{person.pk}")


@transaction.atomic
def _do(what: str, found: HelpRequest, person: Person, by: Person) -> None:
    """Raises DecisionRefused and Http404."""
    if what not in (*_DECISIONS, *SAYINGS):
        raise Http404
    if what in SAYINGS:
        answer_request(found, person, what, now(), by_coordinator=True)
    else:
        decide(found, person, _DECISIONS[what], now())
    note(by, _DEEDS.get(what, ANSWERED_FOR_HER), now(), person, found.id)


def _help_request_page(
    request: HttpRequest, reader: PortalReader, found: HelpRequest, status: int = 200, fault: Text | None = None
) -> HttpResponse:
    """`fault`: what stands in the way of what she pressed, perhaps since a moment ago."""
    rows = _rows(found, all_help_requests(reader.site, _today(reader)))
    is_over = may_tell(found, person_of(request), reader.site.moment(now()))
    names = ("can", "again", "away", "silent", "cannot")
    return page(
        request,
        reader,
        "board/answers.html",
        reader.plain(found.heading),
        status,
        help_request=found,
        tally=tallies([found])[found.id],
        is_gone=found.is_gone(_today(reader)),
        fault=fault,
        outcome=outcomes_of([found])[found.id] if is_over else None,
        **{name: [row for row in rows if row.group == name] for name in names},
    )


def _rows(found: HelpRequest, help_requests: list[HelpRequest]) -> list[Candidate]:
    """Whom to choose first: those who speak the language, of them those who know the topic, then who was confirmed
    least."""
    answers = {answer.person_id: answer for answer in Answer.objects.filter(request_id=found.id)}
    people = Person.objects.members() | Person.objects.filter(pk__in=answers)
    rows = [_row(found, share, answers.get(share.person.pk)) for share in shares(people.distinct(), help_requests)]
    return sorted(rows, key=lambda row: (not row.fits, not row.knows))


def _row(found: HelpRequest, share: Share, answer: Answer | None) -> Candidate:
    person = share.person
    return Candidate(
        _share(share),
        facts(answer, "says", "decision", "by_coordinator", "asked") if answer else {},
        _group(found, person, answer),
        found.fits(person.languages),
        found.is_about(person.topics),
    )


def _group(found: HelpRequest, person: Person, answer: Answer | None) -> str:
    if answer is None or answer.says == WITHDRAWN:
        return "silent"
    if not person.is_active:
        return "away"
    return answer.says if is_to(answer, found) else "again"
