"""Members sign in with a personal link. Messengers fetch links to show a preview of them: a GET does nothing at all,
sets no cookie and says the same whatever the token; the button signs in."""

from __future__ import annotations

import time

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate, now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from people import devices, links
from people.access import is_from_here
from web.failures import forbidden_form
from web.page import page
from web.reader import PortalReader, reader_of
from web.throttle import Throttle, sender

BACKEND = "django.contrib.auth.backends.ModelBackend"
TRIES = Throttle(limit=60, seconds=600)  # wrong links from one address


@require_safe
def entry(request: HttpRequest, language: str) -> HttpResponse:
    """For those who are not signed in and have no link at hand."""
    reader = reader_of(language)
    return page(request, reader, "people/entry.html", reader.plain(_("Logga in")))


@csrf_exempt  # is_from_here instead: a key against foreign forms would need a cookie at the GET
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, language: str, token: str) -> HttpResponse:
    reader = reader_of(language)
    if request.method != "POST":
        return _link_page(request, reader, "ask", 200)
    if not is_from_here(request):
        return forbidden_form(request)
    response = HttpResponseRedirect(reader.url("board:board"))
    if not _enter(request, response, token):  # counted only now: a right link is never held up by others' wrong ones
        is_slowed = TRIES.wait(sender(request), time.monotonic())
        return _link_page(request, reader, *(("busy", 429) if is_slowed else ("unknown", 403)))
    return response


@transaction.atomic
def _enter(request: HttpRequest, response: HttpResponse, token: str) -> bool:
    """False: nobody's link, or no longer."""
    person = links.owner(token, now())
    if person is None or person.is_coordinator:
        return False
    login(request, person, BACKEND)
    devices.begin_device(request, response, person, localdate())
    return True


def _link_page(request: HttpRequest, reader: PortalReader, state: str, status: int) -> HttpResponse:
    return page(request, reader, "people/link.html", reader.plain(_("Logga in")), status, state=state)
