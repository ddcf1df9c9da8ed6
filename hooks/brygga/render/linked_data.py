"""Sessions and places → schema.org as JSON-LD, safe to stand inside an HTML page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from brygga.model.session import WEEKS_OF_MONTH, Session, Slot
from brygga.view.local_record import LocalRecord
from brygga.view.reader import Reader
from brygga.view.session_view import SessionView
from common.statuses import MOVED, SCHEDULED, STATUSES

_YES_NO = {"yes": True, "no": False}

Thing = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def session_data(session: SessionView, address: str, series_address: str, location: Thing) -> Thing:
    """https://schema.org/Event at a `location`, a Place; a date of a series names the series and its Schedule."""
    slot, planned = session.actual, session.planned
    data: Thing = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": str(session.title),
        "description": str(session.record["summary"]),
        "eventStatus": f"https://schema.org/{_status(session.session)}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "startDate": _moment(slot, slot.start, session.zone),
        "endDate": _moment(slot, slot.end, session.zone) if slot.end else None,
        "previousStartDate": _moment(planned, planned.start, session.zone) if _is_new_time(session.session) else None,
        "inLanguage": session.languages or None,
        "isAccessibleForFree": _YES_NO.get(session.fact("free")),
        "location": location,
        "organizer": _organizer(session.reader),
        "about": [str(item.record["title"]) for item in session.live_items] or None,
    }
    if session.record.record.kind == "series":
        data["superEvent"] = {"@type": "EventSeries", "@id": series_address, "name": str(session.title)}
    return _without_unknown(data)


def series_data(series: LocalRecord, address: str, reader: Reader) -> Thing:
    """https://schema.org/EventSeries with its Schedule; single dates have their own pages and status."""
    return _without_unknown(
        {
            "@context": "https://schema.org",
            "@type": "EventSeries",
            "@id": address,
            "name": str(series["title"]),
            "description": str(series["summary"]),
            "startDate": str(series["first_day"]),
            "endDate": str(series["last_day"]) if series["last_day"] else None,
            "inLanguage": series["languages"],
            "location": place_data(reader.record("places", series["place"]), reader),
            "organizer": _organizer(reader),
            "eventSchedule": _without_unknown(
                {
                    "@type": "Schedule",
                    "byDay": _by_day(series),
                    "repeatFrequency": f"P{series['every'] or 1}{'M' if series['week_of_month'] else 'W'}",
                    "startTime": f"{series['start']:%H:%M}",
                    "endTime": f"{series['end']:%H:%M}",
                    "startDate": str(series["first_day"]),
                    "endDate": str(series["last_day"]) if series["last_day"] else None,
                    "exceptDate": _except_dates(series, reader) or None,
                    "scheduleTimezone": str(reader.data.records.zone),
                }
            ),
        }
    )


def place_data(place: LocalRecord, reader: Reader) -> Thing:
    """https://schema.org/Place with what is known of its address."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": place["street"],
        "postalCode": place["postal_code"],
        "addressLocality": place["city"],
        "addressCountry": reader.data.records.country,
    }
    geo = {"@type": "GeoCoordinates", "latitude": _number(place["latitude"]), "longitude": _number(place["longitude"])}
    return _without_unknown(
        {
            "@type": "Place",
            "name": str(place["title"]),
            "address": _without_unknown(address),
            "geo": geo if geo["latitude"] is not None else None,
        }
    )


def in_page(data: Thing | list[Thing]) -> Markup:
    """JSON that cannot end its <script> element or open a comment, whatever the texts hold."""
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _JSON.encode(data))
    return Markup(text)  # escaped above


def _status(session: Session) -> str:
    """A meeting that only changed its room is not rescheduled (schema.org/EventRescheduled is about time)."""
    is_new_room = session.status == MOVED and not _is_new_time(session)
    return STATUSES[SCHEDULED if is_new_room else session.status].event_status


def _is_new_time(session: Session) -> bool:
    return (session.actual.date, session.actual.start) != (session.planned.date, session.planned.start)


def _moment(slot: Slot, clock: time | None, zone: ZoneInfo) -> str:
    return _written(slot.date, clock, zone) if clock else slot.date.isoformat()


@lru_cache(maxsize=4096)  # many dates begin at the same time, and each is told in all languages
def _written(day: date, clock: time, zone: ZoneInfo) -> str:
    return datetime.combine(day, clock, zone).isoformat()


def _by_day(series: LocalRecord) -> str:
    """A day of the month as in iCalendar (RFC 5545, 3.3.10), which schema.org allows: -1TU is the last Tuesday."""
    if not series["week_of_month"]:
        return f"https://schema.org/{series['weekday'].capitalize()}"
    number = {"last": -1}.get(series["week_of_month"], WEEKS_OF_MONTH.index(series["week_of_month"]) + 1)
    return f"{number}{series['weekday'][:2].upper()}"


def _except_dates(series: LocalRecord, reader: Reader) -> list[str]:
    """Of the days of the rule: an extra date is none of them."""
    extra = {row["date"] for row in series["extra"] or ()}
    own = [session for session in reader.sessions if session.record.record is series.record]
    days = [session.planned.date for session in own if session.status != SCHEDULED]
    return [str(day) for day in days if day not in extra]


def _organizer(reader: Reader) -> Thing | None:
    """An example has nobody behind it whom a search engine could name."""
    return None if reader.site["example"] else {"@type": "Organization", "name": str(reader.site["organisation"])}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _without_unknown(data: Mapping[str, Any]) -> Thing:
    return {name: value for name, value in data.items() if value is not None}
