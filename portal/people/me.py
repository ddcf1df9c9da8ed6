"""Her own page: where she is signed in, her calendar, her password."""

from __future__ import annotations

import time
from datetime import datetime

from django.contrib.auth import logout, password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from common.localisation.marked import marked as _
from people import calendar_key, devices, guessing
from people.access import coordinators, members, person_of, to_sign_in
from people.forms import ButtonForm, PasswordForm, SpokenForm
from people.models import Person
from people.sessions import session_digest
from web.facts import facts
from web.page import page
from web.reader import PortalReader, reader_of
from web.telling import tell


@require_http_methods(["GET", "HEAD", "POST"])
@members
def me(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    if request.method == "POST":
        return _do(request, reader, person)
    here = session_digest(request.session)
    shown = [
        {**facts(device, "pk", "since", "seen"), "is_here": device.session_key == here}
        for device in devices.devices_of(person, now())
    ]
    spoken = facts(person, "languages", "topics")
    address = request.build_absolute_uri(reverse("board:calendar", kwargs={"key": calendar_key.calendar_key(person)}))
    title = reader.plain(_("Mina sidor"))
    return page(request, reader, "people/me.html", title, devices=shown, spoken=spoken, calendar=address)


def _do(request: HttpRequest, reader: PortalReader, person: Person) -> HttpResponse:
    """What the pressed button asks for. Raises Http404."""
    button = ButtonForm(request.POST).typed
    match button["do"]:
        case "facts" if not person.is_coordinator:
            Person.objects.filter(pk=person.pk).update(**SpokenForm(request.POST, reader.site).typed)
            tell(request, _("Dina språk och ämnen är sparade."))
        case "calendar":
            calendar_key.renew_calendar_key(person)
            tell(request, _("Nu har du en ny länk till din kalender. Den gamla länken fungerar inte längre."))
        case "others":
            devices.sign_out_everywhere(person, but=session_digest(request.session))
            tell(request, _("Nu är du utloggad överallt utom här."))
        case "device":
            devices.end_devices(person.devices.filter(pk=button["device"]))
            tell(request, _("Nu är du utloggad på den telefonen eller datorn."))
        case "out":
            devices.end_devices(person.devices.filter(session_key=session_digest(request.session)))
            logout(request)
            return to_sign_in(reader.language)
        case _:
            raise Http404
    return HttpResponseRedirect(reader.url("people:me"))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def change_password(request: HttpRequest, language: str) -> HttpResponse:
    reader, person = reader_of(language), person_of(request)
    error = _new_password(request, person, now()) if request.method == "POST" else None
    if request.method == "POST" and not error:
        tell(request, _("Ditt nya lösenord är sparat."))
        return HttpResponseRedirect(reader.url("people:me"))
    title = reader.plain(_("Byt lösenord"))
    return page(request, reader, "people/new_password.html", title, 422 if error else 200, error=error)


def _new_password(request: HttpRequest, person: Person, moment: datetime) -> str | None:
    """What is wrong with it, in Swedish. Other devices are signed out."""
    typed = PasswordForm(request.POST).typed
    if guessing.OWN_PASSWORD.wait(str(person.pk), time.monotonic()):
        return _("För många försök. Vänta 15 minuter.")
    if not person.check_password(typed["password"]):
        return _("Ditt nuvarande lösenord stämmer inte.")
    try:
        password_validation.validate_password(typed["new"], person)
    except ValidationError:
        return _("Välj ett längre lösenord: minst 12 tecken, och inte ett som många har.")
    guessing.OWN_PASSWORD.pardon(str(person.pk))
    person.set_password(typed["new"])
    person.save()
    devices.sign_out_everywhere(person, but=session_digest(request.session))
    update_session_auth_hash(request, person)
    devices.note_sign_in(request, person, localdate(moment))
    return None
