"""Records by their names: what somebody looks for, as she would write it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from published.reading import PublishedRow

Spoken = Callable[[str], str]  # a Swedish text → what the reader calls it


def found_rows(rows: Iterable[PublishedRow], text: str, said: Spoken) -> list[PublishedRow]:
    """Those in whose name, in her language or in Swedish, every word of `text` stands; or in its day. Accents and large
    letters do not matter."""
    words = _plain(text).split()
    return [row for row in rows if all(word in _searched(row, said) for word in words)]


def in_order(rows: Iterable[PublishedRow], said: Spoken) -> list[PublishedRow]:
    """What has a day first, the latest first; then by name."""
    by_name = sorted(rows, key=lambda row: (_plain(said(row["title"])), row["id"]))
    return sorted(by_name, key=lambda row: row["date"] or "", reverse=True)


def _searched(row: PublishedRow, said: Spoken) -> str:
    return _plain(" ".join((row["title"], said(row["title"]), row["date"] or "", row["id"])))


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
