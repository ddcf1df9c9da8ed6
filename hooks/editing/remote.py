"""The repository that this clone is one of, where it has one: what others brought there comes in before anything is
published, and what is published here is there before it counts here.

A commit goes there first and onto the branch here after that. Who is refused there has lost nothing, and who is stopped
in between finds her commit there next time. Addresses may hold a password: nobody is told them.
"""

from __future__ import annotations

from pathlib import Path

from editing.commit import branch_of, head_of
from editing.git import Locked, NoCommit, Overtaken, ask
from editing.proposals import PROPOSALS
from editing.refused import Refused

_REMOTE = "origin"
_HERE, _THERE = "refs/heads/", f"refs/remotes/{_REMOTE}/"
_NOTHING_YET = "couldn't find remote ref"  # a new repository
_QUICKER, _NOT_ALLOWED = "[rejected]", "[remote rejected]"


class NotAllowed(NoCommit):
    """The repository takes no commit on this branch from here: it has to be proposed there."""


def has_remote(root: Path) -> bool:
    return _REMOTE in ask(root, "remote").split()


def fetch_branch(root: Path) -> None:
    """Moves the branch that is checked out to what others brought. The files are still as they were.

    Raises Refused where the repository does not answer, or where both sides have commits that the other has not.
    """
    if not has_remote(root):
        return
    branch = branch_of(root)
    theirs = _THERE + branch.removeprefix(_HERE)
    try:
        ask(root, "fetch", "--quiet", "--no-tags", _REMOTE, f"+{branch}:{theirs}")
    except Locked:
        raise
    except NoCommit as refused:
        if _NOTHING_YET in str(refused):
            return
        raise Refused("edit-remote-gone") from None
    here, there = head_of(root), ask(root, "rev-parse", "--verify", f"{theirs}^{{commit}}")
    if _is_within(root, there, here):
        return
    if not _is_within(root, here, there):
        raise Refused("edit-diverged")
    ask(root, "update-ref", branch, there, here)


def push_commit(root: Path, commit: str) -> None:
    """Raises Overtaken where somebody was quicker, NotAllowed where nobody may, Refused where nobody answers."""
    if not has_remote(root):
        return
    try:
        ask(root, "push", "--quiet", _REMOTE, f"{commit}:{branch_of(root)}")
    except NoCommit as refused:
        if _NOT_ALLOWED in str(refused):
            raise NotAllowed("the repository takes no commit on this branch") from None
        if _QUICKER in str(refused):
            raise Overtaken("somebody was quicker") from None
        raise Refused("edit-remote-gone") from None


def push_proposal(root: Path, key: str) -> None:
    """Raises NoCommit."""
    ask(root, "push", "--quiet", _REMOTE, f"{PROPOSALS}{key}:{PROPOSALS}{key}")


def shown_proposals(root: Path) -> set[str]:
    """The keys of those that have a branch there; nothing where nobody answers."""
    try:
        listed = ask(root, "ls-remote", "--heads", _REMOTE, f"{PROPOSALS}*").split("\n")
    except NoCommit:
        return set()
    return {line.rpartition(PROPOSALS)[2] for line in listed if PROPOSALS in line}


def forget_proposal(root: Path, key: str) -> None:
    """The branch there goes, too, and with it its pull request. Raises NoCommit."""
    ask(root, "push", "--quiet", _REMOTE, f":{PROPOSALS}{key}")


def _is_within(root: Path, one: str, other: str) -> bool:
    """Whether a commit is the other, or comes before it."""
    try:
        ask(root, "merge-base", "--is-ancestor", one, other)
    except NoCommit:
        return False
    return True
