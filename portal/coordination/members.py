"""The coordinator's pages about one member: add, change, card, closing, erasing."""

from __future__ import annotations

from typing import Any

import segno
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from at_rest.sweep import keeps_log
from common.localisation.locales import SOURCE
from common.localisation.marked import marked as _
from coordination.forms import MemberForm
from people import devices, links
from people.access import coordinators, person_of
from people.models import MEMBER, Person
from people.spoken import language_of
from privacy.person_data import erase_person
from published.reading import Published
from questions.threads import give_all_back
from trail.deeds import ADDED, CARD, CLOSED_CARD, RIGHTS_GIVEN, SHUT_OUT, note
from web.facts import facts
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell

_NOBODY = {"name": "", "role": MEMBER, "languages": [], "topics": [], "district": "", "rights": [], "is_active": True}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def add_member(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    known = _known(request, reader.site) if request.method == "POST" else _NOBODY
    if not known["name"]:
        return _form(request, reader, known, None)
    with transaction.atomic():
        person = Person.objects.create_member(joined=reader.site.today(localdate()), **known)
        note(person_of(request), ADDED, now(), person)
        if person.rights:
            note(person_of(request), RIGHTS_GIVEN, now(), person)
    told = _("Tillagd: %(name)s. Gör nu ett kort för inloggning.") if person.is_active else _("Sparat: %(name)s.")
    tell(request, told, name=person.name)
    return HttpResponseRedirect(reader.url("coordination:member", number=person.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def change_member(request: HttpRequest, language: str, number: int) -> HttpResponse:
    reader, person = reader_of(language), Person.objects.member(number)
    if request.method != "POST":
        return _form(request, reader, facts(person, *_NOBODY), person)
    known = _known(request, reader.site)
    if not known["name"]:
        return _form(request, reader, known, person)
    _save(person, known, person_of(request))
    tell(request, _("Sparat: %(name)s."), name=known["name"])
    return HttpResponseRedirect(reader.url("board:members"))


@transaction.atomic
def _save(person: Person, known: dict[str, Any], by: Person) -> None:
    """Her card may be signing her in this moment: one after the other."""
    was = Person.objects.locked(person)
    Person.objects.filter(pk=person.pk).update(**known)
    if was.rights != known["rights"]:
        note(by, RIGHTS_GIVEN, now(), person)
    if was.is_active and not known["is_active"]:
        devices.sign_out_everywhere(person)
        give_all_back(person)
        note(by, SHUT_OUT, now(), person)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def member_card(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """A new link, shown this once: as text to send and as a card to print, in her language and in Swedish."""
    reader, person = reader_of(language), Person.objects.member(number)
    if request.method != "POST" or not person.is_active:
        return HttpResponseRedirect(reader.url("coordination:member", number=number))
    hers = PortalReader(reader.site, language_of(person, reader.site))
    url = request.build_absolute_uri(hers.url("people:link", token=_new_card(person, person_of(request))))
    picture = segno.make(url, error="m").svg_data_uri(scale=6, border=4, light="#fff")
    swedish = PortalReader(reader.site, SOURCE) if hers.language != SOURCE else None
    shown: dict[str, Any] = {"name": person.name, "hers": hers, "swedish": swedish, "url": url, "picture": picture}
    return page(request, reader, "coordination/card.html", reader.plain(_("Kort")), **shown)


@transaction.atomic
def _new_card(person: Person, by: Person) -> str:
    """Its token."""
    note(by, CARD, now(), person)
    return links.renew_link(person, now())


@require_http_methods(["POST"])
@coordinators
def close_card(request: HttpRequest, language: str, number: int) -> HttpResponse:
    reader, person = reader_of(language), Person.objects.member(number)
    with transaction.atomic():
        links.close_links(person, now())
        note(person_of(request), CLOSED_CARD, now(), person)
    tell(request, _("Kortet är spärrat: %(name)s."), name=person.name)
    return HttpResponseRedirect(reader.url("coordination:member", number=number))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def erase_member(request: HttpRequest, language: str, number: int) -> HttpResponse:
    reader, person = reader_of(language), Person.objects.member(number)
    if request.method == "POST":
        is_swept = erase_person(person, now(), by=person_of(request))
        title = reader.plain(_("Allt är borttaget"))
        return page(request, reader, "privacy/erased.html", title, is_swept=is_swept, keeps_log=keeps_log())
    title = reader.plain(_("Ta bort uppgifterna"))
    shown: dict[str, Any] = {"whose": facts(person, "pk", "name"), "is_last": False, "keeps_log": keeps_log()}
    return page(request, reader, "privacy/erase.html", title, **shown)


def _known(request: HttpRequest, site: Published) -> dict[str, Any]:
    """As it was sent; `name` is "" where it is missing. Raises Http404 for a made-up role."""
    form = MemberForm(request.POST, site)
    if "role" in form.errors:
        raise Http404
    return form.typed


def _form(request: HttpRequest, reader: PortalReader, known: dict[str, Any], person: Person | None) -> HttpResponse:
    title = person.name if person else reader.plain(_("Lägg till en %(mamma_kort)s"))
    link = person.links.filter(revoked=None).values("made", "used").last() if person else None
    is_nameless = request.method == "POST"  # the one mistake that can be made
    whose = facts(person, "pk", "name", "is_active") if person else None
    shown = {"facts": known, "whose": whose, "link": link, "is_nameless": is_nameless}
    return page(request, reader, "coordination/member.html", title, 422 if is_nameless else 200, **shown)
