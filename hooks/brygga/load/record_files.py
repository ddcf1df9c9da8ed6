"""root/data → which files hold records, and what else lies there."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path

from brygga.model.problem import Problem, nearest

_NO_RECORDS = frozenset(
    {"audio", "schemas", "translations", "names.yaml", "city-words.yaml", "plain-words.yaml", "city-plain-words.yaml"}
)
RECORD_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
Found = tuple[list[tuple[str, Path]], list[Problem]]  # (kind, file) of each record, and what is wrong with the rest


def record_files(root: Path, kinds: Collection[str]) -> Found:
    """Sorted by path. `kinds` are the folders that hold records; "site" is the single file data/site.yaml."""
    found = [_of_entry(root, entry, kinds) for entry in sorted((root / "data").iterdir())]
    missing = [] if (root / "data/site.yaml").exists() else [Problem("data/site.yaml", 1, "site-missing")]
    return [file for files, _ in found for file in files], [*(one for _, wrong in found for one in wrong), *missing]


def _of_entry(root: Path, entry: Path, kinds: Collection[str]) -> Found:
    path = entry.relative_to(root).as_posix()
    if entry.name == "site.yaml" and not entry.is_dir():
        return [("site", entry)], []
    if entry.name in _NO_RECORDS or entry.name.startswith("."):
        return [], []
    if entry.is_symlink() and entry.name in kinds:
        return [], [Problem(path, 1, "file-link")]
    if not entry.is_dir() or entry.name not in kinds:
        facts = {"name": entry.name, "kinds": ", ".join(sorted(kinds)), "near": nearest(entry.name, kinds)}
        return [], [Problem(path, 1, "unknown-kind", facts)]
    return _of_kind(root, entry)


def _of_kind(root: Path, folder: Path) -> Found:
    files = [folder / name for name in sorted(os.listdir(folder)) if not name.startswith(".")]
    others = [file for file in files if not _is_record(file)]
    wrong = [Problem(file.relative_to(root).as_posix(), 1, "file-name", {"name": file.name}) for file in others]
    return [(folder.name, file) for file in files if file not in others], wrong


def _is_record(file: Path) -> bool:
    return file.suffix == ".yaml" and bool(RECORD_ID.match(file.stem)) and not file.is_dir()
