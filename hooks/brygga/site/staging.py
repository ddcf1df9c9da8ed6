"""Where a build is made, apart from everything that is served, and how its sites take the places of the old ones.

    .cache/build.lock     held as long as a build is at work; the system lets go of it when the process ends, however
    .cache/build-xxxx/    of one build: making/ while it is made, ready/ when all of it is whole, old/ what it replaced

Nothing that is served is touched before making/ has become ready/. Who is killed before that leaves a folder that the
next build throws away; who is killed after it, one that the next build brings to its end.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

MAKING, _READY, _OLD = "making", "ready", "old"
_CACHE, _PREFIX = ".cache", "build-"


class Busy(Exception):
    """Another build is at work in this project."""


class NoFolder(Exception):
    """A site's place is taken by something that cannot be replaced as a folder: a file, a link, another disk."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@contextmanager
def locked(root: Path, wait: bool = False) -> Iterator[None]:
    """Keeps other builds of the project away. Raises Busy when one is at work and `wait` is false, or OSError."""
    (root / _CACHE).mkdir(exist_ok=True)
    with (root / _CACHE / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy from None
        yield


@contextmanager
def staging(root: Path, names: Iterable[str]) -> Iterator[Path]:
    """A folder of this build's own, which is gone afterwards, whatever happens. The project has to be locked.

    `names` are the folders that will be replaced. Raises NoFolder where one of them cannot be.
    """
    for left in (root / _CACHE).glob(f"{_PREFIX}*"):
        _finish(root, left)
    for name in names:
        if not _replaceable(root / name):
            raise NoFolder(name)
    folder = Path(mkdtemp(prefix=_PREFIX, dir=root / _CACHE))
    try:
        (folder / MAKING).mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(root: Path, folder: Path) -> None:
    """Everything in making/ takes its place below the root. Raises OSError, and then all old ones are back."""
    (folder / MAKING).rename(folder / _READY)
    _take_places(root, folder)


def _replaceable(place: Path) -> bool:
    if place.is_symlink() or os.path.ismount(place):
        return False
    return place.is_dir() or not place.exists()


def _finish(root: Path, left: Path) -> None:
    """What a killed build had whole comes to its end, or its old sites come back; the rest goes."""
    if (left / _READY).exists():
        _take_places(root, left)
    shutil.rmtree(left, ignore_errors=True)


def _take_places(root: Path, folder: Path) -> None:
    names = sorted(os.listdir(folder / _READY))
    (folder / _OLD).mkdir(exist_ok=True)
    try:
        for name in names:
            if (root / name).exists():
                (root / name).rename(folder / _OLD / name)
            (folder / _READY / name).rename(root / name)
    except OSError:
        _put_back(root, folder, names)
        raise


def _put_back(root: Path, folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if not (folder / _READY / name).exists():
            (root / name).rename(folder / _READY / name)
        if (folder / _OLD / name).exists():
            (folder / _OLD / name).rename(root / name)
