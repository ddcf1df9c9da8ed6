"""Personal links: made once, shown once, kept as digests."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from people.devices import sign_out_everywhere
from people.models import Link, Person, new_key


@transaction.atomic
def renew(person: Person, now: datetime) -> str:
    """The token of her new link. Earlier links stop working; where she is signed in she stays so."""
    _revoke(person, now)
    token = new_key()
    Link.objects.create(person=person, digest=_digest(token), made=now)
    return token


@transaction.atomic
def close(person: Person, now: datetime) -> None:
    """For a lost card or telephone: no link works any longer, and she is signed out everywhere."""
    _revoke(person, now)
    sign_out_everywhere(person)


def owner(token: str, now: datetime) -> Person | None:
    """Whose link it is. None for unknown and revoked ones and for those who have left; notes the day of its use."""
    link = Link.objects.select_related("person").filter(digest=_digest(token), revoked=None).first()
    if link is None or not link.person.is_active:
        return None
    Link.objects.filter(pk=link.pk).update(used=localdate(now))
    return link.person


def _revoke(person: Person, now: datetime) -> None:
    Link.objects.filter(person=person, revoked=None).update(revoked=now)


def _digest(token: str) -> str:
    """Without the portal's secret: a card on paper outlives a change of it, and 128 bits need no more."""
    return hashlib.sha256(token.encode()).hexdigest()
