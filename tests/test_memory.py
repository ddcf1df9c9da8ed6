"""What was read is read again only when its files are others."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from brygga.load.file_cache import Memory


def test_read_again_when_a_file_changes_comes_or_goes(tmp_path: Path) -> None:
    memory, reads = Memory(), count(1)

    def recall() -> int:
        return memory.recall("schemas", tmp_path.glob("*.yaml"), lambda: next(reads))

    assert recall() == recall() == 1
    (tmp_path / "a.yaml").write_text("a", "utf-8")
    assert recall() == recall() == 2
    (tmp_path / "a.yaml").write_text("b", "utf-8")
    assert recall() == recall() == 3
    (tmp_path / "a.yaml").unlink()
    assert recall() == 4


def test_each_name_has_its_own(tmp_path: Path) -> None:
    memory = Memory()
    assert memory.recall("a", [], lambda: "a") == "a"
    assert memory.recall("b", [], lambda: "b") == "b"
    assert memory.recall("a", [tmp_path / "x"][:0], lambda: "other") == "a"
