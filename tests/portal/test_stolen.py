"""A stolen database opens no door: nothing that stands in it signs anybody in, and nothing of it can be guessed at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from people import calendar_key, links, second_factor
from people.models import KeptSession
from people.sign_in import TRIES
from portal.sending import ANSWER, ask, by_script
from questions.asker import WRONG_CODES
from questions.models import Message
from somebody import HERE, PASSWORD, coordinator, member, signed_in
from submissions.models import Submission

pytestmark = pytest.mark.django_db
LOGIN, ME = "/portal/sv/in/koordinator/", "/portal/sv/jag/"


def texts(value: Any) -> Iterator[str]:
    """Whole, and each part that could be a key."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    yield text[:200]
    yield from re.findall(r"[\w-]{6,100}", text)


def loot() -> set[str]:
    with connection.cursor() as cursor:
        found: set[str] = set()
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("django_", "auth_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found.update(text for row in cursor.fetchall() for value in row for text in texts(value))
    return found


def opens(key: str) -> list[str]:
    """Every door that takes a key and takes this one."""
    TRIES.forget()
    WRONG_CODES.forget()
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    doors = [
        ("cookie", thief.get(ME).status_code == 200),
        ("card", Client().post(f"/portal/sv/in/{key.replace('/', '')}/", headers=HERE).status_code == 302),
        ("code", Client().post(ANSWER, {"code": key}).status_code == 200),
        ("calendar", Client().get(f"/portal/kalender/{key.replace('/', '')}.ics").status_code == 200),
        ("paper", is_let_in(key)),
    ]
    return [name for name, is_open in doors if is_open]


def is_let_in(key: str) -> bool:
    """By a thief who knows a coordinator's password."""
    thief = Client()
    thief.post(LOGIN, {"login": "karin", "password": PASSWORD})
    return thief.post(f"{LOGIN}kod/", {"code": key}).status_code == 302


def test_nothing_in_the_database_opens_a_door() -> None:
    noor, karin = member(), coordinator()
    links.renew_link(noor, now())
    token = links.renew_link(noor, now())
    paper = second_factor.adopt(second_factor.new_app(karin))
    phone, desk = signed_in(noor), signed_in(karin)
    desk.post("/portal/sv/koordinator/mammor/ny/", {"name": "Sara"})
    code = ask(Client(), language="ar")
    calendar = calendar_key.calendar_key(noor)
    found = loot()
    assert {key: doors for key in found if (doors := opens(key))} == {}
    assert len(found) > 40
    keys = [str(phone.session.session_key), str(desk.session.session_key), token, code, calendar, paper[0]]
    assert [opens(key) for key in keys] == [["cookie"], ["cookie"], ["card"], ["code"], ["calendar"], ["paper"]]


def test_a_session_tells_nothing_of_what_it_holds() -> None:
    desk = signed_in(coordinator())
    desk.post("/portal/sv/koordinator/mammor/ny/", {"name": "Mammanamnet"})
    held = KeptSession.objects.get().session_data
    assert "Mammanamnet" in held, "the next page says it"
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM people_session")
        assert str(cursor.fetchone()[0]).startswith("gAAAA")


def test_whoever_signs_out_leaves_no_session_by_either_name(client: Client) -> None:
    token = links.renew_link(member(), now())
    client.post(f"/portal/sv/in/{token}/", headers=HERE)
    key = str(client.session.session_key)
    assert client.session.exists(key)
    assert not KeptSession.objects.filter(session_key=key).exists()
    client.post(ME, {"do": "out"})
    assert not client.session.exists(key)
    assert not KeptSession.objects.exists()


def test_what_was_written_cannot_be_tried_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words have another key under another secret."""
    sent = by_script(text="Ja", language="sv")
    client.post("/portal/sv/formular/fraga/", sent)
    first = Submission.objects.get().pk
    monkeypatch.setattr(settings, "SECRET_KEY", "another secret of at least fifty characters, for this test alone")
    client.post("/portal/sv/formular/fraga/", sent)
    assert Submission.objects.exclude(pk=first).count() == 1
    assert not Message.objects.exists()
