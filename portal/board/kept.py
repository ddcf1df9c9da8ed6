"""All requests: those of the publication, and those that somebody answered before they were taken away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils.timezone import localdate

from board.help_requests import HelpRequest
from board.models import Answer, KeptHelpRequest, RequestOutcome
from common.statuses import CANCELLED
from published.current import published
from published.reading import NotPublished, Published

_REMEMBERED = timedelta(days=2 * 365)


def all_help_requests(site: Published, today: date) -> list[HelpRequest]:
    """By day and hour. What came back since somebody looked has a new round: earlier answers are not to it."""
    kept = {row.request_id: _followed(row, site, today) for row in KeptHelpRequest.objects.all()}
    published = [
        HelpRequest(facts, round=kept[name].round if name in kept else 0) for name, facts in site.requests.items()
    ]
    gone = [
        HelpRequest(row.facts, is_published=False, round=row.round, away=row.away)
        for row in kept.values()
        if row.request_id not in site.requests
    ]
    return sorted(
        [*published, *gone],
        key=lambda help_request: (help_request.day, help_request.facts["start"] or "", help_request.id),
    )


def forget_old_requests(now: datetime) -> None:
    """HelpRequests whose day was long ago, what was answered to them and what came of them: so far fairness looks back.

    Where nothing is published, nobody knows which day it is there: nothing goes.
    """
    try:
        site = published()
    except NotPublished:
        return
    last = site.today(localdate(now)) - _REMEMBERED
    rows = {row.request_id: date.fromisoformat(row.facts["date"]) for row in KeptHelpRequest.objects.all()}
    old = [name for name, day in rows.items() if day < last and name not in site.requests]
    Answer.objects.filter(request_id__in=old).delete()
    RequestOutcome.objects.filter(request_id__in=old).delete()
    KeptHelpRequest.objects.filter(request_id__in=old).delete()


def published_help_requests(site: Published, today: date) -> list[HelpRequest]:
    return [help_request for help_request in all_help_requests(site, today) if help_request.is_published]


def _followed(row: KeptHelpRequest, site: Published, today: date) -> KeptHelpRequest:
    """Notes that it has gone or come back. Each step is taken once, however many look at the same time."""
    same = KeptHelpRequest.objects.filter(pk=row.pk)
    facts = site.requests.get(row.request_id)
    is_away = facts is None or facts["status"] == CANCELLED
    if is_away == (row.away is not None):
        return row
    if is_away:
        same.filter(away=None).update(away=today)
    else:
        same.exclude(away=None).update(away=None, round=F("round") + 1)
    return same.get()
