"""What was read from files, for the next build of the same process: `make serve` builds again with each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class FileCache:
    """Results by name, each with the bytes of the files that it was read from."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[list[tuple[Path, bytes]], Any]] = {}

    def reuse(self, name: str, files: Iterable[Path], read: Callable[[], T]) -> T:
        """What `read` makes of the files, as it was the last time when they are still the same byte for byte."""
        now = [(file, file.read_bytes()) for file in sorted(files)]
        if name not in self._read or self._read[name][0] != now:
            self._read[name] = now, read()
        result: T = self._read[name][1]
        return result
