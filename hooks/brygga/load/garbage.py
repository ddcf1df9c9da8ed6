"""Python looks for garbage each time that much has been made. What a build reads and makes stays until it is done: to
look through it again and again takes a twentieth of the build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks meanwhile; afterwards, who looked before does so again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
