"""All errands: those of the publication, and those that somebody answered before they were taken away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils.timezone import localdate

from board.errands import Errand
from board.models import Answer, KeptErrand
from common.statuses import CANCELLED
from published.current import published
from published.reading import NotPublished, Published

_REMEMBERED = timedelta(days=2 * 365)


def all_errands(site: Published, today: date) -> list[Errand]:
    """By day and hour. What came back since somebody looked has a new round: earlier answers are not to it."""
    kept = {row.errand_id: _followed(row, site, today) for row in KeptErrand.objects.all()}
    published = [Errand(facts, round=kept[name].round if name in kept else 0) for name, facts in site.requests.items()]
    gone = [
        Errand(row.facts, is_published=False, round=row.round, away=row.away)
        for row in kept.values()
        if row.errand_id not in site.requests
    ]
    return sorted([*published, *gone], key=lambda errand: (errand.day, errand.facts["start"] or "", errand.id))


def forget_old(now: datetime) -> None:
    """Errands whose day was long ago, and what was answered to them: fairness looks back as far as that.

    Where nothing is published, nobody knows which day it is there: nothing goes.
    """
    try:
        site = published()
    except NotPublished:
        return
    last = site.today(localdate(now)) - _REMEMBERED
    rows = {row.errand_id: date.fromisoformat(row.facts["date"]) for row in KeptErrand.objects.all()}
    old = [name for name, day in rows.items() if day < last and name not in site.requests]
    Answer.objects.filter(errand_id__in=old).delete()
    KeptErrand.objects.filter(errand_id__in=old).delete()


def published_errands(site: Published, today: date) -> list[Errand]:
    return [errand for errand in all_errands(site, today) if errand.is_published]


def _followed(row: KeptErrand, site: Published, today: date) -> KeptErrand:
    """Notes that it has gone or come back. Each step is taken once, however many look at the same time."""
    same = KeptErrand.objects.filter(pk=row.pk)
    facts = site.requests.get(row.errand_id)
    is_away = facts is None or facts["status"] == CANCELLED
    if is_away == (row.away is not None):
        return row
    if is_away:
        same.filter(away=None).update(away=today)
    else:
        same.exclude(away=None).update(away=None, round=F("round") + 1)
    return same.get()
