"""A file of the site, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class MadeFrom(NamedTuple):
    """Often of several pages, whose digest is found once."""

    fingerprint: Callable[[], str]
    shows: int


@dataclass(frozen=True)
class Output:
    """A file of the site: its path below the site's folder, and its content, made when it is asked for.

    `made_from` is a digest of all that the content is made from, found when it is asked for; None when it has to be
    made each time. It `shows` that many sessions and places.
    """

    path: str
    source: bytes | Callable[[], bytes]
    made_from: str | Callable[[], str] | None = None
    shows: int = 0

    @cached_property
    def inputs(self) -> str | None:
        return self.made_from() if callable(self.made_from) else self.made_from

    @property
    def content(self) -> bytes:
        return self.source() if callable(self.source) else self.source
