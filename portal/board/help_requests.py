"""Requests for help as the portal sees them: published ones and those that were published once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from common.localisation.marked import marked as _
from common.statuses import CANCELLED
from published.reading import PublishedRow

# The kinds of help, in words for the reader. A kind that is not listed has only its own title.
TASKS = {
    "interpret-conversation": _("Tolka ett samtal"),
    "cafe": _("Hjälp till på ett café"),
    "tell-about-us": _("Berätta om %(mammorna)s"),
    "accompany": _("Följ med någon"),
    "workshop": _("Led en aktivitet"),
    "other": _("Hjälp till med något"),
}
_CLEAR = TASKS.keys() - {"other"}  # tasks that say what is to be done; of the rest only the title does
_END = "24:00"  # of a day; stands behind every hour
_ASKED = ("date", "start", "end", "place", "where", "task")


@dataclass(frozen=True)
class HelpRequest:
    """`facts` are a row of "requests" in portal.json. `is_published`: it stands there now.

    `round` goes up each time that it comes back after it was cancelled or taken away; `away` is the day since which
    it is (board.kept).
    """

    facts: PublishedRow
    is_published: bool = True
    round: int = 0
    away: date | None = None

    @property
    def id(self) -> str:
        return str(self.facts["id"])

    @cached_property
    def day(self) -> date:
        return date.fromisoformat(self.facts["date"])

    @cached_property
    def until(self) -> tuple[date, str | None]:
        """The last day for answers, and the hour where it ends within the day: as it says, or when it begins."""
        day, _space, hour = self.facts["answer_by"].partition(" ")
        last, at = min((day, hour or _END), (self.facts["date"], self.facts["start"] or _END))
        return date.fromisoformat(last), None if at == _END else at

    @property
    def is_cancelled(self) -> bool:
        return bool(self.facts["status"] == CANCELLED)

    @property
    def heading(self) -> str:
        """In Swedish. Only from facts, so that it is there in every language."""
        return TASKS.get(self.facts["task"]) or str(self.facts["title"])

    @cached_property
    def asked(self) -> PublishedRow:
        """What an answer is an answer to: when, where and what. Another word in the summary asks nobody again."""
        names = [*_ASKED, *(["title"] if self.facts["task"] not in _CLEAR else [])]
        return {name: self.facts[name] for name in names} | {"returned": self.facts["returned"]}

    def still_asks(self, asked: PublishedRow) -> bool:
        """Whether it is what was `asked` then. Answers of long ago do not say all of it, or nothing at all ({})."""
        now = dict(self.asked)
        then = {**now, **asked}
        return bool(then.pop("returned") >= now.pop("returned")) and then == now

    def is_gone(self, today: date) -> bool:
        """It does not take place: cancelled, or taken away before its day was over."""
        return self.is_cancelled or (not self.is_published and self.day >= (self.away or today))

    def is_open(self, moment: datetime) -> bool:
        """Answers are taken to the end of the last day for them, or of the last minute. `moment`: in the city's."""
        day, hour = self.until
        closes = _moment(day, hour or "23:59", moment) + timedelta(minutes=1)
        return self.is_published and not self.is_cancelled and moment.astimezone(UTC) < closes

    def has_begun(self, moment: datetime) -> bool:
        """Where nobody knows the hour it begins with its day. `moment`: in the city's time zone."""
        return moment.astimezone(UTC) >= _moment(self.day, self.facts["start"] or "00:00", moment)

    def overlaps(self, other: HelpRequest) -> bool:
        """On the same day at the same time. An unknown hour may be any."""
        if self.id == other.id or self.day != other.day:
            return False
        (start, end), (other_start, other_end) = self._hours, other._hours
        return start < other_end and other_start < end

    def clashes(self, promised: Iterable[HelpRequest]) -> list[HelpRequest]:
        return [other for other in promised if other.overlaps(self)]

    def is_about(self, topics: list[str]) -> bool:
        return not set(self.facts["topics"]).isdisjoint(topics)

    def fits(self, languages: list[str]) -> bool:
        """Whether one of these languages is asked for, or none in particular."""
        wanted = self.facts["languages"]
        return not wanted or not set(wanted).isdisjoint(languages)

    @property
    def _hours(self) -> tuple[str, str]:
        start, end = self.facts["start"] or "00:00", self.facts["end"] or "24:00"
        return (start, end) if start < end else (start, "24:00")


def _moment(day: date, hour: str, in_zone: datetime) -> datetime:
    """In UTC, where moments of a night in which the clocks change come one after the other."""
    return datetime.combine(day, time.fromisoformat(hour), in_zone.tzinfo).astimezone(UTC)
