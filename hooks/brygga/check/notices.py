"""Questions to the editors: what may be right, and may be a slip. They are told and hold nothing up.

As in rules.py, each is one short generator and its docstring is the question. Findings come with an edit alone; these
may come by themselves, as days go by, for they know the day: the later one of `clock` and the day that the site shows.
They are asked beside findings, too: records that are not sound are passed by where something is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from datetime import date
from functools import cache
from typing import Any

from brygga.check.rule_context import Problems, all_rows, of_session
from brygga.check.rules_dates import LONGEST_NOTICE
from brygga.load.data import Data
from brygga.load.phone import is_known
from brygga.model.expand import covers
from brygga.model.problem import Problem
from brygga.model.record import Record
from brygga.model.session import Session, Slot, changes_of
from common.statuses import CANCELLED, CLOSED, MOVED, SCHEDULED

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def notices(data: Data, clock: date) -> list[Problem]:
    return [notice for rule in _RULES for notice in rule(data, max(clock, data.today))]


def officer_unknown(data: Data, _today: date) -> Problems:
    """A site whose privacy is decided names nobody to ask about it: is there an officer? site.yaml answers."""
    site = data.records.site
    is_decided = data.is_live and "privacy" not in (site["example"] or ())
    if is_decided and site["data_protection_officer"] is None and data.records.of("forms"):
        yield site.problem("organisation", "officer-unknown")


def holiday(data: Data, _today: date) -> Problems:
    """A meeting on a public holiday: is it open? A closure answers, or a change of that date."""
    for session in data.sessions:
        day = session.actual.date
        is_asked = session.status == SCHEDULED and not session.reason and not session.notice and day >= data.today
        if is_asked and (name := public_holidays(data.records.country).get(day)):
            yield of_session(session, _day_field(session), "holiday", {"date": str(day), "holiday": name})


def moved_holiday(data: Data, _today: date) -> Problems:
    """A meeting that moves to a public holiday: is it open? A closure answers, or a reason that names the holiday."""
    for session in data.sessions:
        day = session.actual.date
        is_asked = session.status == MOVED and day != session.planned.date and not session.notice and day >= data.today
        name = public_holidays(data.records.country).get(day) if is_asked else None
        if name and name.casefold() not in (session.reason or "").casefold():
            yield of_session(session, "date", "moved-holiday", {"date": str(day), "holiday": name})


def planned_closed(data: Data, _today: date) -> Problems:
    """A meeting that was planned for a day that was known to be closed is shown as cancelled: is that meant?"""
    for session in data.sessions:
        if session.status == CANCELLED and not changes_of(session.record, session.planned.date):
            for closure in _known_closures(data, session):
                facts = {"date": str(session.planned.date), "title": closure["title"], "other": closure.path}
                yield of_session(session, _day_field(session), "planned-closed", facts)


def moved_closed(data: Data, _today: date) -> Problems:
    """A meeting that keeps its day and goes to another place that was known to be closed then: is it open after all?"""
    for session in data.sessions:
        slot = session.actual
        if session.status == MOVED and slot.date == session.planned.date and slot.place != session.planned.place:
            told = changes_of(session.record, slot.date)[-1].announced
            for closure in data.records.sound("closures"):
                # Who opens another place on a day that is closed everywhere knows what she does.
                is_known = closure["effect"] == CLOSED and closure["places"] and closure["announced"] <= told
                if is_known and covers(closure, slot):
                    facts = {"date": str(slot.date), "title": closure["title"], "other": closure.path}
                    yield of_session(session, "date", "moved-closed", facts)


def guest_cancelled(data: Data, _today: date) -> Problems:
    """A guest on a date that does not take place: does she come another day? A change of the guest answers."""
    for session in data.sessions:
        if not session.takes_place and session.actual.date >= data.today:
            for item in (item for item in session.items if item.status == SCHEDULED):
                facts = {"date": str(session.actual.date), "other": session.record.path}
                name = [prefix + "date" for prefix, _ in all_rows(item.record)][-1]
                yield item.record.problem(name, "guest-cancelled", **facts)


def request_closed(data: Data, _today: date) -> Problems:
    """A request at a place where it is closed then, or where what was planned does not take place: is it cancelled?"""
    for request in data.records.sound("requests"):
        if request["place"] and request["status"] != CANCELLED and request["date"] >= data.today:
            slot = Slot(request["date"], request["start"], request["end"], request["place"])
            for other in [*_why_nothing_is_on(data, slot)][:1]:
                facts = {"date": str(slot.date), "place": slot.place, "other": other.path}
                yield request.problem("date", "request-closed", **facts)


def phone_unknown(data: Data, _today: date) -> Problems:
    """A telephone number that the country's plan does not have: is every digit right?"""
    for record in data.records:
        for name, field in data.schemas[record.kind].fields.items():
            if field.mark == "phone" and record[name] and not is_known(record[name], data.records.country):
                yield record.problem(name, "phone-unknown", value=record[name], country=data.records.country)


def markup(data: Data, _today: date) -> Problems:
    """Signs that look like HTML in a text: readers would see them as they stand. Are they meant?"""
    for record in data.records:
        for name, text in _texts(record.values, ""):
            if tag := _TAG.search(text):
                field = next(part for part in reversed(name.split(".")) if not part.isdigit())
                yield record.problem(name, "markup", value=tag[0], field=field)


def far_ahead(data: Data, _today: date) -> Problems:
    """What begins more than a year from now: is that the year?"""
    for record in data.records:
        for name in ("date", "first_day"):
            if record[name] and record[name] > data.today + LONGEST_NOTICE:
                yield record.problem(name, "far-ahead", date=str(record[name]))


def day_ahead(data: Data, today: date) -> Problems:
    """A day on which something was done is not in the future."""
    for record in data.records:
        for prefix, row in all_rows(record):
            for name in ("announced", "checked", "published"):
                if row.get(name) and row[name] > today:
                    yield record.problem(prefix + name, "day-ahead", date=str(row[name]))


_RULES = (
    officer_unknown, holiday, moved_holiday, planned_closed, moved_closed, guest_cancelled, request_closed,
    phone_unknown, markup, far_ahead, day_ahead,
)  # fmt: skip


@cache
def public_holidays(country: str) -> MutableMapping[date, str]:
    """Public holidays, and the eves on which nobody works; not the Sundays. Years are added as they are asked for."""
    from holidays import country_holidays, list_supported_countries  # takes as long to load as fifty pages to make
    from holidays.constants import DE_FACTO, PUBLIC
    from holidays.countries.sweden import Sweden

    if country == Sweden.country:
        return Sweden(categories=(PUBLIC, DE_FACTO), include_sundays=False, language="sv")
    return country_holidays(country) if country in list_supported_countries() else {}


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """(name of its line, text) of every text in a record, in its lists and rows too."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list | Mapping):
        parts = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, part in parts:
            yield from _texts(part, f"{name}.{key}".lstrip("."))


def _known_closures(data: Data, session: Session) -> Iterator[Record]:
    """Those that cancel a meeting which was announced later than they were: usual dates of a series never are."""
    is_usual = session.record.kind == "series" and not _is_extra(session)
    for closure in data.records.sound("closures"):
        is_known = closure["effect"] == CLOSED and closure["announced"] <= session.announced
        if is_known and not is_usual and covers(closure, session.planned):
            yield closure


def _why_nothing_is_on(data: Data, slot: Slot) -> Iterator[Record]:
    """The closures of a place and the dates that were planned there, unless one of those takes place."""
    there = [session for session in data.sessions if any(_touch(one, slot) for one in session.promised)]
    if not any(session.takes_place and _touch(session.actual, slot) for session in there):
        yield from (one for one in data.records.sound("closures") if one["effect"] == CLOSED and covers(one, slot))
        yield from (session.record for session in there)


def _touch(one: Slot, other: Slot) -> bool:
    """Whether both are in one place on one day, without a pause between them; of unknown hours nobody knows that."""
    if (one.date, one.place) != (other.date, other.place):
        return False
    return not any(a.end and b.start and a.end < b.start for a, b in ((one, other), (other, one)))


def _is_extra(session: Session) -> bool:
    return any(row["date"] == session.planned.date for row in session.record["extra"] or ())


def _day_field(session: Session) -> str:
    return "weekday" if session.record.kind == "series" else "date"
