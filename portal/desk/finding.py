"""Records by their names: what somebody looks for, as she would write it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from published.reading import PublishedRow

Spoken = Callable[[str], str]  # a Swedish text → what the reader calls it


def found_rows(
    rows: Iterable[PublishedRow], text: str, said: Spoken, is_read_through: bool = False
) -> list[PublishedRow]:
    """Those in whose name or day, in her language or in Swedish, every word of `text` stands; where a record
    `is_read_through`, in any text of it. Accents and large letters do not matter."""
    words = _plain(text).split()
    searched = ((row, _searched(row, said, row["texts"] if is_read_through else ())) for row in rows)
    return [row for row, found in searched if all(word in found for word in words)]


def in_order(rows: Iterable[PublishedRow], said: Spoken) -> list[PublishedRow]:
    """What has a day first, the latest first; then by name."""
    by_name = sorted(rows, key=lambda row: (_plain(said(row["title"])), row["id"]))
    return sorted(by_name, key=lambda row: row["date"] or "", reverse=True)


def _searched(row: PublishedRow, said: Spoken, texts: Iterable[str]) -> str:
    both = (part for text in (row["title"], *texts) for part in (text, said(text)))
    return _plain(" ".join((*both, row["date"] or "", row["id"])))


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
