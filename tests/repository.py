"""Projects with a history: git in a folder of a test, with nobody's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MOMENT = "2019-03-05T12:00:00Z"
_WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
_NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "TZ": "UTC"}


def git(root: Path, *arguments: str, moment: str = MOMENT) -> str:
    times = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    environment = {**os.environ, **_NO_SETTINGS, **times}
    done = subprocess.run(["git", *_WHO, *arguments], cwd=root, env=environment, capture_output=True, check=True)
    return done.stdout.decode()


def commit(root: Path, moment: str = MOMENT) -> None:
    """Everything as it is now, in a repository that is made where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x", moment=moment)
