"""A request that was cancelled or taken away and came back: git knows, whoever built or did not build meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from brygga.check.check import check
from brygga.history.returns import times_returned
from repository import commit, git


def returned(root: Path) -> int:
    data, _ = check(root, date(2019, 3, 5))
    assert data
    return times_returned(root, data.records.of("requests").values()).get(file_of(root).stem, 0)


def file_of(root: Path) -> Path:
    return next(iter(sorted((root / "data/requests").glob("*.yaml"))))


@pytest.fixture
def steps(tiny: Path) -> Callable[[str], None]:
    file = file_of(tiny)
    whole = file.read_text("utf-8")

    def step(state: str) -> None:
        file.write_text(whole + ("status: cancelled\nreason: Sjukt.\n" if state == "cancelled" else ""), "utf-8")
        if state == "taken":
            file.unlink()

    return step


@pytest.mark.parametrize("away", ["cancelled", "taken"])
def test_each_return_counts_once(tiny: Path, steps: Callable[[str], None], away: str) -> None:
    file = file_of(tiny)
    counted = []
    for state in ("open", away, "open", "open", away, "open"):
        steps(state)
        commit(tiny)
        if file.exists():
            counted.append(returned(tiny) if state == "open" else -1)
    assert [count for count in counted if count >= 0] == [0, 1, 1, 2]


def test_what_is_not_committed_yet_counts_as_it_will(tiny: Path, steps: Callable[[str], None]) -> None:
    assert returned(tiny) == 0, "there is no git"
    commit(tiny)
    steps("cancelled")
    commit(tiny)
    steps("open")
    assert returned(tiny) == 1
    commit(tiny)
    assert returned(tiny) == 1


def test_what_lay_aside_in_a_branch_was_seen_by_nobody(tiny: Path, steps: Callable[[str], None]) -> None:
    commit(tiny)
    git(tiny, "checkout", "-q", "-b", "aside")
    for state in ("cancelled", "open"):
        steps(state)
        commit(tiny)
    git(tiny, "checkout", "-q", "main")
    (tiny / "other").write_text("x")
    commit(tiny)
    git(tiny, "merge", "-q", "--no-ff", "-m", "x", "aside")
    assert returned(tiny) == 0
