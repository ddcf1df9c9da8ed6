"""Templates, compiled once: what Jinja makes of them is kept beside the project and for the whole process.

Compiling takes longer than making a small site's pages. Where it lies does not count: a draft of a project has the same
templates as the project.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError
from types import CodeType

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from brygga.render import fragments

_FOLDER = Path(".cache/templates")
# Jinja looks at a template's text, and at Python's version. What else decides what it is compiled to:
_MADE_BY = sha256(f"{jinja2.__version__} {Path(fragments.__file__).read_text('utf-8')}".encode()).hexdigest()
_known: dict[tuple[str, str], CodeType] = {}  # (key, digest of its text) → compiled


class CompiledTemplates(FileSystemBytecodeCache):
    """Of the project at `root`. Where nothing can be written there, it remembers as long as the process lives."""

    def __init__(self, root: Path) -> None:
        super().__init__(str(root / _FOLDER), f"{_MADE_BY[:16]}-%s")
        with suppress(OSError):
            (root / _FOLDER).mkdir(parents=True, exist_ok=True)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  # wherever it lies
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _known.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            try:
                super().load_bytecode(bucket)
            except (OSError, EOFError, ValueError, UnpicklingError):  # cut, or not to be read: compiled anew
                bucket.reset()
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        with suppress(OSError):
            super().dump_bytecode(bucket)

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            _known[bucket.key, bucket.checksum] = bucket.code
