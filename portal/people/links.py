"""Personal links: made once, shown once, kept as digests."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from people.devices import sign_out_everywhere
from people.models import Link, Person, new_key
from web.moments import minute


@transaction.atomic
def renew_link(person: Person, now: datetime) -> str:
    """The token of her new link. Earlier links stop working; where she is signed in she stays so.

    Two coordinators who make one at the same time come one after the other: one link works. Raises Http404 when she was
    erased meanwhile.
    """
    Person.objects.locked(person)
    _revoke(person, now)
    token = new_key()
    Link.objects.create(person=person, digest=_link_digest(token), made=minute(now))
    return token


@transaction.atomic
def close_links(person: Person, now: datetime) -> None:
    """For a lost card or telephone: no link works any longer, and she is signed out everywhere.

    Raises Http404 when she was erased meanwhile.
    """
    Person.objects.locked(person)
    _revoke(person, now)
    sign_out_everywhere(person)


def owner(token: str, now: datetime) -> Person | None:
    """Whose link it is. None for unknown and revoked ones and for those who have left; notes the day of its use.

    In the transaction that signs her in: her row is locked, so a card that is closed now waits and signs her out again.
    """
    digest = _link_digest(token)
    person = Person.objects.select_for_update(of=("self",)).filter(links__digest=digest, is_active=True).first()
    link = Link.objects.filter(digest=digest, revoked=None).first()  # once more: she may have waited
    if person is None or link is None:
        return None
    Link.objects.filter(pk=link.pk).update(used=localdate(now))
    return person


def _revoke(person: Person, now: datetime) -> None:
    Link.objects.filter(person=person, revoked=None).update(revoked=minute(now))


def _link_digest(token: str) -> str:
    """Without the portal's secret: a card on paper outlives a change of it, and 128 bits need no more."""
    return hashlib.sha256(token.encode()).hexdigest()
