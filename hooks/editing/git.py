"""git, asked as a program: whoever wrote it knows best how it locks and repairs, and it is wherever a clone is.

What was typed reaches it on standard input or as a name that was looked at before, so that nothing can be an option;
hooks, editors, signatures and questions at a terminal are off.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.quotePath=off", "-c", "gc.auto=0")
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=10"
_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": "true",
    "GIT_SSH_COMMAND": _SSH,
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
}


_PATIENCE = 60  # seconds that git may take: a repository elsewhere may never answer


class NoCommit(Exception):
    """git refused: what it said. The branch is as it was."""


class Overtaken(NoCommit):
    """Somebody else's commit came first; the work has to be tried again on top of it."""


class Locked(NoCommit):
    """Another git is at work, or one that was stopped has left its lock."""


@dataclass(frozen=True)
class Author:
    """A role and a number, never a name: "coordinator", 3."""

    role: str
    number: int

    @property
    def name(self) -> str:
        return f"{self.role} {self.number}"

    @property
    def email(self) -> str:
        return f"{self.role}-{self.number}@brygga.invalid"


def named(author: Author, committer: Author | None = None) -> dict[str, str]:
    """Who wrote a commit and who brings it, as git's environment has it."""
    who = {"AUTHOR": author, "COMMITTER": committer or author}
    names = {f"GIT_{role}_NAME": one.name for role, one in who.items()}
    return names | {f"GIT_{role}_EMAIL": one.email for role, one in who.items()}


def ask(root: Path, *words: str, told: bytes = b"", environment: Mapping[str, str] | None = None) -> str:
    """What git says, as text. Raises NoCommit with what it complains of."""
    return ask_bytes(root, *words, told=told, environment=environment).decode("utf-8", "surrogateescape").strip()


def ask_bytes(root: Path, *words: str, told: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """The same byte for byte."""
    try:
        done = subprocess.run(
            ["git", *_SAFE, *words],
            cwd=root, input=told, capture_output=True, check=True, timeout=_PATIENCE,
            env={**os.environ, **_QUIET, **(environment or {})},
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise (Locked if ".lock'" in said else NoCommit)(said) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoCommit(str(error)) from None
    return bytes(done.stdout)
