"""Rules about days and times. As in rules.py, each is one short generator and its docstring is the rule."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from brygga.check.rule_context import (
    Problems,
    RuleContext,
    all_rows,
    changes,
    named_rows,
    of_session,
    sound,
    time_zones,
)
from brygga.model.problem import Problem
from brygga.model.session import WEEKDAYS, Session, all_dates, regular_dates
from common.statuses import MOVED

LONGEST_TERM = 53  # weeks; a school year with its summer
_DATED = ("events", "requests")  # kinds with one day of their own
_TARGETS = ("new_date", "new_start", "new_place")


def end_before_start(data: RuleContext) -> Problems:
    """A meeting ends after it starts, on the same day."""
    for record in data.records:
        own = {row.get("date"): row.get("start") for row in record["extra"] or ()}
        for prefix, row in all_rows(record):
            for start, end in (("start", "end"), ("new_start", "new_end")):
                begin = row.get(start) or own.get(row.get("date")) or record["start"]
                if begin and row.get(end) and row[end] <= begin:
                    facts = {"start": f"{begin:%H:%M}", "end": f"{row[end]:%H:%M}"}
                    yield record.problem(prefix + end, "end-before-start", **facts)


def end_without_start(data: RuleContext) -> Problems:
    """An event or request with an end has a start."""
    for record in (record for kind in _DATED for record in data.records.of(kind).values()):
        if record["end"] and "start" not in record.lines:
            yield record.problem("end", "end-without-start")


def last_before_first(data: RuleContext) -> Problems:
    """The last day is not before the first."""
    for kind in ("series", "closures"):
        for record in data.records.of(kind).values():
            first, last = record["first_day"], record["last_day"]
            if first and last and last < first:
                yield record.problem("last_day", "last-before-first", first=str(first), last=str(last))


def term_length(data: RuleContext) -> Problems:
    """A series with a last day is at most 53 weeks long: a longer one is a mistyped year."""
    for series in data.records.of("series").values():
        first, last = series["first_day"], series["last_day"]
        if first and last and (weeks := (last - first).days // 7) > LONGEST_TERM:
            yield series.problem("last_day", "term-length", weeks=str(weeks), limit=str(LONGEST_TERM))


def series_empty(data: RuleContext) -> Problems:
    """A series has at least one meeting."""
    for series in sound(data, "series"):
        if series["last_day"] and series["last_day"] >= series["first_day"] and not all_dates(series, data.until):
            yield series.problem("first_day", "series-empty", weekday=series["weekday"])


def clock_change(data: RuleContext) -> Problems:
    """A meeting does not start or end in an hour that the clock change skips or repeats."""
    if data.records.site["time_zone"] not in time_zones():
        return  # nobody knows when the clocks change; `time_zone` tells of it
    zone = data.records.zone
    for session in data.sessions:
        for name, clock in (("start", session.actual.start), ("end", session.actual.end)):
            if clock and _has_clock_change(session.actual.date, zone) and not _is_plain_hour(session, clock, zone):
                facts = {"time": f"{clock:%H:%M}", "date": str(session.actual.date)}
                yield of_session(session, name, "clock-change", facts)


def weekday(data: RuleContext) -> Problems:
    """A weekday written beside a date is that date's weekday."""
    for record in (record for kind in _DATED for record in data.records.of(kind).values()):
        written, day = record["weekday"], record["date"]
        if written and day and WEEKDAYS[day.weekday()] != written:
            facts = {"date": str(day), "actual": WEEKDAYS[day.weekday()], "written": written}
            yield record.problem("weekday", "weekday", **facts)


def change_date(data: RuleContext) -> Problems:
    """A change names a date on which there is a meeting."""
    for kind in ("series", "events"):
        for record in sound(data, kind):
            rows = [*named_rows(record, "changes")]
            until = max([data.until, *(row["date"] for _, row in rows)])
            days = all_dates(record, until) if kind == "series" else [record["date"]]
            for prefix, row in rows:
                if days and row["date"] not in days:
                    near = _nearest_day(row["date"], days)
                    yield record.problem(prefix + "date", "change-date", date=str(row["date"]), nearest=near)


def change_target(data: RuleContext) -> Problems:
    """Moved means to a new day, time or place."""
    for record, prefix, row in changes(data):
        if row["status"] == MOVED and not any(row.get(name) for name in _TARGETS):
            yield record.problem(prefix + "status", "change-target")


def change_no_target(data: RuleContext) -> Problems:
    """Cancelled and postponed have no new day, time or place."""
    for record, prefix, row in changes(data):
        for name in (*_TARGETS, "new_end"):
            if row["status"] != MOVED and row.get(name):
                yield record.problem(prefix + name, "change-no-target", status=row["status"])


def change_order(data: RuleContext) -> Problems:
    """Changes of one date stand in the order in which they were announced."""
    latest: dict[tuple[str, date], date] = {}
    for record, prefix, row in changes(data):
        key = (record.path, row["date"])
        if row["announced"] < latest.get(key, row["announced"]):
            yield record.problem(prefix + "announced", "change-order", date=str(row["date"]))
        latest[key] = row["announced"]


def extra_date(data: RuleContext) -> Problems:
    """An extra meeting is on a day the series does not meet anyway."""
    for series in sound(data, "series"):
        rows = [*named_rows(series, "extra")]
        days = set(regular_dates(series, max([data.until, *(row["date"] for _, row in rows)])))
        for prefix, row in rows:
            if row["date"] in days:
                yield series.problem(prefix + "date", "extra-date", date=str(row["date"]))
            days.add(row["date"])


def event_date(data: RuleContext) -> Problems:
    """An event of a series, also when it is moved, is on one of the series' dates."""
    for event in sound(data, "events"):
        series = data.records.of("series").get(event["series"] or "")
        if series is None or not series.sound:
            continue
        named = [("date", event["date"])]
        named += [(p + "new_date", row["new_date"]) for p, row in named_rows(event, "changes") if "new_date" in row]
        days = all_dates(series, max([data.until, *(day for _, day in named)]))
        for name, day in named:
            if days and day not in days:
                facts = {"series": series.id, "date": str(day), "nearest": _nearest_day(day, days)}
                yield event.problem(name, "event-date", **facts)


def overlap(data: RuleContext) -> Problems:
    """Two meetings are not in the same place at the same time."""
    told: set[tuple[str, str]] = set()
    running: dict[tuple[date, str], Session] = {}
    for session in data.sessions:
        slot = session.actual
        if not session.takes_place or slot.start is None or slot.end is None:
            continue
        other = running.get((slot.date, slot.place))
        other_end = other.actual.end if other and other.actual.end else time.min
        pair = (other.record.path if other else "", session.record.path)
        if other and other.id != session.id and slot.start < other_end and pair not in told:
            told.add(pair)
            yield _clash(session, other)
        if slot.end >= other_end:
            running[slot.date, slot.place] = session


TIME_RULES = (
    end_before_start, end_without_start, last_before_first, term_length, series_empty, clock_change, weekday,
    change_date, change_target, change_no_target, change_order, extra_date, event_date, overlap,
)  # fmt: skip


@cache
def _has_clock_change(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks change on this day: cheaper to ask of a day than of each meeting on it."""
    midnight = datetime.combine(day, time.min, zone)
    return midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset()


def _is_plain_hour(session: Session, clock: time, zone: ZoneInfo) -> bool:
    """Whether the wall-clock time exists exactly once (PEP 495: the offsets of both folds agree)."""
    moment = session.actual.moment(clock, zone)
    return moment.utcoffset() == moment.replace(fold=1).utcoffset()


def _nearest_day(day: date, days: list[date]) -> str:
    return str(min(days, key=lambda other: abs(other - day)))


def _clash(session: Session, other: Session) -> Problem:
    if other.status == MOVED and session.status != MOVED:
        session, other = other, session  # whoever moved last can mend it
    slot = other.actual
    facts = {
        "other": other.record.path, "place": slot.place, "date": str(slot.date),
        "start": f"{slot.start:%H:%M}", "end": f"{slot.end:%H:%M}",
    }  # fmt: skip
    return of_session(session, "start", "overlap", facts)
