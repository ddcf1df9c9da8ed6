"""Digests under the portal's own secret: of no use to somebody who only has the database."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def keyed_digest(purpose: str, text: str) -> str:
    """64 hexadecimal digits."""
    return salted_hmac(f"brygga.{purpose}", text, algorithm="sha256").hexdigest()
