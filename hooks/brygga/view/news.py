"""What is new: from the records' own days of announcement, and from the history of the texts.

One list for the page, for the Atom feed and for the portal. It is made from what its readers may see, and from nothing
else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from typing import Any

from brygga.history.texts import MEMORY
from brygga.load.data import Data
from brygga.model.expand import covers
from brygga.model.record import Record
from brygga.model.session import Change, Slot, session_id
from brygga.view.member_events import iso_hour
from brygga.view.reader import Reader
from common.localisation.text import Text
from common.statuses import ASK, CANCELLED, CLOSED, MOVED, NEW

MOST_ENTRIES = 50  # entries


@dataclass(frozen=True)
class NewsEntry:
    """`told` is the day it was told, `day` the date that it is about, `last_day` the end of a closure.

    What a date was moved to is new: day, hours (start and end) and the id of the place, those that are others now; so
    are the hours and the place that an extra date has of its own. A closure names its `places`, when it is not for all.
    Texts are Swedish; `is_name` marks a title that is the same in all languages. `url` is an address below a language's
    root, "" when no page tells more.
    """

    told: date
    kind: str
    title: str
    detail: str
    url: str
    day: date | None = None
    last_day: date | None = None
    new_day: date | None = None
    new_hours: tuple[time, time | None] | None = None
    new_place: str | None = None
    places: tuple[str, ...] = ()
    is_name: bool = False
    for_members: bool = False

    def about(self, url: str, day: date | None = None) -> NewsEntry:
        return replace(self, url=url, day=day)

    @cached_property
    def key(self) -> str:
        """What a phone remembers it by, and its anchor on the page. A detail that is put better is no further entry."""
        parts = (self.told, self.kind, self.title, self.url, self.day)
        return f"n{hashlib.blake2b(repr(parts).encode(), digest_size=4).hexdigest()}"


def entries(data: Data, edited: Iterable[NewsEntry]) -> list[NewsEntry]:
    """The latest ones as of the data's day, newest first; what the programme shows already, too."""
    found = {entry.key: entry for source in _SOURCES for entry in source(data)} | {one.key: one for one in edited}
    recent = [entry for entry in found.values() if entry.told >= data.today - MEMORY]
    recent.sort(key=lambda entry: (entry.day or date.min, entry.url, entry.kind))
    return sorted(recent, key=lambda entry: entry.told, reverse=True)[:MOST_ENTRIES]


def news_json(listed: Iterable[NewsEntry]) -> list[dict[str, Any]]:
    return [
        {
            "key": entry.key,
            "date": entry.told.isoformat(),
            "kind": entry.kind,
            "title": entry.title,
            "detail": entry.detail,
            "url": entry.url,
            **{name: _iso(getattr(entry, name)) for name in ("day", "last_day", "new_day")},
            "new_hours": [iso_hour(moment) for moment in entry.new_hours] if entry.new_hours else None,
            "new_place": entry.new_place,
            "places": list(entry.places),
        }
        for entry in listed
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _series(data: Data) -> Iterator[NewsEntry]:
    for series in data.records.of("series").values():
        yield _entry(series, data.records.site["published"], NEW, series["summary"]).about(f"cafe/{series['place']}/")
        for row in series["extra"] or ():
            address = _address(data, f"{series.id}/{row['date']}")
            entry = _entry(series, row["announced"], NEW, row.get("reason")).about(address, row["date"])
            hours = (row["start"], row.get("end")) if row.get("start") else None
            yield replace(entry, new_hours=hours, new_place=row.get("place"))


def _events(data: Data) -> Iterator[NewsEntry]:
    for event in data.records.of("events").values():
        announced = event["announced"] or data.records.site["published"]
        address = _address(data, session_id(event, event["date"]))
        yield _entry(event, announced, NEW, event["summary"]).about(address, event["date"])


def _changes(data: Data) -> Iterator[NewsEntry]:
    sessions = {session.id: session for session in data.sessions}
    for record in (record for kind in ("series", "events") for record in data.records.of(kind).values()):
        for row in record["changes"] or ():
            meeting = session_id(record, row["date"])
            told, kind, reason = row["announced"], row["status"], row["reason"]
            entry = _entry(record, told, kind, reason).about(_address(data, meeting), row["date"])
            if kind == MOVED and meeting in sessions:
                entry = _moved(entry, sessions[meeting].planned, Change.of(row))
            if record["series"] and (there := sessions.get(session_id(record, entry.new_day or row["date"]))):
                # The date that a guest was moved to may have been moved itself.
                entry = replace(entry, new_day=there.actual.date if entry.new_day else None)
            yield entry


def _moved(entry: NewsEntry, planned: Slot, change: Change) -> NewsEntry:
    new = planned.moved_by(change)
    hours = (new.start, new.end) if new.start else None
    return replace(
        entry,
        new_day=new.date if new.date != planned.date else None,
        new_hours=hours if hours != (planned.start, planned.end) else None,
        new_place=new.place if new.place != planned.place else None,
    )


def _closures(data: Data) -> Iterator[NewsEntry]:
    """Those that meet a date: others close nothing."""
    for closure in data.records.of("closures").values():
        told = (one for one in data.sessions if one.record.for_members or not closure.for_members)
        if any(covers(closure, session.actual) for session in told):
            kind = CLOSED if closure["effect"] == CLOSED else ASK
            entry = _entry(closure, closure["announced"], kind, None).about("program/", closure["first_day"])
            yield replace(entry, last_day=closure["last_day"], places=tuple(closure["places"] or ()))


def _requests(data: Data) -> Iterator[NewsEntry]:
    """The portal's board tells more of them, no page of the site."""
    for request in data.records.of("requests").values():
        kind, detail = (CANCELLED, "reason") if request["status"] == CANCELLED else (NEW, "summary")
        yield _entry(request, request["announced"], kind, request[detail]).about("", request["date"])


_SOURCES = (_series, _events, _changes, _closures, _requests)


def _entry(record: Record, told: date, kind: str, detail: str | None) -> NewsEntry:
    return NewsEntry(told, kind, record["title"], detail or "", url="", for_members=record.for_members)


def _address(data: Data, meeting: str) -> str:
    """The date's page; the programme where the date is too far away to have one."""
    return f"program/{meeting}/" if meeting in data.session_ids else "program/"


class NewsView:
    """An entry for one reader."""

    def __init__(self, entry: NewsEntry, reader: Reader) -> None:
        self.entry = entry
        self._reader = reader

    @property
    def title(self) -> Text | str:
        return self.entry.title if self.entry.is_name else self._reader.translate(self.entry.title)

    @property
    def detail(self) -> Text | None:
        return self._reader.translate(self.entry.detail) if self.entry.detail else None

    @property
    def new_place(self) -> Text | None:
        return self._place(self.entry.new_place) if self.entry.new_place else None

    @property
    def places(self) -> list[Text]:
        return [self._place(place_id) for place_id in self.entry.places]

    def _place(self, place_id: str) -> Text:
        title: Text = self._reader.record("places", place_id)["title"]
        return title
