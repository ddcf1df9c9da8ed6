"""A project as it would be with some files changed, in a folder of its own, with the same history."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from brygga.history.git import git
from brygga.load.whole_file import write_whole
from editing.edits import Files

_FOLDERS = ("data", "docs", "overrides")
# The site is built by the first, and the second has texts of its own. What was worked out before, of git's history and
# of templates, is as true there: a draft has the same of both.
_SHARED = ("hooks", "portal", ".cache")
_DRAFTS = Path(".cache/drafts")
_LEFT_FOR = 3600  # seconds: no order takes so long
_BEING_WRITTEN = shutil.ignore_patterns(".*.new")  # by somebody else, and gone in a moment


@contextmanager
def draft(root: Path, files: Files) -> Iterator[Path]:
    """The folder, as long as it is needed. Nothing of `root` is changed."""
    drafts = root / _DRAFTS
    drafts.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=drafts) as name:
        _sweep(drafts, Path(name).stat().st_mtime)
        folder = Path(name) / "project"
        folder.mkdir()
        for part in _FOLDERS:
            if (root / part).is_dir():
                shutil.copytree(root / part, folder / part, symlinks=True, ignore=_BEING_WRITTEN, copy_function=_alike)
        for part in _SHARED:
            if (root / part).is_dir():
                (folder / part).symlink_to((root / part).resolve(), target_is_directory=True)
        for settings in root.glob("mkdocs*.yml"):
            shutil.copy(settings, folder)
        _share_history(root, folder)
        write_files(folder, files)
        yield folder


def _alike(file: str, copied: str) -> None:
    """The same file under another name, where the disk can: whatever is written here takes its place as a whole."""
    try:
        os.link(file, copied)
    except OSError:
        shutil.copy2(file, copied)


def _sweep(drafts: Path, now: float) -> None:
    """What a killed process left. `now`: seconds, by the disk's clock."""
    for left in drafts.iterdir():
        with suppress(FileNotFoundError):  # its owner has just taken it away
            if now - left.stat().st_mtime > _LEFT_FOR:
                shutil.rmtree(left, ignore_errors=True)


def write_files(root: Path, files: Files) -> None:
    """Each of them whole, or as it was."""
    for path, text in files.items():
        file = root / path
        if text is None:
            file.unlink(missing_ok=True)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode())


def _share_history(root: Path, folder: Path) -> None:
    """Where the project is a folder of git's own, not one inside it."""
    top = git(root, "rev-parse", "--show-toplevel")
    where = git(root, "rev-parse", "--absolute-git-dir")
    if top and where and Path(top.decode().strip()) == root.resolve():
        (folder / ".git").write_text(f"gitdir: {where.decode().strip()}\n", "utf-8")
