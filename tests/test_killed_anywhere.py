"""A process that publishes or proposes is killed at any of its steps: the next start leaves all of it, or nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from brygga.site.staging import locked
from editing.commit import head_of
from editing.git import Author
from editing.outcome import SignedOrder
from editing.proposals import read_proposals
from editing.publish import mend, propose_order, publish_order, published_commit
from publishing import COORDINATOR, TODAY, copy_whole, full_build, said

pytestmark = pytest.mark.site

Work = Callable[[Path], None]
MAMMA, KEY = Author("member", 7), "a" * 16
CANCEL = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}
PAGE = "site/program/tisdag/2019-03-12/index.html"
EVERY = int(os.environ.get("KILL_EVERY", "11"))  # 1: at each step, which takes minutes


def proposed(root: Path) -> None:
    propose_order(root, TODAY, SignedOrder(CANCEL, MAMMA, KEY))


def accepted(root: Path) -> None:
    order = {"do": "accept", "proposal": KEY}
    publish_order(root, TODAY, SignedOrder(order, COORDINATOR, "b" * 16), full_build)


def counted(work: Callable[[Path], None], root: Path, last: int) -> int:
    """How many steps a process took (a program run, a file or folder renamed or removed), or that it was killed before
    the one that is `last`."""
    reading, writing = os.pipe()

    def run() -> None:
        steps = count(1)

        def stepping(real: Callable[..., Any]) -> Callable[..., Any]:
            def step(*given: Any, **named: Any) -> Any:
                number = next(steps)
                os.write(writing, b".")
                if number == last:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **named)

            return step

        for owner, name in ((subprocess, "run"), (Path, "replace"), (Path, "rename"), (Path, "unlink"), (os, "link")):
            setattr(owner, name, stepping(getattr(owner, name)))
        work(root)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join()
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        return len(told.read())


def kills(
    work: Callable[[Path], None], made: Path, folder: Path, first: list[Callable[[Path], None]]
) -> Iterator[Path]:
    """A project for each step at which it was killed."""
    (folder / "whole").mkdir()
    whole = copy_whole(made, folder / "whole")
    for before in first:
        before(whole)
    (folder / "tried").mkdir()
    steps = counted(work, copy_whole(whole, folder / "tried"), 0)
    assert steps > 20
    for last in range(1, steps + 1, EVERY):
        (folder / f"{last}").mkdir()
        root = copy_whole(whole, folder / f"{last}")
        counted(work, root, last)
        yield root


def in_step(root: Path) -> str:
    """What the next start makes of it: the commit that is published."""
    with locked(root):
        mend(root, TODAY, full_build)
    assert said(root, "status", "--porcelain") == ""
    assert published_commit(root) == head_of(root)
    return head_of(root)


def test_who_proposes_is_killed_anywhere(once_published: Path, tmp_path: Path) -> None:
    before = head_of(once_published)
    for root in kills(proposed, once_published, tmp_path, []):
        assert in_step(root) == before
        waiting = read_proposals(root)
        assert [one.order for one in waiting] in ([], [CANCEL])
        proposed(root)
        assert [one.order for one in read_proposals(root)] == [CANCEL]


def test_who_publishes_is_killed_anywhere(once_published: Path, tmp_path: Path) -> None:
    before = head_of(once_published)
    for root in kills(accepted, once_published, tmp_path, [proposed]):
        is_published = in_step(root) != before
        assert ("Alla har feber." in (root / PAGE).read_text("utf-8")) == is_published
        assert len(read_proposals(root)) == (0 if is_published else 1), "her words are there, once"
        accepted(root)
        assert is_published or list((root / ".cache").glob("build-*")) == []
        assert "Alla har feber." in (root / PAGE).read_text("utf-8")
        assert said(root, "rev-list", "--count", f"{before}..HEAD").strip() == "1"
