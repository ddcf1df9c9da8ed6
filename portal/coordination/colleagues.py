"""Coordinators look after each other: add one, help one who has lost her way in, end a sign-in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from common.localisation.marked import marked as _
from coordination.forms import ColleagueForm
from people.access import coordinators, person_of
from people.forms import ButtonForm
from people.models import Person, by_name, new_key
from people.second_factor import begin_anew
from questions.threads import give_all_back
from trail.deeds import ANEW, COLLEAGUE, ENDED, note
from web.facts import facts, listing
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell

_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def colleagues(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    if request.method != "POST":
        return _list(request, reader)
    form = ColleagueForm(request.POST)
    if not form.is_valid():
        return _list(request, reader, 422, error=_("Skriv både användarnamn och namn."))
    password = new_key()
    person = _added(request, **form.typed, password=password)
    if person is None:
        return _list(request, reader, 422, error=_("Användarnamnet finns redan. Välj ett annat."))
    return _password(request, reader, person, password)


@require_http_methods(["POST"])
@coordinators
def change_colleague(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """A new password and a new app for one who lost hers, or an end to it. Never for oneself."""
    reader = reader_of(language)
    password, is_leaving = new_key(), ButtonForm(request.POST).typed["do"] == "leave"
    person = _changed(request, number, password, is_leaving)
    if is_leaving:
        tell(request, _("Kan inte logga in längre: %(name)s."), name=person.name)
        return HttpResponseRedirect(reader.url("coordination:colleagues"))
    return _password(request, reader, person, password)


@transaction.atomic
def _added(request: HttpRequest, login: str, name: str, password: str) -> Person | None:
    """None: somebody has that login."""
    _everybody(request)
    if Person.objects.coordinator(login):
        return None
    person = Person.objects.create_coordinator(login, name, password, localdate())
    note(person_of(request), COLLEAGUE, now(), person)
    return person


@transaction.atomic
def _changed(request: HttpRequest, number: int, password: str, is_leaving: bool) -> Person:
    person = _everybody(request).get(number)
    if person is None or person == person_of(request):
        raise Http404
    person.is_active = not is_leaving
    begin_anew(person, password)
    if is_leaving:
        give_all_back(person)
    note(person_of(request), ENDED if is_leaving else ANEW, now(), person)
    return person


def _everybody(request: HttpRequest) -> dict[int, Person]:
    """All coordinators, locked. Raises PermissionDenied: a colleague has just ended her own sign-in."""
    everybody = Person.objects.locked_coordinators()
    if person_of(request).pk not in everybody or not request.session.exists(str(request.session.session_key)):
        raise PermissionDenied
    return everybody


def _password(request: HttpRequest, reader: PortalReader, person: Person, password: str) -> HttpResponse:
    title = reader.plain(_("Lösenord till en koordinator"))
    return page(
        request, reader, "coordination/colleague.html", title, whose=facts(person, "name", "login"), password=password
    )


def _list(request: HttpRequest, reader: PortalReader, status: int = 200, error: str = "") -> HttpResponse:
    title = reader.plain(_("Koordinatorer"))
    known = by_name(Person.objects.coordinators())
    everybody = listing(known, _ON_A_PAGE, request.GET.get("sida"), lambda one: facts(one, "pk", "name", "login"))
    return page(request, reader, "coordination/colleagues.html", title, status, everybody=everybody, error=error)
