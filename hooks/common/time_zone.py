"""When the clocks of a time zone change, as calendars are told it (VTIMEZONE, RFC 5545, 3.6.5).

The source is the IANA time zone database, as Python has it. A rule that holds for years is told as a rule; a zone that
decides anew each year has its years one by one. (icalendar 7.3 could write them, too: seven times as long, and with
clocks that go forward an hour late, as it takes the hour after the change for the one before.)
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

_FIRST, _LAST = 1996, 2037  # years; no date of this century is older than a rule that began before


@dataclass(frozen=True)
class _Change:
    """`wall`: what the clock shows when it is put to another hour."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def alike(self) -> object:
        """What the changes of one rule have in common, but for the week."""
        return self.wall.month, self.wall.weekday(), self.wall.time(), self.before, self.after, self.name

    @property
    def weeks(self) -> set[int]:
        """Which one of its weekday in the month it is: 2 and, when it is the last, -1."""
        is_last = (self.wall + timedelta(weeks=1)).month != self.wall.month
        return {(self.wall.day + 6) // 7, -1} if is_last else {(self.wall.day + 6) // 7}


@cache
def vtimezone(zone: ZoneInfo) -> bytes:
    """Ready to stand in a calendar."""
    changes = list(_changes(zone)) or [_never(zone)]
    runs = sorted(_runs(changes), key=lambda run: run[0].wall)
    lines = [line for run in runs for line in _observance(run)]
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{zone}", *lines, "END:VTIMEZONE", ""]).encode()


def _changes(zone: ZoneInfo) -> Iterator[_Change]:
    days = (datetime(_FIRST, 1, 1, tzinfo=UTC) + timedelta(days) for days in range(366 * (_LAST - _FIRST + 1)))
    offsets = ((day, _offset(day.astimezone(zone))) for day in days if day.year <= _LAST)
    for (day, before), (_, after) in pairwise(offsets):
        if before != after:
            yield _change(zone, day, before)


def _change(zone: ZoneInfo, day: datetime, before: timedelta) -> _Change:
    """The one that comes within a day. Clocks change at a full minute."""
    moments = [day + timedelta(minutes=minute) for minute in range(24 * 60 + 1)]
    moment = moments[bisect(moments, False, key=lambda one: _offset(one.astimezone(zone)) != before)]
    after = moment.astimezone(zone)
    wall = (moment + before).replace(tzinfo=None)
    return _Change(wall, before, _offset(after), str(after.tzname()), bool(after.dst()))


def _never(zone: ZoneInfo) -> _Change:
    first = datetime(_FIRST, 1, 1, tzinfo=zone)
    return _Change(first.replace(tzinfo=None), _offset(first), _offset(first), str(first.tzname()), False)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _runs(changes: Iterable[_Change]) -> list[list[_Change]]:
    """Changes of one rule in years that follow each other."""
    runs: dict[object, list[list[_Change]]] = {}
    for change in changes:
        of_rule = runs.setdefault(change.alike, [])
        last = of_rule[-1] if of_rule else []
        if last and last[-1].wall.year == change.wall.year - 1 and _weeks([*last, change]):
            last.append(change)
        else:
            of_rule.append([change])
    return [run for of_rule in runs.values() for run in of_rule]


def _weeks(run: list[_Change]) -> set[int]:
    return set.intersection(*(change.weeks for change in run))


def _observance(run: list[_Change]) -> Iterator[str]:
    first, last = run[0], run[-1]
    part = "DAYLIGHT" if first.is_summer else "STANDARD"
    yield f"BEGIN:{part}"
    yield f"DTSTART:{first.wall:%Y%m%dT%H%M%S}"
    if len(run) > 1:
        # A day later: not every program takes the hour of UNTIL for the UTC that it has to be.
        until = "" if last.wall.year == _LAST else f";UNTIL={last.wall + timedelta(days=1):%Y%m%dT%H%M%SZ}"
        day = f"{min(_weeks(run))}{('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')[first.wall.weekday()]}"
        yield f"RRULE:FREQ=YEARLY{until};BYDAY={day};BYMONTH={first.wall.month}"
    yield f"TZNAME:{first.name}"
    yield f"TZOFFSETFROM:{_signed(first.before)}"
    yield f"TZOFFSETTO:{_signed(first.after)}"
    yield f"END:{part}"


def _signed(offset: timedelta) -> str:
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"{'-' if offset < timedelta() else '+'}{hours:02}{minutes:02}"
