"""Records and sessions as one reader sees them: in her language, relative to today. Templates get nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, time
from functools import cached_property

from brygga.load.data import Data
from brygga.load.languages import Language
from brygga.load.phone import tel
from brygga.model.record import MEMBERS, Record
from brygga.model.session import Slot
from brygga.translation.catalogue import Catalogue
from brygga.translation.translate import PageTranslator
from brygga.translation.words import Words
from brygga.view.glossary import Glossary
from brygga.view.local_record import LocalRecord
from brygga.view.session_view import SessionView


class Reader:
    """The whole site in one language, as of one day."""

    def __init__(self, data: Data, language: Language, catalogue: Catalogue) -> None:
        self.data = data
        self.language = language
        self.today = data.today
        self.for_members = data.audience == MEMBERS
        self.translate = PageTranslator(language, catalogue)
        self.words = Words(language, data.today)
        self._when: dict[tuple[str, time | None, time | None], str] = {}
        self._local: dict[Record, LocalRecord] = {}  # the same places and activities stand on page after page
        self.glossary = Glossary(data.records.of("glossary").values(), self.translate, language)
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

    @property
    def spoken_languages(self) -> list[str]:
        """Codes of the languages that are spoken somewhere on a coming date, in the order of the site's own."""
        return list(dict.fromkeys(code for session in self.coming for code in session.languages))

    def local(self, record: Record) -> LocalRecord:
        if record not in self._local:
            self._local[record] = LocalRecord(record, self.data.schemas, self.translate, self.data.recordings)
        return self._local[record]

    def record(self, kind: str, record_id: str) -> LocalRecord:
        return self.local(self.data.records.of(kind)[record_id])

    def ordered(self, kind: str) -> list[LocalRecord]:
        return [self.local(record) for record in self.data.records.ordered(kind)]

    @cached_property
    def forms(self) -> dict[str, LocalRecord]:
        """Forms that this site shows, by id, in the editors' order."""
        return {record.id: self.local(record) for record in self.data.records.ordered("forms")}

    def when(self, slot: Slot) -> str:
        """tisdag 5 mars 2019, kl. 13–16"""
        return self._at(self.words.day_and_year(slot.date), slot)

    def when_and_where(self, slot: Slot) -> str:
        """tisdag 5 mars, kl. 13–16, Café Torget"""
        when = self._at(self.words.day(slot.date), slot)
        return str(self.translate.in_a_row([when, self.record("places", slot.place)["title"]]))

    def _at(self, day: str, slot: Slot) -> str:
        """Found once for all dates of that time."""
        key = (day, slot.start, slot.end)
        if key not in self._when:
            hours = self.words.plain_hours(slot.start, slot.end) if slot.start else ""
            self._when[key] = str(self.translate.in_a_row([day, hours]))
        return self._when[key]

    def tel(self, record: LocalRecord) -> str:
        """The address that calls it."""
        return tel(record["phone"], self.data.records.country)

    def of_place(self, place_id: str) -> list[SessionView]:
        """The dates that are, or at some time were to be, in that place."""
        return self._by_place[place_id]

    @cached_property
    def _by_place(self) -> Mapping[str, list[SessionView]]:
        grouped = defaultdict(list)
        for session in self.sessions:
            for place_id in {slot.place for slot in session.promised}:
                grouped[place_id].append(session)
        return grouped

    def coming_to(self, place_id: str) -> list[SessionView]:
        """The coming dates that take place there."""
        coming = (session for session in self.coming if session.takes_place and not session.is_over)
        return [session for session in coming if session.actual.place == place_id]

    def others_of(self, session: SessionView) -> list[SessionView]:
        """The coming dates of the same series."""
        own = self._by_record[session.session.record.path]
        return [other for other in own if other is not session and not other.is_over]

    def series_of_place(self, place_id: str) -> list[LocalRecord]:
        return [series for series in self.ordered("series") if series["place"] == place_id]

    def is_near(self, day: date) -> str:
        """ "today", "tomorrow" or ""."""
        return {0: "today", 1: "tomorrow"}.get((day - self.today).days, "")

    @cached_property
    def coming(self) -> list[SessionView]:
        """From today on, also what is cancelled, postponed or was moved away; dates that are over are gone."""
        return [session for session in self.sessions if not session.is_past]

    @property
    def next(self) -> SessionView | None:
        """The first one that will take place."""
        return next((one for one in self.coming if one.takes_place and not one.is_over), None)
