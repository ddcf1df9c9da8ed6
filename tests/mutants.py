"""`make mutants`: small faults are put into the code one by one, and those that no fast test notices are named.

mutmut knows a module by its file's place below src/. Here modules lie below hooks/ and portal/: it works on a copy in
which they lie as it wants them, and which is kept: the next run asks only about what has changed since.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns, rmtree

PROJECT = Path(__file__).parent.parent
STAGE = PROJECT / ".cache/mutants"
BESIDE = ("data", "docs", "hooks", "overrides", "portal", "requirements", "tests")  # what fast tests read
OURS, THEIRS = 'pythonpath = ["hooks", "tests", "portal"]', 'pythonpath = ["src", "tests"]'


def main(names: list[str]) -> None:
    """`names`: mutants, with *; none means all. What has survived is printed; nothing fails."""
    stage()
    environment = {**os.environ, "PYTHONPATH": ""}
    mutmut = [sys.executable, "-m", "mutmut"]
    with suppress(KeyboardInterrupt):  # what was found until then is told
        subprocess.run([*mutmut, "run", *names], cwd=STAGE, env=environment, check=False)
    told = subprocess.run(
        [*mutmut, "results"], cwd=STAGE, env=environment, check=False, stdout=subprocess.PIPE, text=True
    )
    missed = [line.strip() for line in told.stdout.splitlines() if ": not checked" not in line]
    print("\n".join(["Nobody noticed:", *missed] if missed else ["Everything that was tried was noticed."]))


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
