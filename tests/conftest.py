"""Data sets that tests may change: each is a copy in a folder of its own, with the real schemas and pictograms."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

TESTS = Path(__file__).parent
PROJECT = TESTS.parent


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A sound project with one or two records of each kind, as of Tuesday 5 March 2019."""
    return _copy_of("tiny", tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A beginner's project with many mistakes."""
    return _copy_of("broken", tmp_path)


def _copy_of(name: str, folder: Path) -> Path:
    copytree(TESTS / name / "data", folder / "data", symlinks=True)
    for part in ("data/schemas", "overrides/pictograms"):
        copytree(PROJECT / part, folder / part)
    return folder
