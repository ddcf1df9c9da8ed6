"""Typed records and the collection of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from brygga.model.problem import Problem

PUBLIC, MEMBERS = "public", "members"  # audiences: everybody, and the mothers who have signed in


@dataclass(frozen=True, eq=False)
class Record:
    """One checked file. Values are str, int, Decimal, date, time, DayAndHour, or lists of these or of dicts (rows)."""

    kind: str
    id: str
    path: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    sound: bool = True

    def __getitem__(self, name: str) -> Any:
        """The value of a field, None where the editor left it out."""
        return self.values.get(name)

    @property
    def for_members(self) -> bool:
        return bool(self["audience"] == MEMBERS)

    def problem(self, name: str, problem_id: str, **facts: str) -> Problem:
        """A finding on the line of `name` ("date", "changes.0.date"), or on line 1 where that is not written."""
        return Problem(self.path, self.lines.get(name, 1), problem_id, {"field": name.split(".")[-1], **facts})


class Records:
    """All records: by kind, then by id, in the order of their ids."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._kinds: dict[str, dict[str, Record]] = {}
        for record in records:
            self._kinds.setdefault(record.kind, {})[record.id] = record

    def __iter__(self) -> Iterator[Record]:
        for kind in self._kinds.values():
            yield from kind.values()

    def of(self, kind: str) -> Mapping[str, Record]:
        return self._kinds.get(kind, {})

    def sound(self, kind: str) -> Iterator[Record]:
        """Those without a problem of their own: every field that has to be there is there."""
        return (record for record in self.of(kind).values() if record.sound)

    @property
    def site(self) -> Record:
        """data/site.yaml."""
        return self._kinds["site"]["site"]

    @property
    def country(self) -> str:
        """ISO 3166: whose telephone numbers and public holidays are meant."""
        country: str = self.site["country"]
        return country

    @property
    def zone(self) -> ZoneInfo:
        """Whose clock all hours follow; the check has said that there is one."""
        return ZoneInfo(self.site["time_zone"])

    def ordered(self, kind: str) -> list[Record]:
        """By the field `order`, then by id."""
        return sorted(self.of(kind).values(), key=lambda record: (record["order"] or 0, record.id))
