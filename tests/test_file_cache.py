"""What was read is read again only when its files are others."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from brygga.load import rows
from brygga.load.file_cache import FileCache
from tinysite import put


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


def test_of_records_only_a_changed_file_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "data/places/torget.yaml", "title: Torget\n")
    put(tmp_path / "data/places/parken.yaml", "title: Parken\n")
    cache, parsed = FileCache(), list[str]()
    parse = rows.parse_row

    def watched(text: str, kind: str, id_: str, path: str) -> rows.RowRead:
        parsed.append(id_)
        return parse(text, kind, id_, path)

    monkeypatch.setattr(rows, "parse_row", watched)
    rows.load(tmp_path, ["places"], cache)
    put(tmp_path / "data/places/torget.yaml", "title: Nya torget\n")
    read, _ = rows.load(tmp_path, ["places"], cache)
    assert parsed == ["parken", "torget", "torget"]
    assert [row.values["title"] for row in read] == ["Parken", "Nya torget"]


def test_the_same_files_in_a_draft_of_the_project_are_not_read_again(tmp_path: Path) -> None:
    cache, reads = FileCache(), count(1)
    for name in ("project", "draft"):
        put(tmp_path / name / "data/translations/ar.po", "x")
        put(tmp_path / name / "data/translations/city/ar.po", "y")
        files = (tmp_path / name / "data/translations").rglob("*.po")
        assert cache.reuse("ar", files, lambda: next(reads)) == 1
