"""What ends a sentence in a language."""

from __future__ import annotations

_ENDS = (".", "!", "?", "…", "؟", "።", "。")
_FULL_STOPS = {"am": "።", "ti": "።"}


def missing_stop(text: object, code: str) -> str:
    """What a text still needs at its end to be a sentence: a full stop, or nothing."""
    return "" if str(text).rstrip().endswith(_ENDS) else _FULL_STOPS.get(code, ".")
