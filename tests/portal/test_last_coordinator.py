"""Coordinators who end or erase each other at the same moment: somebody is always left, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.at_once import databases
from portal.server import SCRIPTED, Portal

pytestmark = pytest.mark.server

# Two coordinators, signed in with their apps, each press a button at the same moment; three times for each.
QUARREL = """
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from django.db import connection
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from people import second_factor
from people.models import Device, Person
from people.sessions import session_digest

def coordinator(login):
    person = Person.objects.create_coordinator(login, login, "kaffe och kardemumma", date(2019, 1, 1))
    app = second_factor.new_app(person)
    second_factor.adopt(app)
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = app.persistent_id
    session.save()
    Device.objects.create(person=person, session_key=session_digest(session), since="2019-01-01", seen="2019-01-01")
    return person, client

def press(barrier, client, path, form):
    barrier.wait()
    answer = client.post(path, form)
    connection.close()
    # Her session had ended when she came, or ended while the answer was being made: refused, too.
    is_out = answer.status_code == 400 or answer.headers.get("Location", "").endswith("/in/")
    return 403 if is_out else answer.status_code

left = []
for button in ["erase", "leave", "anew"] * 3:
    Person.objects.all().delete()
    (a, first), (b, second) = coordinator("a"), coordinator("b")
    if button == "erase":
        forms = [("/portal/sv/jag/radera/", {}), ("/portal/sv/jag/radera/", {})]
    else:
        forms = [(f"/portal/sv/koordinator/kollegor/{other.pk}/", {"do": button}) for other in (b, a)]
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(press, [barrier] * 2, [first, second], *zip(*forms)))
    inside = sum(client.get("/portal/vakt").status_code == 204 for client in (first, second))
    left.append([button, Person.objects.coordinators().count(), inside, sorted(statuses)])
print(json.dumps(left))
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_somebody_is_left(database: str, tmp_path: Path) -> None:
    with databases(database, tmp_path) as url:
        portal = Portal(url, **SCRIPTED)
        portal.migrate()
        rounds = portal.run(QUARREL)
    assert len(rounds) == 9
    for button, left, inside, statuses in rounds:
        expected = {"erase": (1, 1, [200, 200]), "leave": (1, 1, [302, 403]), "anew": (2, 1, [200, 403])}[button]
        assert (left, inside, statuses) == expected, button
