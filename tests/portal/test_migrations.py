"""Rows of an earlier portal, through every migration since: nothing of them is lost, nobody is signed out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.conf import settings
from django.core import signing
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.test import Client
from django.utils.timezone import now
from django_otp.oath import totp
from pytest_django import Settings

from board.models import Answer
from people import second_factor
from people.models import App, Device, KeptSession, Person
from people.sessions import cookie_digest
from questions.models import Message, Question
from submissions.models import Submission

OURS = ("people", "submissions", "questions", "board", "trail")
FIRST = [("people", "0001_initial"), ("submissions", "0001_initial"), ("questions", "0001_initial")]
BEFORE = [*FIRST, ("board", "0001_initial"), ("sessions", "0001_initial"), ("otp_totp", "0003_add_timestamps")]
OF_OTHERS = ["django.contrib.sessions", "django_otp.plugins.otp_totp"]  # what the earlier portal kept rows in, too
KEY, SEED = "a" * 32, "3132333435363738393031323334353637383930"
MOMENT = datetime(2019, 3, 5, 13, 30, tzinfo=UTC)
# Each migration that changes rows, and what the test below looks at.
SEEN = {
    "people.0003_sealed": "names and logins, the app's key",
    "people.0004_sessions": "who is signed in",
    "submissions.0002_sealed": "answers",
    "questions.0002_message_place": "the order of messages",
    "questions.0003_sealed": "their texts",
}


def empty_database() -> None:
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        if not cascade:
            cursor.execute("PRAGMA foreign_keys=OFF")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
        if not cascade:
            cursor.execute("PRAGMA foreign_keys=ON")


def migrated(targets: list[tuple[str, str]]) -> Apps:
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


def fill(apps: Apps) -> None:
    def add(what: str, /, **values: Any) -> Any:
        app, model = what.split(".")
        return apps.get_model(app, model)._default_manager.create(**values)

    noor = add("people.Person", password="!", name="Noor", role="member", joined=date(2019, 1, 1), district="Ängen")
    karin = add("people.Person", password="x", login="karin", name="Karin", role="coordinator", joined=date(2019, 1, 1))
    add("people.Device", person=noor, session_key=KEY, since=date(2019, 1, 1), seen=date(2019, 1, 2))
    held = {"_auth_user_id": str(noor.pk), "day": "2019-01-02"}
    data = signing.dumps(held, salt="django.contrib.sessions.SessionStore")
    ends = now() + timedelta(days=90)
    add("sessions.Session", session_key=KEY, session_data=data, expire_date=ends)
    add("sessions.Session", session_key="b" * 32, session_data="made with another secret", expire_date=ends)
    for confirmed, seed in ((True, SEED), (False, "00" * 20)):
        add("otp_totp.TOTPDevice", user_id=karin.pk, name="app", confirmed=confirmed, key=seed, drift=1, last_t=7)
    kept = {"form": "fraga", "language": "sv", "received": MOMENT, "due": date(2019, 9, 1)}
    sent = add("submissions.Submission", key="1" * 32, answers={"text": "När öppnar ni?"}, **kept)
    asked = add("questions.Question", submission=sent, code="c" * 64, language="sv", opened=MOMENT, taken_by=noor)
    for place, (key, text) in enumerate((("z", "Först"), ("a", "Sedan"))):
        moment = MOMENT + timedelta(minutes=place)
        add("questions.Message", key=key, question=asked, by="asker", text=text, at=moment)
    add("board.Answer", errand_id="2019-03-14-forskolan", person=noor, says="can", at=MOMENT, changes=3)


@pytest.fixture
def moved(transactional_db: None, settings: Settings) -> None:  # noqa: ARG001
    """The database of the earlier portal, brought to today's."""
    own_apps = settings.INSTALLED_APPS
    empty_database()
    try:
        settings.INSTALLED_APPS = [*own_apps, *OF_OTHERS]
        fill(migrated(BEFORE))
    finally:  # the next test needs a whole one
        settings.INSTALLED_APPS = own_apps
        migrated(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_what_was_kept_is_there_and_sealed(moved: None) -> None:  # noqa: ARG001
    noor, karin = Person.objects.get(role="member"), Person.objects.coordinator("karin")
    assert karin is not None
    assert (noor.name, noor.district, noor.login, karin.name) == ("Noor", "Ängen", None, "Karin")
    assert Submission.objects.get().answers == {"text": "När öppnar ni?"}
    assert Question.objects.get().taken_by == noor
    assert [message.text for message in Message.objects.order_by("place")] == ["Först", "Sedan"]
    answer = Answer.objects.get()
    assert (answer.says, answer.asked, answer.round) == ("can", {}, 0), "an answer to whatever was asked then"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = repr(cursor.fetchall())
            assert not [word for word in ("Noor", "Ängen", "öppnar", "Sedan", SEED, KEY) if word in rows], table


def test_her_app_goes_on_showing_the_right_codes(moved: None) -> None:  # noqa: ARG001
    karin = Person.objects.coordinator("karin")
    assert karin is not None
    device = second_factor.app_of(karin)
    assert device is not None
    assert (device.key, device.drift, device.latest) == (SEED, 1, 7)
    assert App.objects.count() == 2, "one that is not set up yet stays so"
    assert device.verify_token(f"{totp(bytes.fromhex(SEED)):06}")
    assert "otp_totp_totpdevice" not in connection.introspection.table_names()


def test_who_was_signed_in_stays_so(moved: None) -> None:  # noqa: ARG001
    session = KeptSession.objects.get()
    assert (session.session_key, Device.objects.get().session_key) == (cookie_digest(KEY), cookie_digest(KEY))
    assert json.loads(session.session_data)["day"] == "2019-01-02"
    phone = Client()
    phone.cookies[settings.SESSION_COOKIE_NAME] = KEY
    assert phone.session["_auth_user_id"] == str(Person.objects.get(role="member").pk)
    assert "django_session" not in connection.introspection.table_names()


def test_every_migration_that_changes_rows_is_looked_at() -> None:
    changing = set()
    for app in OURS:
        folder = Path(str(import_module(f"{app}.migrations").__path__[0]))
        for file in folder.glob("0*.py"):
            operations = import_module(f"{app}.migrations.{file.stem}").Migration.operations
            if any(isinstance(one, RunPython | RunSQL) for one in operations):
                changing.add(f"{app}.{file.stem}")
    assert changing == SEEN.keys()
