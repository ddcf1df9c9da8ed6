"""Whether a clone can be published from: what a killed process left is taken away, anything else is told."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from editing.git import NoCommit, ask, ask_bytes
from editing.refused import Refused

_SOURCES = ("data", "docs", "overrides")
_LEFT_FOR = 60  # seconds: what git does here takes one, at most
_MOST = 5  # files that are named


def make_ready(root: Path) -> None:
    """Raises Refused where no branch is checked out, git is locked, or files lie there that nobody has committed."""
    try:
        ask(root, "symbolic-ref", "-q", "HEAD")
    except NoCommit:
        raise Refused("edit-detached") from None
    _unlock(root)
    _sweep(root)
    if changed := uncommitted(root):
        raise Refused("edit-dirty", files=", ".join(changed[:_MOST]))


def _unlock(root: Path) -> None:
    """A lock that is older than anything git does here was left behind by one that was stopped."""
    folder = root / ask(root, "rev-parse", "--git-common-dir")
    locks = [*folder.glob("*.lock"), *(folder / "refs").rglob("*.lock")]
    with NamedTemporaryFile(dir=root / ".cache") as now:  # the disk's clock, as the locks have it
        moment = Path(now.name).stat().st_mtime
    for lock in locks:
        if lock.exists() and moment - lock.stat().st_mtime < _LEFT_FOR:
            raise Refused("edit-locked", path=lock.relative_to(folder))
        lock.unlink(missing_ok=True)


def _sweep(root: Path) -> None:
    """Files that were being written when somebody was stopped."""
    for part in _SOURCES:
        for file in (root / part).rglob(".*.new"):
            file.unlink(missing_ok=True)


def uncommitted(root: Path) -> list[str]:
    """Changed, new and missing files that the sites are made from."""
    words = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *_SOURCES)
    listed = ask_bytes(root, *words).decode("utf-8", "replace")
    return sorted(entry[3:] for entry in listed.split("\0") if entry)
