"""Who may open which page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from people.models import Person

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
            code = request.path.split("/")[2] if request.path.startswith("/portal/") else "sv"
            return HttpResponseRedirect(f"/portal/{code}/in/")
        return view(request, *arguments, **named)

    return guarded


def coordinators(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not person_of(request).is_coordinator:
            raise PermissionDenied
        return view(request, *arguments, **named)

    return members(guarded)


def is_signed_in(request: HttpRequest) -> bool:
    """A password alone does not sign a coordinator in."""
    user = getattr(request, "user", None)  # a failure before the sign-in was looked at has none
    return isinstance(user, Person) and (not user.is_coordinator or user.is_verified())  # type: ignore[attr-defined]
