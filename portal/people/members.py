"""The coordinator's pages about one member: add, change, card, closing, erasing."""

from __future__ import annotations

from typing import Any

import segno
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from people import data, devices, links
from people.access import coordinators
from people.models import ALUMNA, COORDINATOR, MEMBER, Person
from published.contract import Published
from submissions.clean import short_text
from web.page import page
from web.reader import SOURCE, Reader, reader_of
from web.words import marked as _

_NAME, _DISTRICT = 60, 60  # characters
_NOBODY = {"name": "", "role": MEMBER, "languages": [], "topics": [], "district": "", "is_active": True}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def add(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    facts = _facts(request, reader.site) if request.method == "POST" else _NOBODY
    if not facts["name"]:
        return _form(request, reader, facts, None)
    person = Person.objects.create_member(joined=localdate(), **facts)
    return HttpResponseRedirect(reader.address(f"koordinator/mammor/{person.pk}/"))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    reader, person = reader_of(code), member(number)
    if request.method != "POST":
        return _form(request, reader, vars(person), person)
    facts = _facts(request, reader.site)
    if not facts["name"]:
        return _form(request, reader, facts, person)
    _save(person, facts)
    return HttpResponseRedirect(reader.address("koordinator/mammor/"))


@transaction.atomic
def _save(person: Person, facts: dict[str, Any]) -> None:
    """Her card may be signing her in this moment: one after the other."""
    Person.objects.locked(person)
    Person.objects.filter(pk=person.pk).update(**facts)
    if not facts["is_active"]:
        devices.sign_out_everywhere(person)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def card(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A new link, shown this once: as text to send and as a card to print, in her language and in Swedish."""
    reader, person = reader_of(code), member(number)
    if request.method != "POST":
        return HttpResponseRedirect(reader.address(f"koordinator/mammor/{number}/"))
    hers = Reader(reader.site, language_of(person, reader.site))
    url = request.build_absolute_uri(hers.address(f"in/{links.renew(person, now())}/"))
    picture = segno.make(url, error="m").svg_data_uri(scale=6, border=4, light="#fff")
    swedish = Reader(reader.site, SOURCE) if hers.code != SOURCE else None
    shown: dict[str, Any] = {"whose": person, "hers": hers, "swedish": swedish, "url": url, "picture": picture}
    return page(request, reader, "people/card.html", reader.plain(_("Kort")), **shown)


@require_http_methods(["POST"])
@coordinators
def close(request: HttpRequest, code: str, number: int) -> HttpResponse:  # noqa: ARG001  # Django's signature
    reader = reader_of(code)
    links.close(member(number), now())
    return HttpResponseRedirect(reader.address(f"koordinator/mammor/{number}/"))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def erase(request: HttpRequest, code: str, number: int) -> HttpResponse:
    reader, person = reader_of(code), member(number)
    if request.method == "POST":
        data.erase(person)
        return HttpResponseRedirect(reader.address("koordinator/mammor/"))
    title = reader.plain(_("Ta bort uppgifterna"))
    return page(request, reader, "people/erase.html", title, whose=person, is_last=False)


def member(number: int) -> Person:
    """Raises Http404 for coordinators and those who do not exist."""
    return get_object_or_404(Person.objects.exclude(role=COORDINATOR), pk=number)


def language_of(person: Person, site: Published) -> str:
    """The first of her languages that the site speaks, else Swedish."""
    return next((code for code in person.languages if code in site.languages), SOURCE)


def _facts(request: HttpRequest, site: Published) -> dict[str, Any]:
    """What may be known about a member, and nothing more. Raises Http404 for a made-up role."""
    role = request.POST.get("role", MEMBER)
    if role not in (MEMBER, ALUMNA):
        raise Http404
    return {
        "name": short_text(request.POST.get("name", ""))[:_NAME],
        "role": role,
        "languages": [code for code in request.POST.getlist("languages") if code in site.language_names[SOURCE]],
        "topics": [topic for topic in request.POST.getlist("topics") if topic in site.topics],
        "district": short_text(request.POST.get("district", ""))[:_DISTRICT],
        "is_active": request.POST.get("is_active") == "1",
    }


def _form(request: HttpRequest, reader: Reader, facts: dict[str, Any], person: Person | None) -> HttpResponse:
    title = person.name if person else reader.plain(_("Ny mamma"))
    link = person.links.filter(revoked=None).last() if person else None
    is_nameless = request.method == "POST"  # the one mistake that can be made
    shown = {"facts": facts, "whose": person, "link": link, "is_nameless": is_nameless}
    return page(request, reader, "people/member.html", title, 422 if is_nameless else 200, **shown)
