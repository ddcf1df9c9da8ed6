"""What waits for somebody who publishes: a branch each, proposals/<key>, and nothing beside it.

Its commits, oldest first: the files and the order that makes them (`order`), and again where its author has mended it;
between these what was said of it (`remark`), and whether it was given back (`state`). The list of branches is the list
of proposals; what is accepted is carried out anew on what is published then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.statuses import OPEN
from editing.commit import head_of, make_commit, tree_of
from editing.edits import Files
from editing.git import Author, NoCommit, ask, named
from editing.order import Order, text_in
from editing.outcome import KEY, SignedOrder, message_of, notes_in, sentences_in
from editing.refused import Refused
from editing.trace import Trace, traces

GIVEN_BACK = "given-back"
PROPOSALS = "refs/heads/proposals/"
_NEW = "0" * 40
_LONGEST = 5000  # letters of a remark


@dataclass(frozen=True)
class Remark:
    """What somebody said of a proposal; `when` as in ISO 8601."""

    author: Author
    when: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """As its branch has it; `tip` is the branch's last commit."""

    key: str
    tip: str
    author: Author
    when: str
    sentences: list[str]
    order: Order
    remarks: tuple[Remark, ...]
    is_given_back: bool


def read_proposals(root: Path) -> list[Proposal]:
    """All that wait, oldest first. A branch that holds no order is none."""
    listed = ask(root, "for-each-ref", "--format=%(refname)", PROPOSALS).split("\n")
    keys = [ref.removeprefix(PROPOSALS) for ref in listed]
    found = [read_proposal(root, key) for key in keys if KEY.match(key)]
    return sorted((one for one in found if one), key=lambda one: (one.when, one.key))


def read_proposal(root: Path, key: str) -> Proposal | None:
    """None where there is none under that key."""
    if not KEY.match(key):
        return None
    try:
        steps = traces(root, "--reverse", "--topo-order", f"HEAD..{PROPOSALS}{key}")
    except NoCommit:
        return None
    own = [step for step in steps if step.author and notes_in(step.message).get("key") == key]
    orders = [step for step in own if isinstance(notes_in(step.message).get("order"), dict)]
    if not orders or orders[-1].author is None:
        return None
    last, notes = orders[-1], notes_in(orders[-1].message)
    tip = ask(root, "rev-parse", "--verify", f"{PROPOSALS}{key}^{{commit}}")
    return Proposal(
        key,
        tip,
        orders[-1].author,
        orders[0].when,
        sentences_in(last.message),
        notes["order"],
        tuple(_remarks(own)),
        any(notes_in(step.message).get("state") == GIVEN_BACK for step in own[own.index(last) :]),
    )


def _remarks(steps: list[Trace]) -> Iterator[Remark]:
    for step in steps:
        text = notes_in(step.message).get("remark")
        if isinstance(text, str) and step.author:
            yield Remark(step.author, step.when, text)


def proposal_asked_for(root: Path, order: Order) -> Proposal:
    """Raises Refused where it waits no longer."""
    if found := read_proposal(root, text_in(order, "proposal")):
        return found
    raise Refused("edit-no-proposal")


def accepted_order(root: Path, order: Order) -> Order:
    """What the proposal orders, with what has been chosen where somebody else had changed the same."""
    wanted = proposal_asked_for(root, order).order
    return {**wanted, "choice": order["choice"]} if order.get("choice") else wanted


def put_proposal(root: Path, signed: SignedOrder, files: Files, sentences: list[str]) -> None:
    """Its branch; one more commit on it where its author has mended it. Raises Refused where it is somebody else's."""
    before = read_proposal(root, signed.key)
    if before and before.author != signed.author:
        raise Refused("edit-not-yours")
    head = head_of(root)
    message = message_of(sentences or sorted(files), key=signed.key, order=dict(signed.order))
    parents = [before.tip, head] if before else [head]
    made = make_commit(root, tree_of(root, files, head), parents, named(signed.author), message)
    ask(root, "update-ref", f"{PROPOSALS}{signed.key}", made, before.tip if before else _NEW)


def remark_on(root: Path, signed: SignedOrder, state: str = OPEN) -> Proposal:
    """A comment, by whoever signed it; with `state` it is given back to its author. Raises Refused."""
    found = proposal_asked_for(root, signed.order)
    text = text_in(signed.order, "text")
    if len(text) > _LONGEST:
        raise Refused("edit-long", limit=_LONGEST)
    if any(signed.key == notes.get("under") for notes in _notes_on(root, found)):
        return found
    notes: dict[str, Any] = {"key": found.key, "under": signed.key, "remark": text, "state": state}
    message = message_of(["proposals/" + found.key], **notes)
    made = make_commit(root, f"{found.tip}^{{tree}}", [found.tip], named(signed.author), message)
    ask(root, "update-ref", f"{PROPOSALS}{found.key}", made, found.tip)
    return found


def _notes_on(root: Path, proposal: Proposal) -> list[dict[str, Any]]:
    return [notes_in(step.message) for step in traces(root, f"HEAD..{proposal.tip}")]


def withdraw(root: Path, signed: SignedOrder) -> Proposal:
    """Her own words, by herself: nobody else can take them away. Raises Refused."""
    found = proposal_asked_for(root, signed.order)
    if found.author != signed.author:
        raise Refused("edit-not-yours")
    drop_proposal(root, found.key)
    return found


def drop_proposal(root: Path, key: str) -> None:
    """What has been published waits no longer."""
    if KEY.match(key):
        ask(root, "update-ref", "-d", f"{PROPOSALS}{key}")
