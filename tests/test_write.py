"""What is written of what was planned: only what is new, and what somebody has taken away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from brygga.site.output import Output
from brygga.site.write import write_all

PAGES = [Output("index.html", b"Hem", "1"), Output("program/index.html", b"Program", "2")]
FEED = Output("nytt.atom", b"Nytt")  # made each time


class Plan:
    def __init__(self, outputs: Iterable[Output]) -> None:
        self._outputs = list(outputs)

    def parts(self) -> list[str]:
        return ["all"]

    def outputs(self, part: str) -> Iterable[Output]:
        return {"all": self._outputs}[part]


PLAN = Plan([*PAGES, FEED])


def test_a_page_deleted_by_hand_is_made_again(tmp_path: Path) -> None:
    known = write_all(tmp_path, PLAN, {}).inputs
    (tmp_path / "program/index.html").unlink()
    (tmp_path / "program").rmdir()
    (tmp_path / "nytt.atom").unlink()
    written = write_all(tmp_path, PLAN, known)
    assert sorted(written.changed) == ["nytt.atom", "program/index.html"]
    assert (tmp_path / "program/index.html").read_bytes() == b"Program"
    assert (tmp_path / "nytt.atom").read_bytes() == b"Nytt"
    assert written.inputs == known


def test_what_is_as_it_was_is_not_made_again(tmp_path: Path) -> None:
    known = write_all(tmp_path, PLAN, {}).inputs
    written = write_all(tmp_path, PLAN, known)
    assert (written.made, written.changed) == (["nytt.atom"], [])


def test_what_is_no_longer_planned_is_removed_even_when_it_is_gone_already(tmp_path: Path) -> None:
    known = write_all(tmp_path, PLAN, {}).inputs
    (tmp_path / "nytt.atom").unlink()
    write_all(tmp_path, Plan(PAGES[:1]), known)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["index.html"]
