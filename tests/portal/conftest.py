"""The portal on a small publication, as of Tuesday 5 March 2019; on the database that BRYGGA_DATABASE_URL names."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from pytest_django import Settings

EXAMPLE = Path(__file__).parent / "example"


@pytest.fixture(autouse=True)
def publication(tmp_path: Path, settings: Settings) -> Path:
    """site.portal/, to change at will."""
    folder = copytree(EXAMPLE, tmp_path / "site.portal")
    settings.PUBLISHED = folder
    return folder
