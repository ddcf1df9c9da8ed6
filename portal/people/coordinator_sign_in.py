"""Coordinators sign in with a password and then a code from an app; the first time they set the app up."""

from __future__ import annotations

import re
from datetime import date

import django_otp
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import devices, guessing, second_factor
from people.access import is_signed_in
from people.models import Person
from people.sign_in import BACKEND
from submissions.clean import short_text
from web.page import page
from web.reader import Reader, reader_of
from web.words import marked as _

_HALFWAY = 10 * 60  # seconds between password and code
_SESSION = 7 * 24 * 3600  # seconds since the latest visit; shorter than the members' half year: they see all names


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    if request.method != "POST":
        return _page(request, reader, "password.html")
    name = short_text(request.POST.get("login", ""))[:60]
    if not guessing.may_try(f"password {name}", now()):
        return _page(request, reader, "password.html", 429, error="locked", login=name)
    person = authenticate(request, username=name, password=request.POST.get("password", ""))
    if not isinstance(person, Person) or not person.is_coordinator:
        return _page(request, reader, "password.html", 403, error="wrong", login=name)
    guessing.succeeded(f"password {name}", now())
    login(request, person, BACKEND)
    request.session.set_expiry(_HALFWAY)
    return HttpResponseRedirect(reader.address("in/koordinator/kod/"))


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(code)
    person = _halfway(request)
    if person is None:
        return HttpResponseRedirect(reader.address("in/koordinator/"))
    if second_factor.app_of(person) is None:
        return HttpResponseRedirect(reader.address("in/koordinator/app/"))
    if request.method != "POST":
        return _page(request, reader, "code.html")
    if not guessing.may_try(f"code {person.pk}", now()):
        return _page(request, reader, "code.html", 429, error="locked")
    device = second_factor.verify(person, _code(request))
    if device is None:
        return _page(request, reader, "code.html", 403, error="wrong")
    _enter(request, person, device, localdate())
    return HttpResponseRedirect(reader.address("koordinator/"))


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, code: str) -> HttpResponse:
    """The first app, or another one for who is signed in with hers. Shows the recovery codes, once."""
    reader = reader_of(code)
    person = _halfway(request)
    if person is None or (second_factor.app_of(person) and not is_signed_in(request)):
        return HttpResponseRedirect(reader.address("in/koordinator/"))
    device = second_factor.new_app(person)
    if request.method != "POST":
        return _page(request, reader, "app.html", device=device)
    if not guessing.may_try(f"code {person.pk}", now()):
        return _page(request, reader, "app.html", 429, error="locked", device=device)
    if not device.verify_token(_code(request)):
        return _page(request, reader, "app.html", 403, error="wrong", device=device)
    codes = second_factor.adopt(device)
    _enter(request, person, device, localdate())
    return _page(request, reader, "recovery.html", codes=codes)


def _page(
    request: HttpRequest, reader: Reader, name: str, status: int = 200, error: str = "", login: str = "", **more: object
) -> HttpResponse:
    title = reader.plain(_("Koordinatorns inloggning"))
    if isinstance(device := more.get("device"), TOTPDevice):
        more |= {"picture": second_factor.picture(device), "secret": second_factor.secret(device)}
    return page(request, reader, f"people/{name}", title, status, error=error, login=login, **more)


def _halfway(request: HttpRequest) -> Person | None:
    """Who gave the right password."""
    return request.user if isinstance(request.user, Person) and request.user.is_coordinator else None


def _enter(request: HttpRequest, person: Person, device: TOTPDevice, day: date) -> None:
    guessing.succeeded(f"code {person.pk}", now())
    django_otp.login(request, device)
    request.session.cycle_key()
    request.session.set_expiry(_SESSION)
    devices.begin(request, person, day)


def _code(request: HttpRequest) -> str:
    """People write "123 456" and "abcd-efgh"."""
    return re.sub(r"[\s-]", "", request.POST.get("code", ""))[:40]
