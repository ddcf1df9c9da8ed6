"""What was read from files, for the next build of the same process: `make serve` builds again with each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_NAMED = 3  # the last parts of a path, which are the same in every draft of a project: data/translations/ar.po


class FileCache:
    """Results by name, each with what it was made from: the bytes of files."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, Any]] = {}

    def reuse(self, name: str, files: Iterable[Path], read: Callable[[], T]) -> T:
        """What `read` makes of the files, as it was the last time when they are still the same byte for byte: also
        where they lie elsewhere now, in a draft of the project."""
        listed = sorted(files)
        return self.unless_changed(name, [(file.parts[-_NAMED:], file.read_bytes()) for file in listed], read)

    def unless_changed(self, name: str, origin: object, make: Callable[[], T]) -> T:
        """What `make` makes of the `origin`, as it was the last time when that is still equal."""
        if name not in self._made or self._made[name][0] != origin:
            self._made[name] = origin, make()
        result: T = self._made[name][1]
        return result
