"""Dates as people know them: a café, a weekday, a day. Which id that is they never see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from common.localisation.text import Text
from common.statuses import CANCELLED
from published.current import known
from published.reading import PublishedRow
from web.reader import PortalReader


@dataclass(frozen=True)
class Dated:
    """One date from today on, or a guest at one. `name` and `day` are what an order calls it.

    `facts` are a row of "dates" in desk.json, of a guest those of her date."""

    name: str
    day: str
    title: str
    status: str
    facts: PublishedRow
    is_guest: bool = False

    @property
    def is_off(self) -> bool:
        return self.status == CANCELLED


def coming() -> Iterator[Dated]:
    """In order of time; after each date its guests."""
    for row in known().dates.values():
        yield Dated(row["name"], row["day"], row["title"], row["status"], row)
        for guest in row["guests"]:
            yield Dated(guest["id"], row["date"], guest["title"], guest["status"], row, is_guest=True)


def shown(dated: Dated) -> dict[str, Any]:
    """For templates. `place` is its name; `for_members` also where only the guest is for members."""
    row = dated.facts
    place = known().places.get(row["place"])
    return {
        "name": dated.name,
        "day": dated.day,
        "title": dated.title,
        "status": dated.status,
        "is_off": dated.is_off,
        "is_guest": dated.is_guest,
        "place": place["title"] if place else row["place"],
        **{name: row[name] for name in ("date", "start", "end", "reason", "notice", "for_members")},
    }


def weeks_of(dates: Iterable[Dated], today: date) -> list[Dated]:
    """This week's and the next one's."""
    end = today - timedelta(days=today.weekday()) + timedelta(days=14)
    return [one for one in dates if one.facts["date"] < end.isoformat()]


def places(reader: PortalReader) -> list[tuple[str, Text]]:
    """(id, name)"""
    return [(row["id"], reader(row["title"])) for row in known().places.values()]


def reasons() -> list[str]:
    """What people were told before: words that have their translations."""
    told = (row["reason"] for row in known().dates.values())
    return list(dict.fromkeys(reason for reason in told if reason))
