"""What changes the programme from the shell: `brygga cancel`, `move`, `close` … Each shows in words what readers will
see, and writes the files when that is agreed to; the commit is made by whoever types it."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from brygga.check.source import BadData
from brygga.command.console import Console
from brygga.model.problem import sentence
from editing.draft import write_files
from editing.orders import Order, read_order
from editing.propose import Proposal, propose
from editing.refused import Refused

YES = {"j", "ja", "y", "yes"}


def edit(order: Order, is_agreed: bool, root: Path, clock: date, console: Console) -> int:
    """Shows what the order changes, asks, writes."""
    try:
        proposal = propose(root, clock, order, console.language)
    except Refused as refused:
        console.say(refused.key, **refused.facts)
        return 1
    except BadData as bad:
        return _tell(Proposal({}, [], bad.problems), console)
    if proposal.problems:
        return _tell(proposal, console)
    print("\n".join(proposal.sentences or [console.sentence("edit-nothing-seen")]))
    if not is_agreed and not _agreed(console):
        console.say("edit-not-written")
        return 1
    write_files(root, proposal.files)
    for path in proposal.files:
        console.say("edit-written", path=path)
    return 0


def edit_as_json(root: Path, clock: date, console: Console) -> int:
    """For another program: an order from stdin, to stdout what it comes to. Nothing is written."""
    try:
        proposal = propose(root, clock, read_order(sys.stdin.read()), console.language)
    except Refused as refused:
        return _print({"refused": {"id": refused.key, "message": console.sentence(refused.key, **refused.facts)}})
    except BadData as bad:
        proposal = Proposal({}, [], bad.problems)
    findings = [
        {
            "path": one.path,
            "line": one.line,
            "field": one.facts.get("field", ""),
            "id": one.id,
            "message": sentence(one, console.language),
        }
        for one in proposal.problems
    ]
    return _print({"files": dict(proposal.files), "sentences": proposal.sentences, "findings": findings})


def _print(told: dict[str, object]) -> int:
    print(json.dumps(told, ensure_ascii=False, default=str))
    return 1 if "refused" in told or told["findings"] else 0


def _tell(proposal: Proposal, console: Console) -> int:
    print("\n".join(sentence(one, console.language) for one in proposal.problems))
    console.progress("edit-not-written")
    return 1


def _agreed(console: Console) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(console.sentence("edit-question") + " ").strip().casefold() in YES
