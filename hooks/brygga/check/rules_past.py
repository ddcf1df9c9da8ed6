"""Rules about what was published before. As in rules.py, each is one short generator and its docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from brygga.check.rule_context import Problems, RuleContext
from brygga.model.problem import Problem
from brygga.model.record import MEMBERS, Record
from brygga.model.revisions import GONE, Revision
from brygga.model.session import WEEKDAYS


def date_lost(data: RuleContext) -> Problems:
    """A coming date that was published is still there: somebody may have it in her calendar."""
    past = data.remembered.past
    records = {record.path: record for record in data.records}
    for path in past.dates if past else ():
        record, lost = records.get(path), [*_lost(data, path)]
        if lost and record is None:
            name = path.removeprefix("data/").partition("/")[2].removesuffix(".yaml")
            yield Problem(path, 1, "record-lost", {"dates": _listed(lost), "file": name})
        elif lost and record is not None and record.sound:
            yield record.problem(_field(record, lost), "date-lost", dates=_listed(lost), file=record.id)


PAST_RULES = (date_lost,)


def _lost(data: RuleContext, path: str) -> Iterator[date]:
    """The days that were planned."""
    remembered, site = data.remembered, data.records.site
    unseen, horizon = site["unseen"] or (), timedelta(weeks=site["horizon_weeks"])
    now = {key for dates in remembered.now.values() for key in dates}
    for key, one in remembered.past.dates[path].items() if remembered.past else ():
        audience, _, id_ = key.partition(" ")
        name, _, planned = id_.partition("/")
        is_known = audience != MEMBERS or key in now or id_ in unseen or name in unseen
        if not is_known and one.day >= remembered.today and _was_shown(one, remembered.today, horizon):
            yield date.fromisoformat(planned) if planned else one.day


def _was_shown(one: Revision, today: date, horizon: timedelta) -> bool:
    """A series without a last day is shown as far as the horizon on the day that it was shown last."""
    last = datetime.fromtimestamp(one.moment, UTC).date() if one.fingerprint == GONE else today
    return not one.is_endless or one.day <= last + horizon


def _field(record: Record, lost: list[date]) -> str:
    """The field that most likely took them away."""
    first, last = record["first_day"], record["last_day"]
    if last and min(lost) > last:
        return "last_day"
    if first and max(lost) < first:
        return "first_day"
    if record["every"] and all(WEEKDAYS[day.weekday()] == record["weekday"] for day in lost):
        return "every"
    return "series" if record["series"] else "weekday"


def _listed(days: list[date]) -> str:
    return ", ".join(str(day) for day in sorted(days))
