"""What has been done under a key."""

from __future__ import annotations

from pathlib import Path

from editing.git import ask
from editing.outcome import notes_in

_RECORD, _UNIT = "\x1e", "\x1f"


def commit_under(root: Path, key: str) -> str:
    """The commit of the branch that was made under the key, "" where there is none."""
    form = f"--format=%H{_UNIT}%B{_RECORD}"
    found = ask(root, "log", form, "--fixed-strings", f'--grep=Key: "{key}"', "HEAD").split(_RECORD)
    for commit, _, message in (one.strip().partition(_UNIT) for one in found):
        if notes_in(message).get("key") == key:
            return commit
    return ""
