"""What another program may ask of a project. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from brygga.load.record_files import record_files
from brygga.load.rows import read_row
from brygga.load.schema import SITE_KIND
from editing.order import Order, text_in
from editing.refused import Refused
from editing.translation_orders import texts_in

Reply = Mapping[str, Any]


def answer(root: Path, clock: date, question: Order) -> Reply:
    """What was asked for. Raises Refused."""
    what = str(question.get("ask"))
    if what not in _QUESTIONS:
        raise Refused("edit-unknown-order", do=what[:40])
    return _QUESTIONS[what](root, clock, question)


def _record(root: Path, _: date, question: Order) -> Reply:
    """As it stands in its file, every value a text, a list or rows."""
    kind, name = text_in(question, "kind"), text_in(question, "id")
    kinds = {file.stem for file in (root / "data/schemas").glob("*.yaml")} - {SITE_KIND}
    listed, _wrong = record_files(root, kinds)
    file = next((file for its_kind, file in listed if (its_kind, file.stem) == (kind, name)), None)
    if file is None:
        raise Refused("edit-gone", name=name[:80], choices=("add", "drop"))
    values = read_row(root, file, kind)[0].values
    title = next((values[field] for field in ("title", "term", "name") if values.get(field)), name)
    return {"kind": kind, "id": name, "title": title, "values": values}


_QUESTIONS: Mapping[str, Callable[[Path, date, Order], Reply]] = {"record": _record, "texts": texts_in}
