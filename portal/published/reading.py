"""site.portal/ → what the portal knows of the site. The format is promised in hooks/common/contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from common.contract import PORTAL, Broken, Promise

TRAP = "webbplats"  # hidden from people; who fills it in is a robot, or a browser that means well
# What the page of a form sends beside the form's own fields: no field may be called so.
OWN_FIELDS = ("send_id", "opened", "seconds_open", TRAP, "csrfmiddlewaretoken")
PublishedRow = Mapping[str, Any]


class NotPublished(Exception):
    """The folder is missing or made by another version of the build."""


@dataclass(frozen=True)
class Published:
    """Rows are as in portal.json; days in them are texts (ISO 8601)."""

    title: str
    organisation: str
    secrecy: str | None
    site_url: str
    zone: ZoneInfo
    fixed_day: date | None
    languages: Mapping[str, PublishedRow]
    texts: Mapping[str, Mapping[str, str | list[str]]]
    language_names: Mapping[str, Mapping[str, str]]
    contact: PublishedRow
    places: Mapping[str, PublishedRow]
    topics: Mapping[str, PublishedRow]
    contacts: Mapping[str, PublishedRow]
    forms: Mapping[str, PublishedRow]
    requests: Mapping[str, PublishedRow]
    events: Mapping[str, PublishedRow]
    news: tuple[PublishedRow, ...]
    frames: Mapping[str, str]

    def today(self, clock: date) -> date:
        """The day the site shows, where it is held at one; else `clock`."""
        return self.fixed_day or clock

    def moment(self, clock: datetime) -> datetime:
        """What the city's clocks show at `clock`, on the day the site shows."""
        local = clock.astimezone(self.zone)
        return datetime.combine(self.fixed_day, local.timetz()) if self.fixed_day else local


def read_published(folder: Path) -> Published:
    """Raises NotPublished."""
    raw = read_promised(folder, PORTAL)
    try:
        return _published(raw, folder)
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from error


def read_promised(folder: Path, promise: Promise) -> Mapping[str, Any]:
    """Raises NotPublished where it is not as promised."""
    try:
        raw: dict[str, Any] = json.loads((folder / promise.file).read_text("utf-8"))
        if raw["version"] != promise.version:
            raise NotPublished(f"{folder} was made by another version of the build. Run: make site")
        promise.check(raw)
    except (OSError, ValueError, KeyError, TypeError, Broken) as error:
        raise _unreadable(folder, error) from error
    return raw


def _unreadable(folder: Path, error: Exception) -> NotPublished:
    return NotPublished(f"{folder} cannot be read ({error}). Run: make site")


def _published(raw: Mapping[str, Any], folder: Path) -> Published:
    if not set(OWN_FIELDS) <= set(raw["reserved"]):
        raise NotPublished(f"{folder}: forms may have fields that the portal needs itself. Run: make site")
    languages = {language["code"]: language for language in raw["languages"]}
    frames = {name: (folder / f"frames/{name}.html").read_text("utf-8") for name in languages}
    rows = {name: by_id(raw[name]) for name in ("places", "topics", "contacts", "forms", "requests", "events")}
    return Published(
        title=raw["title"],
        organisation=raw["organisation"],
        secrecy=raw["secrecy"],
        site_url=raw["site_url"],
        zone=ZoneInfo(raw["time_zone"]),
        fixed_day=date.fromisoformat(raw["today"]) if raw["today"] else None,
        languages=languages,
        texts=raw["texts"],
        language_names=raw["language_names"],
        contact=raw["contact"],
        news=tuple(raw["news"]),
        frames=frames,
        **rows,
    )


def by_id(rows: list[PublishedRow]) -> dict[str, PublishedRow]:
    return {row["id"]: row for row in rows}
