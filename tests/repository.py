"""Projects with a history: git in a folder of a test, with nobody's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from editing.commit import make_commit, move_branch, tree_of
from editing.edits import Files
from editing.git import Author, named

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


def commit_files(root: Path, files: Files, parent: str, author: Author, message: str) -> str:
    """The id of the new commit on top of `parent`, whose files then lie in the project, too."""
    made = make_commit(root, tree_of(root, files, parent), [parent], named(author), message)
    move_branch(root, files, parent, made)
    return made
