"""Whether somebody is signed in, as pages ask it. Who she is, `people` knows (people.access)."""

from __future__ import annotations

from django.http import HttpRequest


def is_signed_in(request: HttpRequest) -> bool:
    """A password alone does not sign a coordinator in."""
    user = getattr(request, "user", None)  # a failure before the sign-in was looked at has none
    return user is not None and user.is_authenticated and (not user.is_coordinator or user.is_verified())
