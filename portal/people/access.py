"""Who may open which page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from common.localisation.locales import SOURCE
from people.devices import note_visit
from people.models import Person
from published.current import published
from web.signed_in import is_signed_in

FORGET = {"Clear-Site-Data": '"cache", "storage"'}
View = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in. Raises PermissionDenied."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def members(view: View) -> View:
    """For those who are signed in: members, alumnae, and coordinators with their second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not is_signed_in(request):
            return to_sign_in(_language(request.path))
        note_visit(request, localdate())
        return view(request, *arguments, **named)

    return guarded


def to_sign_in(language: str) -> HttpResponseRedirect:
    """For who is not signed in, or no longer: her browser forgets what it kept of the members' pages.

    Not her cookies: "cookies" would end those of the whole domain, other sites of the city included.
    """
    return HttpResponseRedirect(reverse("people:sign-in", kwargs={"language": language}), headers=FORGET)


def coordinators(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not person_of(request).is_coordinator:
            raise PermissionDenied
        return view(request, *arguments, **named)

    return members(guarded)


@require_safe
def guard(request: HttpRequest) -> HttpResponse:
    """For the web server's auth_request: 204 or 401. Changes nothing and sets no cookie."""
    return HttpResponse(status=204 if is_signed_in(request) else 401)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this host sent the form. Every browser names the page's origin with a POST; old ones at least
    its address. For the one form whose page sets no cookie that a key could be kept in."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(source)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _language(path: str) -> str:
    """Of /portal/ar/… and /medlem/ar/…; Swedish where the address has none."""
    language = path.split("/")[2]
    return language if language in published().languages else SOURCE
