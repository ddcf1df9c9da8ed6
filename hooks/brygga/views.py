"""Records and sessions as one reader sees them: in her language, relative to today. Templates get nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup

from brygga.catalogue import Catalogue
from brygga.data import Data
from brygga.glossary import Glossary
from brygga.languages import Language
from brygga.marks import tel
from brygga.model import MOVED, SCHEDULED, Item, Session, Slot
from brygga.recordings import Recordings, published_path
from brygga.records import MEMBERS, Record
from brygga.schema import Field
from brygga.translate import Text, Translator
from brygga.words import Words, isolated

# Facts a visitor asks about, in the order she asks; the words for their answers stand in facts.html.
SESSION_FACTS = ("children", "women_only", "free", "drop_in", "fika")
PLACE_FACTS = ("step_free", "pram")


class LocalRecord:
    """A record whose texts come in the reader's language: record["title"] or, in a template, record.title."""

    def __init__(
        self, record: Record, fields: Mapping[str, Field], translate: Translator, recordings: Recordings
    ) -> None:
        self.record = record
        self.id = record.id
        self._fields = fields
        self._translate = translate
        self._recordings = recordings

    def __getitem__(self, name: str) -> Any:
        value = self.record[name]
        if value is None or name not in self._fields or not self._fields[name].translate:
            return value
        return [self._translate(item) for item in value] if isinstance(value, list) else self._translate(value)

    @property
    def phone_html(self) -> Markup:
        return isolated(self.record["phone"])

    @property
    def phone_url(self) -> str:
        return tel(self.record["phone"])

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
    def is_checked(self) -> bool:
        return self.record["checked"] is not None


@dataclass(frozen=True)
class ItemView:
    """A guest or theme of a session. `other_day` is where it was moved to (or, when scheduled, came from)."""

    record: LocalRecord
    status: str
    reason: Text | None
    other_day: date | None


class SessionView:
    """One dated meeting for one reader."""

    def __init__(self, session: Session, reader: Reader) -> None:
        self.session = session
        self.reader = reader
        self.id = session.id
        self.status = session.status
        self.record = reader.local(session.record)
        self.items = [self._item(item) for item in session.items]
        self.path = f"program/{session.id}/"

    def _item(self, item: Item) -> ItemView:
        reason = self.reader.translate(item.reason) if item.reason else None
        return ItemView(self.reader.local(item.record), item.status, reason, item.other_day)

    @property
    def title(self) -> Text:
        title: Text = self.record["title"]
        return title

    @property
    def planned(self) -> Slot:
        return self.session.planned

    @property
    def actual(self) -> Slot:
        return self.session.actual

    @cached_property
    def place(self) -> LocalRecord:
        return self.reader.record("places", self.actual.place)

    @property
    def place_in_title(self) -> bool:
        """Whether the name alone says where: "Multicafé Närlunda" at Multicafé Närlunda."""
        name = self.session.record["title"]
        return not self.is_new_place and str(self.place["title"]).startswith(name)

    @property
    def reason(self) -> Text | None:
        return self.reader.translate(self.session.reason) if self.session.reason else None

    @property
    def extra_reason(self) -> Text | None:
        """Why there is an extra meeting that day."""
        for row in self.session.record["extra"] or ():
            if row["date"] == self.planned.date and row.get("reason"):
                return self.reader.translate(row["reason"])
        return None

    @property
    def notice(self) -> Text | None:
        return self.reader.translate(self.session.notice) if self.session.notice else None

    @property
    def takes_place(self) -> bool:
        return self.session.takes_place

    @property
    def is_over(self) -> bool:
        return self.actual.date < self.reader.today

    @property
    def is_new_day(self) -> bool:
        return self.status == MOVED and self.actual.date != self.planned.date

    @property
    def is_new_place(self) -> bool:
        return self.actual.place != self.planned.place

    @cached_property
    def live_items(self) -> list[ItemView]:
        return [item for item in self.items if item.status == SCHEDULED]

    @property
    def records(self) -> list[LocalRecord]:
        """All that the date is made of: its own record and those of its guests."""
        return [self.record, *(item.record for item in self.items)]

    @cached_property
    def activity_ids(self) -> tuple[str, ...]:
        """What is on that day: of the session itself and of its guests."""
        records = [self.record.record, *(item.record.record for item in self.live_items)]
        return tuple(dict.fromkeys(name for record in records for name in record["activities"] or ()))

    @property
    def activities(self) -> list[LocalRecord]:
        own = (self.reader.record("activities", name) for name in self.activity_ids)
        return sorted(own, key=lambda record: record["order"])

    def fact(self, name: str) -> Any:
        """A practical fact of that date: a guest's own answer wins over the series'."""
        for item in self.live_items:
            if item.record[name] is not None:
                return item.record[name]
        return self.record[name]

    @cached_property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """(name, answer) of what is known."""
        place = self.place
        answers = [(name, self.fact(name)) for name in SESSION_FACTS] + [(name, place[name]) for name in PLACE_FACTS]
        return tuple((name, answer) for name, answer in answers if answer not in (None, "unknown"))

    @cached_property
    def unknown_facts(self) -> tuple[str, ...]:
        """Names of what nobody has told us. Unknown is never shown as no."""
        known = {name for name, _ in self.facts}
        names = tuple(name for name in (*SESSION_FACTS, *PLACE_FACTS) if name not in known)
        return names if self.place["street"] else ("address", *names)

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Languages that are spoken there, in the reader's words."""
        return tuple(self.reader.words.language_name(code) for code in self.fact("languages") or ())


class Notes(NamedTuple):
    """What the page at hand had to make do with, and the words that it has explained."""

    has_fallback: bool = False
    has_unreviewed: bool = False
    explained: tuple[str, ...] = ()


class Reader:
    """The whole site in one language, as of one day."""

    def __init__(self, data: Data, language: Language, catalogue: Catalogue) -> None:
        self.data = data
        self.language = language
        self.today = data.today
        self.for_members = data.audience == MEMBERS
        self.translate = Translator(language, catalogue)
        self.words = Words(language)
        self.glossary = Glossary(data.records.of("glossary").values())
        self.site = self.local(data.records.site)

    @cached_property
    def sessions(self) -> list[SessionView]:
        """Made where they are needed first: each process of a build makes those of its own languages."""
        return [SessionView(session, self) for session in self.data.sessions]

    @cached_property
    def _by_record(self) -> Mapping[str, list[SessionView]]:
        grouped = defaultdict(list)
        for session in self.sessions:
            grouped[session.session.record.path].append(session)
        return grouped

    def start_page(self) -> None:
        """Forgets what the page before had to make do with and explained."""
        self.notes = Notes()

    @property
    def notes(self) -> Notes:
        return Notes(self.translate.has_fallback, self.translate.has_unreviewed, tuple(self.glossary.used))

    @notes.setter
    def notes(self, notes: Notes) -> None:
        self.translate.has_fallback, self.translate.has_unreviewed, used = notes
        self.glossary.used = list(used)

    @property
    def explained(self) -> list[LocalRecord]:
        """The hard words that the page has used so far."""
        return [self.record("glossary", record_id) for record_id in self.glossary.used]

    @property
    def spoken_languages(self) -> list[str]:
        """Codes of the languages that are spoken somewhere on a coming date, in the order of the site's own."""
        return list(dict.fromkeys(code for session in self.coming for code in session.fact("languages") or ()))

    def local(self, record: Record) -> LocalRecord:
        return LocalRecord(record, self.data.schemas[record.kind].fields, self.translate, self.data.recordings)

    def record(self, kind: str, record_id: str) -> LocalRecord:
        return self.local(self.data.records.of(kind)[record_id])

    def ordered(self, kind: str) -> list[LocalRecord]:
        return [self.local(record) for record in self.data.records.ordered(kind)]

    @cached_property
    def forms(self) -> dict[str, LocalRecord]:
        """Forms that this site shows, by id, in the editors' order."""
        return {record.id: self.local(record) for record in self.data.records.ordered("forms")}

    def of_place(self, place_id: str) -> list[SessionView]:
        return [s for s in self.sessions if place_id in (s.actual.place, s.planned.place)]

    def others_of(self, session: SessionView) -> list[SessionView]:
        """The coming dates of the same series."""
        own = self._by_record[session.session.record.path]
        return [other for other in own if other is not session and not other.is_over]

    def series_of_place(self, place_id: str) -> list[LocalRecord]:
        return [series for series in self.ordered("series") if series["place"] == place_id]

    def is_near(self, day: date) -> str:
        """ "today", "tomorrow" or ""."""
        return {0: "today", 1: "tomorrow"}.get((day - self.today).days, "")

    @property
    def coming(self) -> list[SessionView]:
        """From today on, also what is cancelled or postponed; dates that are over are gone."""
        return [session for session in self.sessions if not session.is_over]

    @property
    def next(self) -> SessionView | None:
        """The first one that will take place."""
        return next((session for session in self.coming if session.takes_place), None)
