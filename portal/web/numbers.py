"""Numbers as they come in addresses and forms, from whoever sends them."""

from __future__ import annotations

_LONGEST = 18  # digits; what every database takes for the number of a row


def row_number(text: str) -> int:
    """0, which no row has, for what is no row's number, however long it is."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0
