"""Which day it is in the city. A machine that builds the site may stand in another time zone, and most of them tell
UTC: between midnight there and midnight here its own day is yesterday's, or tomorrow's."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from brygga.load.rows import read_row


def today_in_city(root: Path, now: datetime) -> date:
    """The day of `now`, which knows its time zone, by the clocks of root/data/site.yaml.

    Where that names no time zone that there is, the check says so; until it is mended `now` keeps its own day.
    """
    file = root / "data/site.yaml"
    written = read_row(root, file, "site")[0].values.get("time_zone") if file.is_file() else None
    try:
        return now.astimezone(ZoneInfo(str(written))).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now.date()
