"""Files as they are to be → one commit on the branch that is checked out, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from brygga.load.whole_file import write_whole
from editing.draft import write_files
from editing.edits import Files
from editing.git import Locked, NoCommit, Overtaken, ask, ask_bytes

_FILE, _PROGRAM = "100644", "100755"
_GONE = f"0 {'0' * 40}"


def head_of(root: Path) -> str:
    """The commit that is checked out. Raises NoCommit where there is none."""
    return ask(root, "rev-parse", "--verify", "HEAD^{commit}")


def branch_of(root: Path) -> str:
    """The branch that is checked out, as refs/heads/main. Raises NoCommit where there is none."""
    return ask(root, "symbolic-ref", "-q", "HEAD")


def make_commit(root: Path, tree: str, parents: Iterable[str], names: Mapping[str, str], message: str) -> str:
    """The id of a commit that no branch has yet; `names` are those of its author and of who brings it."""
    words = [word for parent in parents for word in ("-p", parent)]
    return ask(root, "commit-tree", tree, *words, "-F", "-", told=message.encode(), environment=names)


def move_branch(root: Path, files: Files, parent: str, made: str) -> None:
    """From `parent` to `made`, which has the `files`. Raises Overtaken, and NoCommit."""
    try:
        ask(root, "update-ref", branch_of(root), made, parent)
    except Locked:
        raise
    except NoCommit as refused:
        raise Overtaken(str(refused)) if head_of(root) != parent else refused from None
    bring_files(root, files)


def bring_files(root: Path, files: Files) -> None:
    """Puts what was committed into the project's folder and into git's index of it."""
    write_files(root, files)
    _indexed(root, files)


def _indexed(root: Path, paths: Iterable[str]) -> None:
    told = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    ask(root, "update-index", "--add", "--remove", "-z", "--stdin", told=told)


def bring_between(root: Path, old: str, new: str) -> None:
    """Puts what differs between two commits into the folder and the index, where a file lies as one of them has it, or
    one on the way. What somebody has changed since is hers and stays."""
    brought = []
    for path in _paths_on_the_way(root, old, new):
        content = bytes_at(root, new, path)
        if _lies(root, path) in (content, bytes_at(root, old, path)) or _lay_on_the_way(root, path, old, new):
            _put(root / path, content, mode_at(root, new, path))
            brought.append(path)
    _indexed(root, brought)


def _paths_on_the_way(root: Path, old: str, new: str) -> list[str]:
    """Also of files that were changed and changed back: somebody may have been stopped in between."""
    listed = ask_bytes(root, "log", "-m", "--format=", "--name-only", "-z", "--no-renames", f"{old}..{new}")
    on_the_way = listed.decode("utf-8", "surrogateescape").split("\0")
    return sorted({*paths_between(root, old, new), *(path.strip("\n") for path in on_the_way)} - {""})


def _lay_on_the_way(root: Path, path: str, old: str, new: str) -> bool:
    lying = _lies(root, path)
    commits = ask(root, "rev-list", f"{old}..{new}", "--", path).split()
    return any(bytes_at(root, commit, path) == lying for commit in commits)


def _put(file: Path, content: bytes | None, mode: str) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content)
    if mode == _PROGRAM:
        file.chmod(0o755)


def paths_between(root: Path, old: str, new: str) -> list[str]:
    listed = ask_bytes(root, "diff", "--name-only", "-z", "--no-renames", old, new).decode("utf-8", "surrogateescape")
    return [path for path in listed.split("\0") if path]


def text_at(root: Path, commit: str, path: str) -> str | None:
    """What stands in the file after that commit; None where there is none. Raises NoCommit where it is no text."""
    content = bytes_at(root, commit, path)
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        raise NoCommit(path) from None


def bytes_at(root: Path, commit: str, path: str) -> bytes | None:
    try:
        return ask_bytes(root, "cat-file", "blob", f"{commit}:{path}")
    except NoCommit:
        return None


def last_text(root: Path, path: str) -> str | None:
    """What stood in a file before it was taken away; None where it never was there. Raises NoCommit."""
    commits = ask(root, "log", "--diff-filter=D", "--no-renames", "--max-count=1", "--format=%H", "HEAD", "--", path)
    return text_at(root, f"{commits}^", path) if commits else None


def mode_at(root: Path, commit: str, path: str) -> str:
    """As git has it: 100644, 100755 for a program; "" where there is no such file."""
    return ask(root, "ls-tree", commit, "--", path)[: len(_FILE)]


def _lies(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def tree_of(root: Path, files: Files, parent: str) -> str:
    """That of a commit with other files, made in an index of its own: nobody's half-made work comes along."""
    with TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        ask(root, "read-tree", parent, environment=index)
        listed = "".join(f"{_entry(root, text)}\t{path}\0" for path, text in files.items())
        ask(root, "update-index", "-z", "--index-info", told=listed.encode(), environment=index)
        return ask(root, "write-tree", environment=index)


def _entry(root: Path, text: str | None) -> str:
    if text is None:
        return _GONE
    return f"{_FILE} {ask(root, 'hash-object', '-w', '--stdin', told=text.encode())}"
