"""`make mutants`: small faults are put into the code one by one, and those that no fast test notices are named.

mutmut knows a module by its file's place below src/. Here modules lie below hooks/ and portal/: it works on a copy in
which they lie as it wants them, and which is kept: the next run asks only about what has changed since.
survivors.yaml holds the faults that may stay unnoticed, each with its reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns, rmtree

import yaml

PROJECT = Path(__file__).parent.parent
STAGE = PROJECT / ".cache/mutants"
BESIDE = ("data", "docs", "hooks", "overrides", "portal", "requirements", "tests")  # what fast tests read
REASONS = Path(__file__).parent / "survivors.yaml"
MUTMUT = (sys.executable, "-m", "mutmut")
ENVIRONMENT = {**os.environ, "PYTHONPATH": ""}
OURS, THEIRS = 'pythonpath = ["hooks", "tests", "portal"]', 'pythonpath = ["src", "tests"]'


def main(names: list[str]) -> None:
    """`names`: mutants, with *; none means all. What has survived is printed; nothing fails."""
    stage()
    with suppress(KeyboardInterrupt):  # what was found until then is told
        subprocess.run([*MUTMUT, "run", *names], cwd=STAGE, env=ENVIRONMENT, check=False)
    missed = [line.strip().partition(": ") for line in _told("results") if ": not checked" not in line]
    survivors = [(name, status, *_explained(name)) for name, _, status in missed]
    for title, is_known in (("Nobody noticed:", False), ("Known, with the reason why it stays:", True)):
        listed = [one for one in survivors if bool(one[-1]) == is_known]
        print("\n".join([title if listed else f"{title} none.", *("\n    ".join(filter(None, one)) for one in listed)]))


def reasons() -> dict[tuple[str, str], str]:
    """{(module, what a line becomes): why that may stay unnoticed}."""
    return {
        (module, line): one["why"]
        for one in yaml.safe_load(REASONS.read_text("utf-8"))
        for module, lines in one["faults"].items()
        for line in lines.splitlines()
    }


def _explained(name: str) -> tuple[str, str]:
    """What the mutant's line becomes, and the reason why it stays, "" for none."""
    changed = (line[1:].strip() for line in _told("show", name) if line.startswith("+") and line[:3] != "+++")
    line = next(changed, "")
    return line, reasons().get((name.rpartition(".")[0], line), "")


def _told(*command: str) -> list[str]:
    told = subprocess.run([*MUTMUT, *command], cwd=STAGE, env=ENVIRONMENT, check=False, capture_output=True, text=True)
    return told.stdout.splitlines()


def stage() -> None:
    """Brings the copy in step; what mutmut found there before stays."""
    STAGE.mkdir(parents=True, exist_ok=True)
    for folder in ("src", *BESIDE):
        rmtree(STAGE / folder, ignore_errors=True)
    for folder in BESIDE:
        _copy(PROJECT / folder, STAGE / folder)
    for source in (PROJECT / "hooks", PROJECT / "portal"):
        _copy(source, STAGE / "src")
    for file in PROJECT.iterdir():
        if file.is_file() and file.name != "pyproject.toml":
            copy2(file, STAGE)
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    assert OURS in settings
    (STAGE / "pyproject.toml").write_text(settings.replace(OURS, THEIRS, 1), "utf-8")


def _copy(source: Path, target: Path) -> None:
    copytree(source, target, ignore=ignore_patterns("__pycache__"), dirs_exist_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
