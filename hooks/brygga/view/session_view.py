"""A dated meeting as one reader sees it: in her language, relative to today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from brygga.model.session import Item, Session, Slot
from brygga.model.session_facts import Origin
from brygga.view.local_record import LocalRecord
from common.localisation.text import Text
from common.statuses import SCHEDULED, WORDS

if TYPE_CHECKING:
    from brygga.view.reader import Reader


@dataclass(frozen=True)
class ItemView:
    """A guest or theme of a session. `other_day` is where it was moved to (or, when scheduled, came from).

    `happened` is what readers are told: its own `status`, or that of a date which does not take place.
    """

    record: LocalRecord
    status: str
    happened: str
    reason: Text | None
    other_day: date | None


class SessionView:
    """One dated meeting for one reader."""

    def __init__(self, session: Session, reader: Reader) -> None:
        self.session = session
        self.reader = reader
        self.zone = reader.data.records.zone
        self.id = session.id
        self.status = session.status
        self.record = reader.local(session.record)
        self._facts = reader.data.facts(session)
        self.items = [self._item(item) for item in session.items]
        self.path = f"program/{session.id}/"

    def _item(self, item: Item) -> ItemView:
        reason = self.reader.translate(item.reason) if item.reason else None
        happened = item.status if self.takes_place or item.status != SCHEDULED else self.status
        return ItemView(self.reader.local(item.record), item.status, happened, reason, item.other_day)

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

    def named(self, rest: object) -> object:
        """Its name with what has happened to it before it, and `rest` after it: when, and where."""
        say = self.reader.translate
        name = say.in_a_row([self.title, rest])
        return say.labelled(say(WORDS[self.status]), name) if self.is_changed else name

    def is_named_after(self, place: LocalRecord) -> bool:
        """Whether its name alone says where: "Café Torget" at Café Torget."""
        return str(place.record["title"]).startswith(self.session.record["title"])

    @property
    def promised(self) -> tuple[Slot, ...]:
        return self.session.promised

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
    def is_changed(self) -> bool:
        """Whether something was said of this date alone: that it does not take place, or that it does after all."""
        return self.status != SCHEDULED or self.session.reason is not None

    @property
    def takes_place(self) -> bool:
        return self.session.takes_place

    @property
    def is_over(self) -> bool:
        return self.actual.date < self.reader.today

    @property
    def is_past(self) -> bool:
        """Whether every day that it was told for is over."""
        return max(slot.date for slot in self.promised) < self.reader.today

    @property
    def is_new_day(self) -> bool:
        return self.actual.date != self.planned.date

    @property
    def is_new_time(self) -> bool:
        return (self.actual.start, self.actual.end) != (self.planned.start, self.planned.end)

    @property
    def is_new_place(self) -> bool:
        return self.actual.place != self.planned.place

    @cached_property
    def live_items(self) -> list[ItemView]:
        return [item for item in self.items if item.status == SCHEDULED]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where all that the page tells is known from."""
        return self._facts.origins

    @property
    def activity_ids(self) -> tuple[str, ...]:
        """What is on that day: of the session itself and of its guests."""
        return self._facts.activities

    @property
    def activities(self) -> list[LocalRecord]:
        return [self.reader.local(record) for record in self._facts.done]

    def fact(self, name: str) -> Any:
        """A practical fact of that date: a guest's own answer wins over the series'."""
        return self.reader.local(self._facts.answering(name))[name]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """(name, answer) of what is known."""
        return self._facts.known

    @property
    def unknown_facts(self) -> tuple[str, ...]:
        """Names of what nobody has told us. Unknown is never shown as no."""
        return self._facts.unknown

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that are spoken there."""
        return self._facts.languages

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Languages that are spoken there, in the reader's words."""
        return tuple(self.reader.words.language_name(code) for code in self.languages)
