"""The publication in force. A new build is noticed at the next request; the portal need not be restarted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings

from common.contract import DESK, PORTAL
from published.known import read_known
from published.reading import read_published

Read = TypeVar("Read")


class Current(Generic[Read]):
    """What `read` makes of the publication's folder: kept until its file `name` is a newer one."""

    def __init__(self, name: str, read: Callable[[Path], Read]) -> None:
        self._name, self._read = name, read
        self._kept: dict[Path, tuple[int, Read]] = {}

    def __call__(self) -> Read:
        """Raises NotPublished."""
        folder: Path = settings.PUBLISHED
        try:
            stamp = (folder / self._name).stat().st_mtime_ns
        except OSError:
            stamp = 0
        if folder not in self._kept or self._kept[folder][0] != stamp:
            self._kept[folder] = stamp, self._read(folder)
        return self._kept[folder][1]


published = Current(PORTAL.file, read_published)
known = Current(DESK.file, read_known)
