"""What git is asked. All of it is optional: a folder that was copied without its history is a project too."""

from __future__ import annotations

import subprocess
from pathlib import Path

QUIET = ("-c", "core.quotepath=off", "-c", "log.showSignature=false")


def git(root: Path, *arguments: str, told: bytes = b"") -> bytes | None:
    """What git says when it is `told` that much, or None when it is not there or has no such folder."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    try:
        done = subprocess.run(["git", *QUIET, *arguments], cwd=root, input=told, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
