"""What people wrote stands sealed in the database and in copies of it: who steals them cannot read it.

The keys are kept elsewhere (settings.SEALING_KEYS, from the environment or a file). The first one seals, all of them
open, so a new one can be put before the old one while rows are sealed anew (`manage.py rotate_keys`).
"""

from __future__ import annotations

from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_NO_MOMENT = 0  # a Fernet token tells when it was made, to the second, to everybody; ours all say 1970


class WrongKey(Exception):
    """None of our keys opens it."""


def seal(plain: bytes) -> bytes:
    """A Fernet token: letters, digits, "-", "_" and "="; another one each time."""
    return _box(tuple(settings.SEALING_KEYS)).encrypt_at_time(plain, _NO_MOMENT)


def unseal(token: bytes) -> bytes:
    """Raises WrongKey, also for what was changed on its way."""
    try:
        return _box(tuple(settings.SEALING_KEYS)).decrypt(token)
    except InvalidToken as error:
        raise WrongKey from error


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
