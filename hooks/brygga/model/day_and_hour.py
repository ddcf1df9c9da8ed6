"""A day, perhaps with an hour: until when something may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class DayAndHour:
    """ "2019-03-12", to the end of that day, or "2019-03-12 18:00", by the clock of the city."""

    day: date
    hour: time | None = None

    def __str__(self) -> str:
        return f"{self.day} {self.hour:%H:%M}" if self.hour else str(self.day)

    @classmethod
    def read(cls, text: str) -> DayAndHour:
        """Raises ValueError for what is no such day or hour."""
        if " " not in text:
            return cls(date.fromisoformat(text))
        moment = datetime.strptime(text, "%Y-%m-%d %H:%M")
        return cls(moment.date(), moment.time())
