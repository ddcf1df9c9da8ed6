"""A member's own calendar at a secret address: what she is asked for and the members' programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import conditional_page, require_safe

from board import models, programme
from board.counts import is_to
from board.help_requests import HelpRequest
from board.kept import all_help_requests
from board.models import CAN, THANKED, Answer
from board.shown import shown_since
from common.icalendar import EVENT_CANCELLED, EVENT_CONFIRMED, EVENT_TENTATIVE, Event, calendar, event_status, uid_of
from common.localisation.marked import marked as _
from people.calendar_key import person_of_key
from people.models import Person
from people.spoken import language_of
from published.current import published
from published.reading import PublishedRow
from web.reader import PortalReader

_REFRESH_HOURS = 6
# What stands before the title: most calendars show no status.
_SUMMARIES = {
    EVENT_CONFIRMED: "%(what)s",
    EVENT_TENTATIVE: _("Kanske: %(what)s"),
    EVENT_CANCELLED: _("Blir inte av: %(what)s"),
}

_AGAIN = _("Ändrat, svara igen: %(what)s")


@require_safe
@conditional_page
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Needs no session: the address is the secret. The same bytes as long as nothing changed; ETag by Django."""
    person = person_of_key(key)
    if person is None:
        raise Http404
    site = published()
    file = calendar_file(PortalReader(site, language_of(person, site)), person, site.today(localdate()), now())
    response = HttpResponse(file, "text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def calendar_file(reader: PortalReader, person: Person, today: date, moment: datetime) -> bytes:
    """As of `today` on the site; what it has not shown before, it shows since the `moment`."""
    events = [*_help_requests(reader, person, today), *_programme(reader)]
    since = shown_since(person, events, moment)
    written = [event.written(revised) for event, revised in zip(events, since, strict=True)]
    return calendar(reader.site.title, reader.language, reader.site.zone, _REFRESH_HOURS, written)


def _help_requests(reader: PortalReader, person: Person, today: date) -> Iterator[Event]:
    help_requests = {help_request.id: help_request for help_request in all_help_requests(reader.site, today)}
    for answer in Answer.objects.filter(person=person, in_calendar=True).order_by("request_id"):
        if answer.request_id in help_requests:
            yield _help_request(reader, help_requests[answer.request_id], answer, today)


def _help_request(reader: PortalReader, help_request: HelpRequest, answer: Answer, today: date) -> Event:
    is_gone = help_request.is_gone(today)
    is_again = answer.says == CAN and not is_to(answer, help_request) and not is_gone
    status = EVENT_TENTATIVE if is_again else _status(answer, is_gone)
    title = reader.plain(_AGAIN if is_again else _SUMMARIES[status], what=reader.plain(help_request.heading))
    return Event(
        uid_of(f"uppdrag-{help_request.id}", reader.site.site_url),
        help_request.day,
        *_hours(help_request.facts),
        reader.site.zone,
        title,
        _description(reader, help_request),
        place_text(reader, help_request.facts["place"], help_request.facts["where"]),
        status,
        is_busy=True,
    )


def _status(answer: Answer, is_gone: bool) -> str:
    takes_place = not is_gone and answer.says == CAN and answer.decision != THANKED
    return event_status(takes_place, answer.decision == models.CONFIRMED)


def _description(reader: PortalReader, help_request: HelpRequest) -> str:
    texts = (
        help_request.facts["reason"] if help_request.is_cancelled else None,
        help_request.facts["title"],
        help_request.facts["summary"],
    )
    return "\n".join(reader.plain(text) for text in texts if text)


def _programme(reader: PortalReader) -> Iterator[Event]:
    for row in reader.site.events.values():
        yield Event(
            uid_of(row["id"], reader.site.site_url),
            date.fromisoformat(row["date"]),
            *_hours(row),
            reader.site.zone,
            programme.summary(reader, row),
            programme.description(reader, row),
            place_text(reader, row["place"], None),
            programme.status(row),
            is_busy=True,
        )


def _hours(row: PublishedRow) -> tuple[time | None, time | None]:
    """None where nobody knows them."""
    start, end = (time.fromisoformat(row[name]) if row[name] else None for name in ("start", "end"))
    return start, end


def place_text(reader: PortalReader, place: str | None, where: str | None) -> str:
    """A place of the site with its street, or what is written instead of one."""
    known = reader.site.places.get(place or "")
    parts = (reader.plain(known["title"]), known["address"]) if known else (where,)
    return ", ".join(part for part in parts if part)
