"""Between password and code: a signed cookie for ten minutes, so that nobody leaves a row who has not signed in.

Whether the password was right cannot be seen in it without the portal's secret (people.guessing).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from people.digests import keyed_digest
from people.models import Person

_COOKIE, _PATH, _SALT = "brygga-halfway", "/portal/", "people.halfway"
_SECONDS = 10 * 60


@dataclass(frozen=True)
class Halfway:
    """`person` is who gave the right password; None for a wrong one while `login` was being guessed at."""

    login: str
    person: Person | None
    is_guessed: bool


def begin_halfway(response: HttpResponse, login: str, person: Person | None, is_guessed: bool) -> None:
    nonce = secrets.token_urlsafe(16)  # the same password again must not give the same proof again
    proof = _proof(nonce, person) if person else keyed_digest("halfway", secrets.token_hex())
    value = signing.dumps([login, nonce, proof, is_guessed], salt=_SALT)
    response.set_cookie(
        _COOKIE,
        value,
        max_age=_SECONDS,
        path=_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def read_halfway(request: HttpRequest) -> Halfway | None:
    """None when there is none, when it is too old, and when her password has changed since."""
    try:
        kept = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    login, nonce, proof, is_guessed = kept
    person = Person.objects.coordinator(login)
    is_right = person is not None and person.is_active and constant_time_compare(_proof(nonce, person), proof)
    return Halfway(login, person if is_right else None, is_guessed) if is_right or is_guessed else None


def end_halfway(response: HttpResponse) -> None:
    response.delete_cookie(_COOKIE, path=_PATH, samesite="Lax")


def _proof(nonce: str, person: Person) -> str:
    return keyed_digest("halfway", f"{nonce} {person.pk} {person.get_session_auth_hash()}")
