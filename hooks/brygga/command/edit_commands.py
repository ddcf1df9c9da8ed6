"""What changes the programme from the shell: `brygga cancel`, `move`, `close` … Each shows in words what readers will
see, and writes the files when that is agreed to; the commit is made by whoever types it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from brygga.check.source import BadData, Source
from brygga.command.console import Console
from brygga.command.sites import MkDocs, build_sites
from brygga.model.problem import Problem, sentence
from editing.commit import Author, NoCommit, Overtaken
from editing.draft import write_files
from editing.orders import Order, read_order
from editing.propose import Proposal, propose
from editing.publish import publish_order
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
        return _tell(proposal.problems, console)
    print("\n".join(proposal.sentences or [console.sentence("edit-nothing-seen")]))
    if not consent.is_given and not _agreed(console):
        console.say("edit-not-written")
        return 1
    if consent.author:
        full_build = partial(_all_sites, consent.mkdocs, console)
        return _publish(partial(publish_order, root, clock, order, consent.author, full_build), console)
    write_files(root, proposal.files)
    for path in proposal.files:
        console.say("edit-written", path=path)
    return 0


def _publish(work: Callable[[], list[Problem]], console: Console) -> int:
    try:
        problems = work()
    except Refused as refused:  # somebody else has done it in between
        console.say(refused.key, **refused.facts)
        return 1
    except Overtaken:
        console.say("edit-overtaken")
        return 1
    except NoCommit as refused:
        console.say("edit-no-commit", detail=refused)
        return 1
    if problems:
        return _tell(problems, console)
    console.say("edit-published")
    return 0


def _all_sites(mkdocs: MkDocs, console: Console, root: Path, making: Path, source: Source) -> None:
    if not build_sites(mkdocs, root, making, source, console):
        raise NoCommit(console.sentence("build-failed", site="site/"))


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


def _tell(problems: Iterable[Problem], console: Console) -> int:
    print("\n".join(sentence(one, console.language) for one in problems))
    console.progress("edit-not-written")
    return 1


def _agreed(console: Console) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(console.sentence("edit-question") + " ").strip().casefold() in YES
