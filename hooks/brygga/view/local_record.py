"""A record as one reader sees it: its texts in her language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from brygga.load.recordings import Recordings, published_path
from brygga.load.schema import Schema
from brygga.model.record import Record
from brygga.model.session_facts import Origin, origin_of
from brygga.translation.translate import PageTranslator
from brygga.translation.words import isolated
from common.localisation.text import Text


class LocalRecord:
    """A record whose texts come in the reader's language: record["title"] or, in a template, record.title."""

    def __init__(
        self,
        record: Record,
        schemas: Mapping[str, Schema],
        translate: PageTranslator,
        recordings: Recordings,
    ) -> None:
        self.record = record
        self.id = record.id
        self._schemas = schemas
        self._fields, self._texts = schemas[record.kind].fields, schemas[record.kind].texts
        self._translate = translate
        self._recordings = recordings

    def __getitem__(self, name: str) -> Any:
        """None where the editor left it out. Raises KeyError for a name that no kind of record has: a template that is
        misspelt says so."""
        value = self.record.values.get(name)
        if value is None:
            if name not in self._fields and not any(name in schema.fields for schema in self._schemas.values()):
                raise KeyError(name)
            return None
        if name not in self._texts:
            return value
        return [self._translate(item) for item in value] if isinstance(value, list) else self._translate(value)

    @property
    def swedish_title(self) -> str:
        """As signs and letters have it."""
        return self._translate.language.words.in_swedish.fill(self.record["title"])

    @property
    def phone_html(self) -> Markup:
        return isolated(self.record["phone"])

    @property
    def recording(self) -> str | None:
        """Where a recording in the reader's own language lies, if there is one."""
        code = self._translate.language.code
        name = self.record["audio"]
        return published_path(name, code) if code in self._recordings.get(name or "", {}) else None

    @property
    def personal(self) -> list[Text]:
        """Of a form: the questions whose answers may say who somebody is."""
        return [self._translate(field["title"]) for field in self["fields"] if field.get("personal") == "yes"]

    @property
    def for_members(self) -> bool:
        return self.record.for_members

    @property
    def origin(self) -> Origin:
        return origin_of(self.record)

    @property
    def is_checked(self) -> bool:
        return self.record["checked"] is not None


def origins(records: Iterable[LocalRecord]) -> tuple[Origin, ...]:
    """Where they are known from."""
    return tuple(record.origin for record in records)
