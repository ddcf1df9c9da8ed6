"""A catalogue's text → what calendars in its language say, by the record that it is said of.

As if that were one date more for each record, so that a changed translation is a change of the dates that show it. What
the templates say themselves (statuses, "Ring och fråga") is one more: all dates of the language hear when it changes.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from brygga.model.revisions import EVERY_DATE, DateShown, catalogue_key

CATALOGUES = "data/translations/"
EVENT_TEMPLATES = (  # of a date in a calendar, and what they take in
    *("feeds/summary.txt", "feeds/description.txt"),
    *("form/joined.html", "form/status.html", "light/moves.html"),
)
_RECORD = r"data/(?:closures|events|places|series)/[^/ \n]+\.yaml"
STATUS_WORDS = "hooks/common/statuses.py"  # the words for what has happened; form/status.html held them before
_SOURCE = rf"({_RECORD}|{STATUS_WORDS}|overrides/brygga/(?:{'|'.join(EVENT_TEMPLATES)}))(?=[ \n])"
_LINE = re.compile(rf"^#: (?:.* )?{_SOURCE}.*$", re.MULTILINE)
_SIZE = 9  # bytes


def shown_texts(path: str, content: bytes | None) -> Mapping[str, DateShown]:
    """None where there is no such file (any more). Where a text stands is told by the lines "#: <path>" above it."""
    catalogue = path.removeprefix(CATALOGUES).removesuffix(".po")
    text = (content or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    said = defaultdict[str, set[str]](set)
    for line in _LINE.finditer(text):
        words = _words(text, line.start())
        for source in re.findall(_SOURCE, line[0] + "\n") if words else ():
            said[source if source.startswith("data/") else EVERY_DATE].add(words)
    return {catalogue_key(catalogue, source): _shown(words) for source, words in said.items()}


def _words(text: str, position: int) -> str:
    """Of the message that has a comment at `position`; "" while it waits for an editor and nobody sees it."""
    begin, end = text.rfind("\n\n", 0, position), text.find("\n\n", position)
    notes, _, words = text[max(begin, 0) : None if end == -1 else end].partition("\nmsg")
    return "" if re.search("^#,.*fuzzy", notes, re.MULTILINE) else words.rstrip("\n")


def _shown(words: set[str]) -> DateShown:
    digest = hashlib.blake2b("\0".join(sorted(words)).encode(), digest_size=_SIZE)
    return DateShown(digest.hexdigest(), date.max, False, 0)
