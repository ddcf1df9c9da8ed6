"""The types of the code hold. `make check` asks mypy alone; here it works while browsers wait."""

from __future__ import annotations

import subprocess
import sys

import pytest

from citysite import PROJECT

pytestmark = pytest.mark.site


def test_types_hold() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues found" in done.stdout
