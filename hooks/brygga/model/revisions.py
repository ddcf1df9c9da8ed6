"""When a calendar had to show something else of a date: never the same moment twice, and never an earlier one.

One number serves SEQUENCE, DTSTAMP and LAST-MODIFIED: the moment of the last change, in seconds since 1970, UTC. It
follows from git's history, from what this folder's builds have handed out before, and where there is neither from
the days of announcement that the records themselves name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from brygga.model.session import Session

GONE = ""  # the fingerprint of a date that is no longer there
EVERY_DATE = "overrides"  # the source of what calendars say of any date: the words of their templates
WHOLE, CUT, NONE = "whole", "cut", "none"  # how much of its history the project has


@dataclass(frozen=True)
class DateShown:
    """What calendars show of a date, as a digest, and the last day it concerns. `is_endless`: of a series without a
    last day, so that it is shown when it comes near. `told`: when its record says that it last changed."""

    fingerprint: str
    day: date
    is_endless: bool
    told: int


@dataclass(frozen=True)
class Revision:
    """`moment`: since when it is shown like this, or GONE. The others are as they were last shown."""

    fingerprint: str
    moment: int
    day: date
    is_endless: bool


Dates = Mapping[str, Mapping[str, DateShown]]  # by the path of their record, then by key
History = Mapping[str, Mapping[str, Revision]]


@dataclass(frozen=True)
class Past:
    """The dates of the last commit, also those that are gone; a change after it happens `following` it."""

    dates: History
    following: int
    is_cut: bool


@dataclass(frozen=True)
class Revisions:
    """By key; also of dates that were handed out once and are gone. `history` is one of WHOLE, CUT and NONE."""

    dates: Mapping[str, Revision] = field(default_factory=dict)
    history: str = NONE

    def moment(self, key: str) -> int:
        """0 for a language without translations: the one that all texts are written in."""
        return self.dates[key].moment if key in self.dates else 0


def key_of(audience: str, session: Session) -> str:
    """What residents see of a date and what members see of it change apart."""
    return f"{audience} {session.id}"


def revised(shown: DateShown, moment: int) -> Revision:
    return Revision(shown.fingerprint, moment, shown.day, shown.is_endless)


def gone(revision: Revision, moment: int) -> Revision:
    """The same when it is no longer there, since the `moment` unless it was gone already."""
    return revision if revision.fingerprint == GONE else replace(revision, fingerprint=GONE, moment=moment)


def catalogue_key(catalogue: str, source: str) -> str:
    """`catalogue` is the name of its file: "ar", or "city/ar" for the city's own texts. `source` is the path of the
    record whose texts are translated, or EVERY_DATE."""
    return f"catalogue {catalogue} {source}"


def told_by(session: Session) -> int:
    """As its record says it: the day of the latest announcement, and a second for each of them."""
    midnight = datetime.combine(session.updated, time.min, UTC)
    return int(midnight.timestamp()) + session.sequence


def revise(now: Dates, past: Past | None, handed_out: Mapping[str, Revision], live_on: date | None) -> Revisions:
    """`handed_out` is what an earlier build gave to readers. `live_on` is the real day of a site that shows it."""
    shown = {key: one for dates in now.values() for key, one in dates.items()}
    floor = _end_of(live_on) if live_on and past is None else 0
    known = {key: one for dates in past.dates.values() for key, one in dates.items()} if past else {}
    dates: dict[str, Revision] = {}
    for key, one in shown.items():
        before, earlier = known.get(key), handed_out.get(key)
        if past is None:
            moment = max(floor, one.told)
        else:
            moment = before.moment if before and before.fingerprint == one.fingerprint else past.following
        dates[key] = revised(one, _never_back(moment, one.fingerprint, earlier, past))
    for key, earlier in handed_out.items():
        if key not in dates:
            dates[key] = gone(earlier, earlier.moment + 1)
    return Revisions(dates, NONE if past is None else CUT if past.is_cut else WHOLE)


def _never_back(moment: int, fingerprint: str, earlier: Revision | None, past: Past | None) -> int:
    if earlier is None:
        return moment
    if earlier.fingerprint != fingerprint:
        return max(moment, earlier.moment + 1)
    return max(moment, earlier.moment) if past else earlier.moment


def _end_of(day: date) -> int:
    """Later than anything that was handed out until now: nobody knows what that was."""
    return int(datetime.combine(day, time.max, UTC).timestamp())
