"""Double taps and people who answer at the same moment, on both databases, with connections of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.at_once import databases
from portal.server import Portal

pytestmark = pytest.mark.server

# Eight members tap "Jag kan" three times each, all at once; then they take it back while they are being confirmed.
EVENING = """
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from django.db import connection
from django.utils.timezone import now
from board.answers import DecisionRefused, answer_request, decide
from board.help_requests import HelpRequest
from board.models import Answer
from people.models import Person
from published.current import published

help_request = HelpRequest(published().requests["2019-03-14-forskolan"])
people = [Person.objects.create_member(f"M{n}", date(2019, 1, 1)) for n in range(8)]

def tap(person):
    answer_request(help_request, person, "can", now())
    connection.close()

def quarrel(person, number):
    try:
        if number % 2:
            decide(help_request, person, "confirmed", now())
        else:
            answer_request(help_request, person, ("withdrawn", "can")[number % 4 == 0], now())
    except DecisionRefused:
        pass  # she took it back a moment ago, or all who are needed are confirmed
    connection.close()

with ThreadPoolExecutor(8) as pool:
    list(pool.map(tap, people * 3))
    taps = list(Answer.objects.values_list("says", "decision"))
    list(pool.map(quarrel, people * 6, [n for n in range(6) for _ in people]))
odd = Answer.objects.exclude(says="can").exclude(decision="").count()
too_many = max(Answer.objects.filter(decision="confirmed").count() - help_request.facts["needed"], 0)
print(json.dumps([taps, Answer.objects.count(), odd, too_many]))
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_each_member_has_one_answer_and_only_a_yes_is_confirmed(database: str, tmp_path: Path) -> None:
    with databases(database, tmp_path) as url:
        portal = Portal(url)
        portal.migrate()
        taps, rows, odd, too_many = portal.run(EVENING)
    assert taps == [["can", ""]] * 8
    assert (rows, odd, too_many) == (8, 0, 0)
