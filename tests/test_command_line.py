"""The command line beside other programs of a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from citysite import PROJECT
from tinysite import make_buildable

pytestmark = pytest.mark.site


@pytest.mark.parametrize("command", ["report", "check"])
def test_a_reader_who_has_had_enough_is_no_mistake(tiny: Path, command: str) -> None:
    """As in `brygga report | head`, when head has gone."""
    make_buildable(tiny)
    ours, theirs = os.pipe()
    os.close(ours)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks")}
    arguments = [sys.executable, "-m", "brygga", command]
    done = subprocess.run(arguments, cwd=tiny, env=environment, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert (done.stderr, done.returncode) == (b"", 141)


def test_a_terminal_that_knows_few_letters_is_told_all_the_same(tiny: Path) -> None:
    make_buildable(tiny)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "brygga", "check", "--lang", "sv"]
    done = subprocess.run(command, cwd=tiny, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "H\\xe4r st\\xe5r" in done.stdout
