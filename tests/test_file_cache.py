"""What was read is read again only when its files are others."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from brygga.load.file_cache import FileCache


def test_read_again_when_a_file_changes_comes_or_goes(tmp_path: Path) -> None:
    cache, reads = FileCache(), count(1)

    def reused() -> int:
        return cache.reuse("schemas", tmp_path.glob("*.yaml"), lambda: next(reads))

    assert reused() == reused() == 1
    (tmp_path / "a.yaml").write_text("a", "utf-8")
    assert reused() == reused() == 2
    (tmp_path / "a.yaml").write_text("b", "utf-8")
    assert reused() == reused() == 3
    (tmp_path / "a.yaml").unlink()
    assert reused() == 4


def test_each_name_has_its_own(tmp_path: Path) -> None:
    cache = FileCache()
    assert cache.reuse("a", [], lambda: "a") == "a"
    assert cache.reuse("b", [], lambda: "b") == "b"
    assert cache.reuse("a", [tmp_path / "x"][:0], lambda: "other") == "a"
