"""Coordinators look after each other: add one, help one who has lost her way in, end a sign-in."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from people import devices, second_factor
from people.access import coordinators, person_of
from people.models import Person, new_key
from submissions.clean import short_text
from web.page import page
from web.reader import Reader, reader_of
from web.words import marked as _


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def colleagues(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    if request.method != "POST":
        return _list(request, reader)
    login, name = short_text(request.POST.get("login", ""))[:60], short_text(request.POST.get("name", ""))[:60]
    if not (login and name):
        return _list(request, reader, 422, error=_("Skriv både användarnamn och namn."))
    if Person.objects.filter(login=login).exists():
        return _list(request, reader, 422, error=_("Användarnamnet finns redan. Välj ett annat."))
    password = new_key()
    person = Person.objects.create_coordinator(login, name, password, localdate())
    return _password(request, reader, person, password)


@require_http_methods(["POST"])
@coordinators
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A new password and a new app for one who lost hers, or an end to it. Never for oneself."""
    reader = reader_of(code)
    others = Person.objects.coordinators().exclude(pk=person_of(request).pk)
    person = get_object_or_404(others, pk=number)
    password = new_key()
    begin_anew(person, password)
    if request.POST.get("do") == "leave":
        Person.objects.filter(pk=person.pk).update(is_active=False)
        return HttpResponseRedirect(reader.address("koordinator/kollegor/"))
    return _password(request, reader, person, password)


@transaction.atomic
def begin_anew(person: Person, password: str) -> None:
    """With this password, and an app to be set up at the next sign-in; signed out everywhere."""
    person.set_password(password)
    person.save()
    second_factor.remove(person)
    devices.sign_out_everywhere(person)


def _password(request: HttpRequest, reader: Reader, person: Person, password: str) -> HttpResponse:
    title = reader.plain(_("Lösenord till en koordinator"))
    return page(request, reader, "people/colleague.html", title, whose=person, password=password)


def _list(request: HttpRequest, reader: Reader, status: int = 200, error: str = "") -> HttpResponse:
    title = reader.plain(_("Koordinatorer"))
    everybody = Person.objects.coordinators()
    return page(request, reader, "people/colleagues.html", title, status, everybody=everybody, error=error)
