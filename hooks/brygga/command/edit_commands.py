"""What changes the programme from the shell: `brygga cancel`, `move`, `close` … Each shows in words what readers will
see, and writes the files when that is agreed to; the commit is made by whoever types it."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from brygga.command.arguments import typed_as
from brygga.command.console import Console
from brygga.command.sites import MkDocs, all_sites
from brygga.model.problem import Problem, sentence, what_is_wrong
from brygga.site.staging import locked
from editing.draft import write_files
from editing.forge import show_proposals
from editing.git import Author, NoCommit
from editing.order import Order
from editing.outcome import OrderOutcome, SignedOrder
from editing.propose import propose
from editing.publish import mend, publish_order
from editing.refused import Refused

YES = {"j", "ja", "y", "yes"}


@dataclass(frozen=True)
class Consent:
    """Whether whoever types has agreed beforehand; as whom it is to be published (else it is only written), and how."""

    is_given: bool
    author: Author | None
    mkdocs: MkDocs


def edit(order: Order, consent: Consent, root: Path, clock: date, console: Console) -> int:
    """Shows what the order changes, asks, and writes or publishes it."""
    try:
        proposal = propose(root, clock, order, console.language)
    except Refused as refused:
        console.say(refused.key, **refused.facts)
        return 1
    if proposal.problems:
        return _tell(order, proposal, console)
    print("\n".join(proposal.sentences or [console.sentence("edit-nothing-seen")]))
    if not consent.is_given and not _agreed(console):
        console.say("edit-not-written")
        return 1
    if consent.author:
        full_build = partial(all_sites, consent.mkdocs, console)
        signed = SignedOrder(order, consent.author, secrets.token_hex(8))
        return _publish(partial(publish_order, root, clock, signed, full_build), order, console)
    write_files(root, proposal.files)
    for path in proposal.files:
        console.say("edit-written", path=path)
    return 0


def _publish(work: Callable[[], OrderOutcome], order: Order, console: Console) -> int:
    try:
        outcome = work()
    except Refused as refused:  # somebody else has done it in between
        console.say(refused.key, **refused.facts)
        return 1
    except NoCommit as refused:
        console.say("edit-no-commit", detail=refused)
        return 1
    if outcome.problems:
        return _tell(order, outcome, console)
    console.say("edit-published" if outcome.published else "edit-proposed", proposal=outcome.proposed)
    return 0


def _tell(order: Order, outcome: OrderOutcome, console: Console) -> int:
    print("\n".join(_finding(order, outcome, one, console.language) for one in outcome.problems))
    console.progress("edit-not-written")
    return 1


def _finding(order: Order, outcome: OrderOutcome, problem: Problem, language: str) -> str:
    """In a file that is only to be written there is no line to look at: what was typed for it is named instead."""
    if problem.path not in outcome.files:
        return sentence(problem, language)
    fields = (problem.facts.get(name, "") for name in ("field", "other"))
    typed = next(filter(None, (typed_as(order, field) for field in fields)), problem.path)
    return f"{typed}: {what_is_wrong(problem, language)} [{problem.id}]"


def _agreed(console: Console) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(console.sentence("edit-question") + " ").strip().casefold() in YES


def bring_in(mkdocs: MkDocs, root: Path, clock: date, console: Console) -> int:
    """What others have brought into the repository that this clone is one of, and the sites made from it."""
    try:
        with locked(root, wait=True):
            mend(root, clock, partial(all_sites, mkdocs, console))
        show_proposals(root)
    except Refused as refused:
        console.say(refused.key, **refused.facts)
        return 1
    except NoCommit as refused:
        console.say("edit-no-commit", detail=refused)
        return 1
    console.say("edit-in-step")
    return 0
