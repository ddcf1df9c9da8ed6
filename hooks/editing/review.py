"""What is said of a proposal before it is published: comments, giving it back, taking it back."""

from __future__ import annotations

from pathlib import Path

from brygga.site.staging import locked
from common.statuses import OPEN
from editing.outcome import OrderOutcome, SignedOrder
from editing.proposals import GIVEN_BACK, remark_on, withdraw
from editing.ready import make_ready
from editing.refused import Refused

REVIEWS = frozenset({"comment", "give-back", "withdraw"})


def review(root: Path, signed: SignedOrder, may_publish: bool) -> OrderOutcome:
    """Raises Refused and NoCommit."""
    do = signed.order.get("do")
    if do == "give-back" and not may_publish:
        raise Refused("edit-not-yours")
    with locked(root, wait=True):
        make_ready(root)
        if do == "withdraw":
            return OrderOutcome(sentences=withdraw(root, signed).sentences)
        found = remark_on(root, signed, GIVEN_BACK if do == "give-back" else OPEN)
    return OrderOutcome(sentences=found.sentences, proposed=found.key)
