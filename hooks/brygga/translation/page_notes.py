"""What one page had to make do with, and the hard words that it has explained.

Every page has notes of its own, which it hands to its template. Whoever makes the page holds them open meanwhile: what
is looked up then, however deep in macros that all pages share, is written there. When none are open, it is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

from common.localisation.text import Text


class Noted(NamedTuple):
    """Notes as they stand: whether a text was still Swedish, whether nobody had read one; ids of words explained."""

    has_fallback: bool = False
    has_unreviewed: bool = False
    explained: tuple[str, ...] = ()


@dataclass
class PageNotes:
    """Of a page in `language`: texts in others that stand there beside hers are not noted."""

    language: str
    now: Noted = Noted()

    def saw(self, text: Text) -> None:
        if text.is_fallback and not self.now.has_fallback:
            self.now = self.now._replace(has_fallback=True)
        if not text.is_reviewed and not self.now.has_unreviewed:
            self.now = self.now._replace(has_unreviewed=True)

    def explained(self, words: tuple[str, ...]) -> None:
        self.now = self.now._replace(explained=words)


_OPEN: ContextVar[PageNotes | None] = ContextVar("page_notes", default=None)


@contextmanager
def page_notes(language: str) -> Iterator[PageNotes]:
    """The notes of a page that is made here."""
    notes = PageNotes(language)
    before = _OPEN.set(notes)
    try:
        yield notes
    finally:
        _OPEN.reset(before)


def open_notes() -> PageNotes | None:
    return _OPEN.get()
