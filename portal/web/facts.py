"""What templates get: facts that are chosen one by one, never a row with all that hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet

Listed = TypeVar("Listed")
ForTemplate = TypeVar("ForTemplate")


def facts(row: object, *names: str) -> dict[str, Any]:
    """What a template may know of `row`."""
    return {name: getattr(row, name) for name in names}


@dataclass(frozen=True)
class Listing(Generic[ForTemplate]):
    """One page of a long list. `count` is of all pages; `newer` and `older` are numbers of pages, or None."""

    rows: list[ForTemplate]
    count: int
    newer: int | None
    older: int | None

    def __iter__(self) -> Iterator[ForTemplate]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def listing(
    everything: Sequence[Listed] | QuerySet[Any], size: int, number: str | None, shown: Callable[[Listed], ForTemplate]
) -> Listing[ForTemplate]:
    """The page `number`, as somebody typed it: the nearest there is. `size` rows stand on each."""
    page = Paginator(everything, size).get_page(number)
    newer = page.previous_page_number() if page.has_previous() else None
    older = page.next_page_number() if page.has_next() else None
    return Listing([shown(row) for row in page], page.paginator.count, newer, older)
