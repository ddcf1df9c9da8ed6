"""What a translator asks for and what she has written, as orders say it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from brygga.check.source import Source, read_source
from editing.edits import Files
from editing.order import Order, optional_in, text_in
from editing.refused import Refused
from editing.translations import ALL, STATES, Rendering, translated, waiting_texts

_MOST_DIGITS = 6


def translate(root: Path, source: Source, order: Order) -> Files:
    """`into`: a language of the site; `texts`: each with text, context, forms, was and reviewed. Raises Refused."""
    texts = order.get("texts")
    if not isinstance(texts, list) or not texts:
        raise Refused("edit-missing", field="texts")
    return translated(root, source, text_in(order, "into"), [_rendering(one) for one in texts])


def texts_in(root: Path, clock: date, question: Order) -> dict[str, Any]:
    """`into`: a language; `filter`: one of STATES, or all; `from`: how many are left out.

    Raises Refused and BadData.
    """
    wanted, first = optional_in(question, "filter") or ALL, optional_in(question, "from") or "0"
    if wanted not in (*STATES, ALL) or not (first.isascii() and first.isdigit() and len(first) <= _MOST_DIGITS):
        raise Refused("edit-no-order")
    return waiting_texts(root, read_source(root, clock), text_in(question, "into"), wanted, int(first))


def _rendering(said: object) -> Rendering:
    if not isinstance(said, dict):
        raise Refused("edit-no-order")
    forms, was = _forms(said.get("forms")), said.get("was")
    if not forms or not forms[0].strip():
        raise Refused("edit-missing", field="forms")
    seen = None if was is None else _forms(was)
    return Rendering(text_in(said, "text"), optional_in(said, "context"), forms, seen, said.get("reviewed") == "yes")


def _forms(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(form, str) for form in said):
        raise Refused("edit-no-order")
    return tuple(said)
