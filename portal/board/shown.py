"""Since when a member's calendar shows each event as it does: kept, so that it never goes back."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from board.models import Shown
from common.icalendar import Event
from people.digests import keyed_digest
from people.models import Person

_SECOND = timedelta(seconds=1)  # iCalendar knows nothing smaller
_log = logging.getLogger("brygga")


def shown_since(person: Person, events: Iterable[Event], moment: datetime) -> list[datetime]:
    """One for each event. What is new or different is shown since the `moment`, or since a second after what was.

    Where the database takes nothing, it is since the `moment` all the same, and again the next time.
    """
    contents = [(keyed_digest("event", event.uid), keyed_digest("content", event.content.decode())) for event in events]
    moment = moment.replace(microsecond=0)
    rows = _rows(person)
    if any(name not in rows or rows[name].content != content for name, content in contents):
        try:
            rows = _kept(person, dict(contents), moment)
        except DatabaseError as error:
            _log.error("calendar: %s", type(error).__name__)
            rows |= _newer(person, rows, dict(contents), moment)
    return [rows[name].since for name, _ in contents]


@transaction.atomic
def _kept(person: Person, contents: Mapping[str, str], moment: datetime) -> dict[str, Shown]:
    """Her own row is locked: of two programs that ask at once, the later is told what the earlier was."""
    Person.objects.select_for_update().get(pk=person.pk)
    rows = _rows(person)
    newer = _newer(person, rows, contents, moment)
    Shown.objects.filter(person=person).exclude(event__in=list(contents)).delete()  # back one day, it is new again
    Shown.objects.bulk_create(
        newer.values(), update_conflicts=True, unique_fields=["person", "event"], update_fields=["content", "since"]
    )
    return rows | newer


def _newer(
    person: Person, rows: Mapping[str, Shown], contents: Mapping[str, str], moment: datetime
) -> dict[str, Shown]:
    found = {}
    for name, content in contents.items():
        row = rows.get(name)
        if row is None or row.content != content:
            since = max(moment, row.since + _SECOND) if row else moment
            found[name] = Shown(person=person, event=name, content=content, since=since)
    return found


def _rows(person: Person) -> dict[str, Shown]:
    return {row.event: row for row in Shown.objects.filter(person=person)}
