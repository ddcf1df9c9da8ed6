"""Coordinators sign in with a password and then a code from an app; the first time they set the app up."""

from __future__ import annotations

import time
from typing import Any

import django_otp
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from common.localisation.marked import marked as _
from people import devices, guessing, halfway, second_factor
from people.forms import CodeForm, LoginForm
from people.models import App, Person
from people.sign_in import BACKEND
from web.page import page
from web.reader import PortalReader, reader_of
from web.signed_in import is_signed_in
from web.throttle import sender

_SESSION = 7 * 24 * 3600  # seconds since the latest visit; shorter than the members' half year: they see all names


@require_http_methods(["GET", "HEAD", "POST"])
def ask_password(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    if request.method != "POST":
        return _page(request, reader, "password.html")
    typed = LoginForm(request.POST).typed
    name = typed["login"]
    # Counted before the password is looked at, so that guesses at the same moment count as well.
    is_guessed = guessing.PASSWORDS.wait(name, sender(request), time.monotonic()) > 0
    found = authenticate(request, username=name, password=typed["password"])
    person = found if isinstance(found, Person) and found.is_coordinator else None
    if person is None and not is_guessed:
        return _page(request, reader, "password.html", 403, error="wrong", login=name)
    if person and not is_guessed:
        guessing.PASSWORDS.pardon(name, sender(request))
    response = HttpResponseRedirect(reader.url("people:code"))
    halfway.begin_halfway(response, name, person, is_guessed)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest, language: str) -> HttpResponse:
    reader, entry = reader_of(language), halfway.read_halfway(request)
    if entry is None:
        return HttpResponseRedirect(reader.url("people:coordinator-sign-in"))
    if entry.person and not entry.is_guessed and second_factor.app_of(entry.person) is None:
        return HttpResponseRedirect(reader.url("people:app"))
    if request.method != "POST":
        return _page(request, reader, "code.html")
    code = CodeForm(request.POST).typed["code"]
    device = second_factor.verify(entry.person, code, sender(request)) if entry.person else None
    if entry.person is None or device is None:
        return _wrong_code(request, reader, "code.html", entry.login)
    response = HttpResponseRedirect(reader.url("coordination:home"))
    _enter(request, response, entry.person, device)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, language: str) -> HttpResponse:
    """The first app, or another one for who is signed in with hers. Shows the recovery codes, once."""
    reader, person = reader_of(language), _may_set_up(request)
    if person is None:
        return HttpResponseRedirect(reader.url("people:coordinator-sign-in"))
    device = second_factor.new_app(person)
    if request.method != "POST":
        return _page(request, reader, "app.html", device=device)
    if not device.verify_token(CodeForm(request.POST).typed["code"]):
        return _wrong_code(request, reader, "app.html", str(person.login), device=device)
    codes = second_factor.adopt(device)
    response = _page(request, reader, "recovery.html", codes=codes)
    _enter(request, response, person, device)
    return response


def _wrong_code(request: HttpRequest, reader: PortalReader, name: str, login: str, **more: Any) -> HttpResponse:
    is_slowed = guessing.CODES.wait(login, sender(request), time.monotonic()) > 0
    status, error = (429, "locked") if is_slowed else (403, "wrong")
    return _page(request, reader, name, status, error=error, **more)


def _page(request: HttpRequest, reader: PortalReader, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """`more`: `error`, and the `login` that was typed; for the app's page its `device`."""
    title = reader.plain(_("Koordinatorns inloggning"))
    device = more.get("device")
    shown = {key: value for key, value in more.items() if key != "device"}
    app = (
        {"picture": second_factor.picture(device), "secret": second_factor.secret(device)}
        if isinstance(device, App)
        else {}
    )
    return page(request, reader, f"people/{name}", title, status, **{"error": "", "login": "", **shown, **app})


def _may_set_up(request: HttpRequest) -> Person | None:
    """Who is signed in as a coordinator, or has given her password and has no app."""
    if is_signed_in(request):
        return request.user if isinstance(request.user, Person) and request.user.is_coordinator else None
    entry = halfway.read_halfway(request)
    if entry is None or entry.is_guessed or entry.person is None or second_factor.app_of(entry.person):
        return None
    return entry.person


def _enter(request: HttpRequest, response: HttpResponse, person: Person, device: App) -> None:
    login(request, person, BACKEND)
    django_otp.login(request, device)
    request.session.set_expiry(_SESSION)
    devices.begin_device(request, response, person, localdate())
    halfway.end_halfway(response)
