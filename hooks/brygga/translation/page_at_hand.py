"""The page that is being made: where it lies, what it had to make do with, and the hard words that it has explained.

It is one value, made for this page and nobody else's. Whoever makes the page holds it at hand meanwhile: what is looked
up and linked then, however deep in macros that all pages share, is this page's, whatever is made at the same time
or in its midst. Where none is at hand, what is looked up is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

from common.localisation.text import Text


class Noted(NamedTuple):
    """Whether a text was still Swedish, whether nobody had read one; ids of words explained."""

    has_fallback: bool = False
    has_unreviewed: bool = False
    explained: tuple[str, ...] = ()


@dataclass
class PageAtHand:
    """Of a page in `language`, at `path` below that language's own root. Texts in other languages that stand there
    beside its own are not `noted`."""

    language: str
    path: str
    noted: Noted = Noted()

    def saw(self, text: Text) -> None:
        if text.is_fallback and not self.noted.has_fallback:
            self.noted = self.noted._replace(has_fallback=True)
        if not text.is_reviewed and not self.noted.has_unreviewed:
            self.noted = self.noted._replace(has_unreviewed=True)

    def explained(self, words: tuple[str, ...]) -> None:
        self.noted = self.noted._replace(explained=words)


_AT_HAND: ContextVar[PageAtHand | None] = ContextVar("page_at_hand", default=None)


@contextmanager
def making_page(language: str, path: str) -> Iterator[PageAtHand]:
    page = PageAtHand(language, path)
    before = _AT_HAND.set(page)
    try:
        yield page
    finally:
        _AT_HAND.reset(before)


def page_at_hand() -> PageAtHand | None:
    return _AT_HAND.get()
