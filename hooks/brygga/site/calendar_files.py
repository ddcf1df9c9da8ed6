"""The calendar files in one language: of the whole programme, of a café, and of a single date."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from brygga.render.calendars import session_event
from brygga.render.renderer import Renderer
from brygga.view.local_record import LocalRecord
from brygga.view.reader import Reader
from brygga.view.session_view import SessionView
from common.icalendar import calendar

FEEDS = "brygga/feeds/"
_REFRESH_HOURS = 12


class CalendarFiles:
    """Each date is written once for all the calendars that follow ours, and once for who saves it alone."""

    def __init__(self, renderer: Renderer, reader: Reader) -> None:
        self._renderer = renderer
        self._reader = reader
        self._events: dict[str, bytes] = {}

    def of(self, sessions: Iterable[SessionView], place: LocalRecord | None = None, own: bool = False) -> bytes:
        """A calendar to follow: all dates, those of a place, or `own`, those of members."""
        return self._file([self._event(session) for session in sessions], place, own)

    def copy_of(self, session: SessionView) -> bytes:
        """One date, which hears of no change and says so."""
        note = f"{self._copy_note}\n{self._address(session)}"
        return self._file([self._made(session, note)], None, False)

    def _file(self, events: list[bytes], place: LocalRecord | None, own: bool) -> bytes:
        name = self._renderer.text(f"{FEEDS}calendar_name.txt", self._reader, place=place, own=own)
        return calendar(name, self._reader.language.code, self._reader.data.records.zone, _REFRESH_HOURS, events)

    @cached_property
    def _copy_note(self) -> str:
        return self._renderer.text(f"{FEEDS}copy.txt", self._reader)

    def _event(self, session: SessionView) -> bytes:
        if session.id not in self._events:
            self._events[session.id] = self._made(session)
        return self._events[session.id]

    def _made(self, session: SessionView, note: str = "") -> bytes:
        summary, description = (
            self._renderer.text(f"{FEEDS}{name}.txt", self._reader, session=session)
            for name in ("summary", "description")
        )
        text = "\n".join(part for part in (description, note) if part)
        revised = self._reader.data.revised(session.session, self._reader.language.code)
        return session_event(session, self._address(session), summary, text).written(revised)

    def _address(self, session: SessionView) -> str:
        return f"{self._renderer.site_url}{self._reader.language.prefix}{session.path}"
