"""Where somebody is signed in: long on purpose, listed, and ended one by one or all at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse

from people.forms import BorrowedForm
from people.models import Device, KeptSession, Link, Person
from people.sessions import session_digest

_DAY = "day"  # in the session: the day of the latest visit
_MOST = 10  # at once, for one person; the longest unused is signed out
_BORROWED = "brygga-borrowed"  # a cookie that light.js reads: then it keeps nothing
_HOUR = 3600  # seconds
_REVOKED = timedelta(days=30)  # so long she sees in her own data when a card was closed


def begin_device(request: HttpRequest, response: HttpResponse, person: Person, day: date) -> None:
    """After the sign-in. `borrowed` is ticked where the telephone is not hers: one hour, and nothing is kept."""
    if BorrowedForm(request.POST).typed["borrowed"]:
        request.session.set_expiry(_HOUR)
        response.set_cookie(
            _BORROWED, "1", max_age=_HOUR, secure=settings.SESSION_COOKIE_SECURE, httponly=False, samesite="Lax"
        )
    note_sign_in(request, person, day)
    latest = person.devices.order_by("-seen", "-pk").values_list("pk", flat=True)[:_MOST]
    end_devices(person.devices.exclude(pk__in=list(latest)))


def note_sign_in(request: HttpRequest, person: Person, day: date) -> None:
    """Forgets her devices whose session has ended by itself."""
    person.devices.exclude(session_key__in=KeptSession.objects.values("session_key")).delete()
    request.session[_DAY] = day.isoformat()
    Device.objects.update_or_create(
        session_key=session_digest(request.session), defaults={"person": person, "since": day, "seen": day}
    )


def note_visit(request: HttpRequest, day: date) -> None:
    """Once a day; it also makes the session last from this day on."""
    if request.session.get(_DAY) != day.isoformat():
        request.session[_DAY] = day.isoformat()
        Device.objects.filter(session_key=session_digest(request.session)).update(seen=day)


def devices_of(person: Person, now: datetime) -> models.QuerySet[Device]:
    alive = KeptSession.objects.filter(expire_date__gt=now).values("session_key")
    return person.devices.filter(session_key__in=alive).order_by("-seen", "-id")


def sign_out_everywhere(person: Person, but: str | None = None) -> None:
    """`but` is the kept key of a session that goes on."""
    end_devices(person.devices.exclude(session_key=but) if but else person.devices.all())


def end_devices(devices: models.QuerySet[Device]) -> None:
    KeptSession.objects.filter(session_key__in=list(devices.values_list("session_key", flat=True))).delete()
    devices.delete()


def forget_old_devices(now: datetime) -> None:
    """Sessions whose time is up, and where they were; links that have not opened anything for long."""
    Link.objects.filter(revoked__lte=now - _REVOKED).delete()
    KeptSession.objects.filter(expire_date__lte=now).delete()
    Device.objects.exclude(session_key__in=KeptSession.objects.values("session_key")).delete()
