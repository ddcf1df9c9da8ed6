"""The one zone that every hour of the records, of the pages and of the calendars is in (IANA time zone database)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
