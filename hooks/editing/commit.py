"""Files as they are to be → one commit on the branch that is checked out, whole or not at all.

git itself is asked, not a library for it: it is on every machine that holds a clone, it locks and repairs as those who
wrote it know best, and each step here is one of its own. What was typed reaches it on standard input, never as a word
of a command, so that nothing can be an option; hooks of the clone are not run.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from editing.draft import write_files

_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.quotePath=off", "-c", "gc.auto=0")
_FILE = "100644"  # an ordinary file


class NoCommit(Exception):
    """git refused: what it said. The branch is as it was."""


class Overtaken(NoCommit):
    """Somebody else's commit came first; the work has to be tried again on top of it."""


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


def head_of(root: Path) -> str:
    """The commit that is checked out. Raises NoCommit where there is none."""
    return _git(root, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()


def commit_files(root: Path, files: Mapping[str, str], parent: str, author: Author, message: str) -> str:
    """The id of the new commit on top of `parent`, whose files then lie in the project, too.

    `files`: path below the project → its whole text. Raises Overtaken where the branch is no longer at `parent`, and
    NoCommit.
    """
    tree = _tree(root, files, parent)
    made = (
        _git(root, "commit-tree", tree, "-p", parent, "-F", "-", told=message.encode(), author=author).decode().strip()
    )
    branch = _git(root, "symbolic-ref", "-q", "HEAD").decode().strip()
    try:
        _git(root, "update-ref", branch, made, parent)
    except NoCommit as refused:
        raise Overtaken(str(refused)) if head_of(root) != parent else refused from None
    bring_files(root, files)
    return made


def bring_files(root: Path, files: Mapping[str, str]) -> None:
    """Puts what was committed into the project's folder and into git's index of it."""
    write_files(root, files)
    _indexed(root, files)


def _indexed(root: Path, paths: Iterable[str]) -> None:
    _git(root, "update-index", "--add", "-z", "--stdin", told="".join(f"{path}\0" for path in paths).encode())


def texts_between(root: Path, old: str, new: str) -> dict[str, str]:
    """Files that differ, as the later commit has them, where they lie in the project as one of the two has them.

    What somebody has changed since is hers and stays.
    """
    listed = _git(root, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=AM", old, new).decode()
    paths = [path for path in listed.split("\0") if path]
    texts = {path: _text(root, new, path) for path in paths}
    return {path: text for path, text in texts.items() if _lies(root, path) in (text, _known(root, old, path))}


def _lies(root: Path, path: str) -> str | None:
    try:
        return (root / path).read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _known(root: Path, commit: str, path: str) -> str | None:
    try:
        return _text(root, commit, path)
    except NoCommit:
        return None


def _text(root: Path, commit: str, path: str) -> str:
    return _git(root, "cat-file", "blob", f"{commit}:{path}").decode()


def _tree(root: Path, files: Mapping[str, str], parent: str) -> str:
    """In an index of its own: nobody's half-made work comes along."""
    with TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _git(root, "read-tree", parent, environment=index)
        listed = "".join(f"{_FILE} {_blob(root, text)}\t{path}\0" for path, text in files.items())
        _git(root, "update-index", "-z", "--index-info", told=listed.encode(), environment=index)
        return _git(root, "write-tree", environment=index).decode().strip()


def _blob(root: Path, text: str) -> str:
    return _git(root, "hash-object", "-w", "--stdin", told=text.encode()).decode().strip()


def _git(
    root: Path,
    *arguments: str,
    told: bytes = b"",
    author: Author | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    roles = ("AUTHOR", "COMMITTER") if author else ()
    named = {f"GIT_{role}_NAME": author.name for role in roles if author}
    named |= {f"GIT_{role}_EMAIL": author.email for role in roles if author}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=root, input=told, capture_output=True, check=True, env={**os.environ, **named, **(environment or {})},
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise NoCommit(error.stderr.decode(errors="replace").strip()) from None
    except OSError as error:
        raise NoCommit(str(error)) from None
    return bytes(done.stdout)
