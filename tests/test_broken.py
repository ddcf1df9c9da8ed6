"""A beginner's project with many mistakes at once: all of them are told, and nothing else."""

from __future__ import annotations

from datetime import date
from difflib import unified_diff
from pathlib import Path

from brygga.check.check import check
from brygga.model.problem import report

FINDINGS = Path(__file__).parent / "broken/findings.txt"


def test_every_mistake_is_told_at_once(broken: Path) -> None:
    data, problems = check(broken, date(2019, 3, 5))
    wanted = FINDINGS.read_text("utf-8").splitlines()
    difference = unified_diff(wanted, report(problems, "sv"), str(FINDINGS), "what was told", lineterm="", n=0)
    assert "\n".join(difference) == ""
    assert data is None
