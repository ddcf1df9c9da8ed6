"""What is erased is gone from the database's files when the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.at_once import databases
from portal.server import SCRIPTED, Portal

pytestmark = pytest.mark.server

# Fifty people ask, twenty of them delete their question, a member is erased; every sealed text is remembered before.
LIFE = """
import json
from datetime import date, timedelta
from django.db import connection
from django.test import Client
from django.utils.timezone import localdate, now
from people.models import Person
from portal.sending import ANSWER, ask
from submissions.models import Submission
from privacy.person_data import erase_person
from privacy.retention import delete_due

def sealed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM submissions_submission")
        texts = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT name FROM people_person")
        return {*texts, *(row[0] for row in cursor.fetchall())}

client = Client(HTTP_HOST="localhost")
codes = [ask(client, text=f"Fråga {n} " * (4 * n + 1)) for n in range(40)]
people = [Person.objects.create_member(f"M{n}", date(2019, 1, 1)) for n in range(5)]
before = sealed()
said = [b"borttagen" in client.post(ANSWER, {"code": code, "delete": "sure"}).content for code in codes[::2]]
swept = erase_person(people[0], now())
left = sealed()
due = delete_due(localdate() + timedelta(days=400))
print(json.dumps([all(said), swept, sorted(before - left), sorted(left), due]))
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_erased_is_gone(kind: str, tmp_path: Path) -> None:
    with databases(kind, tmp_path) as url:
        portal = Portal(url, **SCRIPTED)
        portal.migrate()
        is_said, is_swept, gone, left, due = portal.run(LIFE)
        assert (is_said, is_swept, len(gone), due) == (True, True, 21, 20)
        if kind == "sqlite":
            files = b"".join(file.read_bytes() for file in tmp_path.glob("portal.db*"))
            assert [text for text in gone if text.encode() in files] == []
        portal.manage("delete_due")
        if kind == "sqlite":
            files = b"".join(file.read_bytes() for file in tmp_path.glob("portal.db*"))
            assert sum(text.encode() in files for text in left) == 4, "the four who are still members"
