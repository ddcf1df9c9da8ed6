"""What a page is made from, as a short digest: when it has not changed, the page need not be made again.

A page's inputs are what all pages of its language share, and the sessions and places it shows. Sharing too much only
costs time; sharing too little would leave an old page standing, so everything that is not a session or a place is
shared by all. A test compares incremental builds with full ones, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import brygga
from brygga.load.data import Data
from brygga.load.languages import Language
from brygga.model.expand import closures_told
from brygga.model.record import Record
from brygga.model.session import Session
from brygga.translation.catalogue import catalogue_files

_OWN = frozenset({"series", "events", "places", "closures"})  # reach pages only through sessions and places
_SIZE = 12  # bytes


def fingerprint(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=_SIZE).hexdigest()


class Fingerprints:
    """Digests for one build; those of sessions and places are the same in every language."""

    def __init__(self, root: Path, data: Data, languages: Iterable[Language], site_url: str) -> None:
        self._root = root
        self._records = data.records
        shared = [sorted(record.values.items()) for record in data.records if record.kind not in _OWN]
        self._shared = fingerprint(
            _files(root), shared, list(languages), site_url, data.today, data.is_live, data.is_todays
        )
        self._sessions: dict[str, str] = {}

    def shared(self, language: Language) -> str:
        """What all pages of the language are made from."""
        catalogues = [_file(file) for file in catalogue_files(self._root, language.code)]
        return fingerprint(self._shared, language, catalogues)

    def session(self, session: Session) -> str:
        """The session, its records and its places."""
        if session.id not in self._sessions:
            bare = replace(session, record=None, items=())  # type: ignore[arg-type]  # records have no stable repr
            items = [(i.status, i.reason, i.other_day, _values(i.record.values)) for i in session.items]
            places = [self.place(slot.place) for slot in session.promised]
            closures = [_values(closure.values) for closure in closures_told(session, self._records)]
            record = (session.record.kind, session.record.id, _values(session.record.values))
            self._sessions[session.id] = fingerprint(bare, record, items, places, closures)
        return self._sessions[session.id]

    def series(self, listed: Iterable[Record]) -> str:
        """Series as such, for pages that tell of them: they need not have a date yet."""
        return fingerprint([(record.id, _values(record.values)) for record in listed])

    def place(self, place_id: str) -> str:
        return fingerprint(_values(self._records.of("places")[place_id].values))


def _values(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(values.items(), key=lambda item: item[0])


def _files(root: Path) -> list[tuple[str, str]]:
    """Templates, style sheets and pictures, and the code that reads them."""
    folders = [root / "overrides", Path(brygga.__file__).parent]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in _READ]
    return [(file.name, _file(file)) for file in files]


def _file(file: Path) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=_SIZE).hexdigest()


_READ = frozenset({".html", ".css", ".js", ".svg", ".txt", ".xml", ".py", ".yaml"})
