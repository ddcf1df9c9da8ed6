"""Sessions as the database has them: by a digest of what the cookie says, sealed, and no finer than a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localtime

from people.models import KeptSession
from people.sessions import SessionStore, cookie_digest, session_digest

pytestmark = pytest.mark.django_db
NOON = datetime(2019, 3, 5, 12, 34, 56, tzinfo=ZoneInfo("Europe/Stockholm"))


def saved(seconds: int | None = None) -> SessionStore:
    session = SessionStore()
    session["day"] = "2019-03-05"
    if seconds is not None:
        session.set_expiry(seconds)
    session.save()
    return session


def test_the_database_does_not_know_the_cookie() -> None:
    session, kept = saved(), KeptSession.objects.get()
    assert session.session_key
    assert kept.session_key == session_digest(session) == cookie_digest(session.session_key)
    assert kept.session_key != session.session_key
    assert len(kept.session_key) == 40
    assert session.session_key not in str(vars(kept))


def test_it_is_found_by_the_cookie_alone() -> None:
    session, kept = saved(), KeptSession.objects.get()
    assert session.session_key
    again = SessionStore(session.session_key)
    assert (again["day"], again.session_key) == ("2019-03-05", session.session_key)
    assert SessionStore(kept.session_key).get("day") is None, "who has the database has nobody's cookie"
    assert [SessionStore().exists(key) for key in (session.session_key, kept.session_key)] == [True, False]


def test_one_is_deleted_by_its_cookie_and_no_other() -> None:
    first, second, third = saved(), saved(), saved()
    third.delete(first.session_key)
    SessionStore().delete()  # of nobody
    assert {one.session_key for one in KeptSession.objects.all()} == {session_digest(second), session_digest(third)}
    third.delete()
    assert [one.session_key for one in KeptSession.objects.all()] == [session_digest(second)]


@pytest.mark.parametrize(
    ("seconds", "ends"),
    [
        (3600, NOON + timedelta(hours=1)),
        (24 * 3600 - 1, NOON + timedelta(days=1, seconds=-1)),
        (24 * 3600, datetime(2019, 3, 7, tzinfo=NOON.tzinfo)),
        (30 * 24 * 3600, datetime(2019, 4, 5, tzinfo=NOON.tzinfo)),
    ],
    ids=["an hour", "almost a day", "a day", "over the change of clocks"],
)
def test_a_long_one_ends_with_a_day_and_a_short_one_on_time(seconds: int, ends: datetime) -> None:
    with patch("django.utils.timezone.now", return_value=NOON):
        saved(seconds)
    assert localtime(KeptSession.objects.get().expire_date, NOON.tzinfo) == ends


def test_one_that_has_ended_opens_nothing() -> None:
    session = saved(3600)
    KeptSession.objects.update(expire_date=NOON)
    with patch("people.sessions.now", return_value=NOON - timedelta(seconds=1)):
        assert SessionStore(session.session_key)["day"] == "2019-03-05"
    with patch("people.sessions.now", return_value=NOON):
        again = SessionStore(session.session_key)
        assert again.get("day") is None
        assert again.session_key is None, "the next one has another key"
