"""A plugin for pytest: as if on another machine, a year later, whose disk lists files in another order."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

_YEAR = 365 * 24 * 3600  # seconds
_list, _scan, _time = os.listdir, os.scandir, time.time


class _Turned:
    """What os.scandir gives, last entry first."""

    def __init__(self, *folder: Any) -> None:
        with _scan(*folder) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: str(entry.name), reverse=True))

    def __enter__(self) -> _Turned:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)

    def close(self) -> None:
        pass


def _listed(*folder: Any) -> list[str]:
    return sorted(_list(*folder), reverse=True)


def _later() -> float:
    return _time() + _YEAR


# Only in a process that is there to collect tests: this module is named on its command line.
vars(os).update(scandir=_Turned, listdir=_listed)
vars(time).update(time=_later)
