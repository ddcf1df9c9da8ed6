"""What ends a sentence in a language."""

from __future__ import annotations

import re

_ENDED = re.compile(r"[.!?…؟።。](</\w+>)*\s*\Z")
_FULL_STOPS = {"am": "።", "ti": "።"}


def missing_stop(text: object, code: str) -> str:
    """What a text still needs at its end to be a sentence: a full stop, or nothing."""
    return "" if is_ended(str(text)) else _FULL_STOPS.get(code, ".")


def is_ended(text: str) -> bool:
    """Whether the text, plain or HTML, ends as a sentence does. Most do not, and end with a letter or a digit."""
    if text[-1:].isalnum():
        return False
    return bool(_ENDED.search(text))
