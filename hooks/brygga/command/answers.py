"""For another program: an order or a question as JSON from stdin, to stdout what it comes to. Never a traceback."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from brygga.check.source import BadData
from brygga.command.console import Console
from brygga.command.sites import MkDocs, all_sites
from brygga.load.rows import parse_row
from brygga.model.problem import Problem, what_is_wrong
from brygga.site.staging import NoFolder
from editing.edits import Files
from editing.forge import show_proposals
from editing.git import Author, Locked, NoCommit
from editing.order import Order, read_order
from editing.outcome import OrderOutcome, SignedOrder
from editing.propose import propose
from editing.publish import propose_order, publish_order, spoken_in
from editing.questions import answer
from editing.refused import Refused
from editing.review import REVIEWS, review

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_CHOICES: tuple[str, ...] = ()


@dataclass(frozen=True)
class Carrying:
    """How far an order is to be carried: only tried, and looked at in a folder, where nobody publishes or proposes."""

    publisher: Author | None
    proposer: Author | None
    preview: Path | None
    key: str
    mkdocs: MkDocs


def order_as_json(carrying: Carrying, root: Path, clock: date, console: Console) -> int:
    return _answered(partial(_carried, carrying, root, clock), console)


def ask_as_json(root: Path, clock: date, console: Console) -> int:
    return _answered(lambda order, _: answer(root, clock, order), console)


def _answered(work: Callable[[Order, Console], Mapping[str, Any]], console: Console) -> int:
    """0 where it was done or shown, 1 with findings or refused."""
    try:
        order = read_order(sys.stdin.read())
        console = Console("en" if spoken_in(order) == "en" else "sv") if spoken_in(order) else console
        said = work(order, console)
    except BadData as bad:
        said = {"findings": _findings({}, bad.problems, console)}
    except (Refused, NoCommit, NoFolder, OSError, UnicodeDecodeError) as error:
        said = {"refused": _refusal(error, console)}
    print(json.dumps(said, ensure_ascii=False, default=partial(_refused_inside, console)))
    return 1 if said.get("refused") or said.get("findings") else 0


def _carried(carrying: Carrying, root: Path, clock: date, order: Order, console: Console) -> Mapping[str, Any]:
    return _outcome(_done(carrying, root, clock, order, console), console)


def _done(carrying: Carrying, root: Path, clock: date, order: Order, console: Console) -> OrderOutcome:
    who = carrying.publisher or carrying.proposer
    if who is None:
        return propose(root, clock, order, spoken_in(order) or console.language, carrying.preview)
    signed = SignedOrder(order, who, carrying.key)
    if order.get("do") in REVIEWS:
        outcome = review(root, signed, carrying.publisher is not None)
    elif carrying.publisher:
        outcome = publish_order(root, clock, signed, partial(all_sites, carrying.mkdocs, console))
    else:
        outcome = propose_order(root, clock, signed)
    show_proposals(root)
    return outcome


def _outcome(outcome: OrderOutcome, console: Console) -> Mapping[str, Any]:
    done = {"published": outcome.published, "proposed": outcome.proposed}
    return {
        "files": dict(outcome.files),
        "sentences": outcome.sentences,
        "findings": _findings(outcome.files, outcome.problems, console),
        "lines": {path: list(lines) for path, lines in outcome.lines.items()},
        "pages": [vars(page) for page in outcome.pages],
        **{name: value for name, value in done.items() if value},
    }


def _findings(files: Files, problems: list[Problem], console: Console) -> list[dict[str, Any]]:
    return [
        {
            "path": one.path,
            "line": one.line,
            "field": one.facts.get("field", ""),
            "row": _row_of(files.get(one.path), one),
            "id": one.id,
            "message": what_is_wrong(one, console.language),
        }
        for one in problems
    ]


def _row_of(text: str | None, problem: Problem) -> str:
    """Where in the record its field stands: "changes.0", "" at its top. A field that a row lacks is told at the row."""
    lines = parse_row(text, "", "", "")[0].lines if text else {}
    places = [name.rpartition(".") for name, line in lines.items() if line == problem.line]
    in_rows = [(row, field) for row, _, field in places if row and not field.isdigit()]
    named = [row for row, field in in_rows if field == problem.facts.get("field")]
    return (named or [row for row, _ in in_rows] or [""])[0]


def _refusal(error: Exception, console: Console) -> dict[str, Any]:
    """Why, and what to do, in words; choices where there are some."""
    key, facts = _reason(error)
    choices = error.choices if isinstance(error, Refused) else _NO_CHOICES
    choice_texts = [{"id": one, "text": console.sentence(f"edit-choice-{one}")} for one in choices]
    message = console.sentence(key, **facts)
    return {"id": key, "message": message, **({"choices": choice_texts} if choices else {})}


def _refused_inside(console: Console, value: object) -> Any:
    if isinstance(value, Refused):
        return _refusal(value, console)
    raise TypeError(value)


def _reason(error: Exception) -> tuple[str, Mapping[str, Any]]:
    match error:
        case Refused():
            return error.key, error.facts
        case Locked():
            return "edit-locked", {"path": str(error)[:200]}
        case NoCommit():
            return "edit-no-commit", {"detail": str(error)[:500]}
        case NoFolder():
            return "no-folder", {"name": error.name}
        case OSError() if error.errno in _FULL:
            return "disk-full", {"path": error.filename or Path.cwd()}
        case OSError():
            return "system-error", {"path": error.filename or Path.cwd(), "detail": error.strerror or str(error)}
        case _:
            return "edit-no-order", {}
