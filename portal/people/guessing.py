"""Lock-out on guessing: by account, in the database, without anybody's address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from people.digests import digest
from people.models import Guess

MOST_TRIES = 5
PAUSE = timedelta(minutes=15)


@transaction.atomic
def may_try(account: str, now: datetime) -> bool:
    """Counts a try at `account`, whether or not there is one by that name: the answer tells nobody.

    It is counted before the password is looked at, so that parallel guesses count as well. Waiting starts with the
    latest counted try; tries made while waiting do not make it longer.
    """
    guess, _ = Guess.objects.get_or_create(digest=digest("guess", account), defaults={"latest": now})
    guess = Guess.objects.select_for_update().get(pk=guess.pk)
    if now - guess.latest >= PAUSE:
        guess.tries = 0
    if guess.tries >= MOST_TRIES:
        return False
    guess.tries, guess.latest = guess.tries + 1, now
    guess.save()
    return True


def succeeded(account: str, now: datetime) -> None:
    """Forgets the tries at `account`, and those of everybody who has waited long enough."""
    Guess.objects.filter(digest=digest("guess", account)).delete()
    Guess.objects.filter(latest__lt=now - PAUSE).delete()
