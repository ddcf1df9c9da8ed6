"""Signing in with one click, as whoever one wants to be. There is no such page where it is no demo (config.urls)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import django_otp
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from common.localisation.marked import marked as _
from people import devices, second_factor
from people.models import TRANSLATE, Person, by_name
from people.sign_in import BACKEND
from web.forms import SentForm, Typed
from web.page import page
from web.reader import reader_of


class Role(NamedTuple):
    """What the button says, where it leads, and who of all people one becomes."""

    label: str
    address: str
    fits: Callable[[Person], bool]


ROLES = {
    "koordinator": Role(_("Logga in som koordinator"), "coordination:home", lambda one: one.is_coordinator),
    "mamma": Role(_("Logga in som %(mamma_kort)s"), "board:board", lambda one: not (one.is_coordinator or one.rights)),
    "oversattare": Role(_("Logga in som översättare"), "desk:home", lambda one: TRANSLATE in one.rights),
}


class RoleForm(SentForm):
    """`who`: a name of ROLES."""

    who = Typed()


@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest, language: str) -> HttpResponse:
    reader = reader_of(language)
    if request.method != "POST":
        roles = [(name, role.label) for name, role in ROLES.items()]
        return page(request, reader, "demo/become.html", reader.plain(_("Prova allt")), roles=roles)
    role = ROLES.get(RoleForm(request.POST).typed["who"])
    person = next((one for one in by_name(Person.objects.filter(is_active=True)) if role and role.fits(one)), None)
    if role is None or person is None:
        raise Http404
    response = HttpResponseRedirect(reader.url(role.address))
    login(request, person, BACKEND)
    if app := second_factor.app_of(person):
        django_otp.login(request, app)
    devices.begin_device(request, response, person, localdate())
    return response
