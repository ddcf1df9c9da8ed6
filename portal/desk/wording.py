"""What the check says, as somebody reads it who has never seen a file: fields by what they are called in forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from published.current import known
from published.reading import PublishedRow
from web.reader import PortalReader

_NAMED = re.compile(r'"([a-z_]+)"')


def in_words(message: str, kind: str, reader: PortalReader) -> str:
    """'"new_date" är …' → '"Ny dag" är …', for a finding in a record of that kind."""
    shape = known().kinds.get(kind)
    titles = dict(_titles(shape["fields"])) if shape else {}
    return _NAMED.sub(lambda name: f'"{reader.plain(titles[name[1]])}"' if name[1] in titles else name[0], message)


def _titles(fields: Iterable[PublishedRow]) -> Iterator[tuple[str, str]]:
    """Also of what stands in rows; the record's own come last, and count."""
    for one in fields:
        yield from _titles(one["rows"] or ())
    yield from ((one["name"], one["title"]) for one in fields)
