"""A member's own calendar at a secret address: her errands and the members' programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Calendar, Event, Timezone

from board import programme
from board.counts import is_to
from board.errands import Errand
from board.kept import all_errands
from board.models import CAN, CONFIRMED, THANKED, Answer
from board.shown import shown_since
from people.calendar_key import person_of_key
from people.models import Person
from people.spoken import language_of
from published.current import published
from web.reader import Reader
from web.words import marked as _

_ZONE = ZoneInfo("Europe/Stockholm")
_YEAR_2000 = datetime(2000, 1, 1, tzinfo=UTC)
_REFRESH = timedelta(hours=6)
# What stands before the title: most calendars show no status.
_SUMMARIES = {"CONFIRMED": "%(what)s", "TENTATIVE": _("Kanske: %(what)s"), "CANCELLED": _("Blir inte av: %(what)s")}

_AGAIN = _("Ändrat, svara igen: %(what)s")


@require_safe
@conditional_page
def calendar(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Needs no session: the address is the secret. The same bytes as long as nothing changed; ETag by Django."""
    person = person_of_key(key)
    if person is None:
        raise Http404
    site = published()
    file = calendar_file(Reader(site, language_of(person, site)), person, site.today(localdate()), now())
    response = HttpResponse(file, "text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def calendar_file(reader: Reader, person: Person, today: date, moment: datetime) -> bytes:
    """As of `today` on the site; what it has not shown before, it shows since the `moment`."""
    file = Calendar()
    file.add("prodid", f"-//Brygga//{reader.language.upper()}//")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", reader.site.title)
    file.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    events = [*_errands(reader, person, today), *_programme(reader)]
    for event, since in zip(events, shown_since(person, events, moment), strict=True):
        file.add_component(_stamped(event, since))
    file.add_component(Timezone.from_tzid(_ZONE.key, first_date=date(2019, 1, 1), last_date=date(2038, 1, 1)))
    return bytes(file.to_ical())


def _stamped(event: Event, since: datetime) -> Event:
    """SEQUENCE counts seconds since 2000, as in the site's calendars: it never falls, whatever is lost."""
    event.add("sequence", int((since - _YEAR_2000).total_seconds()))
    event.add("dtstamp", since.astimezone(UTC))
    event.add("last-modified", since.astimezone(UTC))
    return event


def _errands(reader: Reader, person: Person, today: date) -> Iterator[Event]:
    errands = {errand.id: errand for errand in all_errands(reader.site, today)}
    for answer in Answer.objects.filter(person=person, in_calendar=True).order_by("errand_id"):
        if answer.errand_id in errands:
            yield _errand(reader, errands[answer.errand_id], answer, today)


def _errand(reader: Reader, errand: Errand, answer: Answer, today: date) -> Event:
    is_gone = errand.is_gone(today)
    is_again = answer.says == CAN and not is_to(answer, errand) and not is_gone
    status = "TENTATIVE" if is_again else _status(answer, is_gone)
    event = _event(f"uppdrag-{errand.id}", reader, errand.day, errand.facts["start"], errand.facts["end"])
    event.add("summary", reader.plain(_AGAIN if is_again else _SUMMARIES[status], what=reader.plain(errand.heading)))
    event.add("description", _description(reader, errand))
    event.add("location", place_text(reader, errand.facts["place"], errand.facts["where"]))
    event.add("status", status)
    return event


def _status(answer: Answer, is_gone: bool) -> str:
    if is_gone or answer.says != CAN or answer.decision == THANKED:
        return "CANCELLED"
    return "CONFIRMED" if answer.decision == CONFIRMED else "TENTATIVE"


def _description(reader: Reader, errand: Errand) -> str:
    texts = (errand.facts["reason"] if errand.is_cancelled else None, errand.facts["title"], errand.facts["summary"])
    return "\n".join(reader.plain(text) for text in texts if text)


def _programme(reader: Reader) -> Iterator[Event]:
    for row in reader.site.events.values():
        event = _event(row["id"], reader, date.fromisoformat(row["date"]), row["start"], row["end"])
        event.add("summary", programme.summary(reader, row))
        event.add("description", programme.description(reader, row))
        event.add("location", place_text(reader, row["place"], None))
        event.add("status", programme.status(row))
        yield event


def _event(name: str, reader: Reader, day: date, start: str | None, end: str | None) -> Event:
    """With its UID and its times in Europe/Stockholm; the whole day where the hour is not known."""
    event = Event()
    event.add("uid", f"{name}@{urlsplit(reader.site.site_url).hostname}")
    if start is None:
        event.add("dtstart", day)
        return event
    event.add("dtstart", datetime.combine(day, time.fromisoformat(start), _ZONE))
    if end is not None and end > start:
        event.add("dtend", datetime.combine(day, time.fromisoformat(end), _ZONE))
    return event


def place_text(reader: Reader, place: str | None, where: str | None) -> str:
    """A place of the site with its street, or what is written instead of one."""
    known = reader.site.places.get(place or "")
    parts = (reader.plain(known["title"]), known["address"]) if known else (where,)
    return ", ".join(part for part in parts if part)
