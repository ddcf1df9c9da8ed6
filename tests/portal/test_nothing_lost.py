"""What was thanked for is there, once, whatever is killed meanwhile."""

from __future__ import annotations

import json
import random
import secrets
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from portal.postgres import cluster, is_installed
from portal.server import Phone, Portal

pytestmark = pytest.mark.server

QUESTION = "/portal/sv/formular/fraga/"
PHONES = 24
EACH = 90  # questions by one phone
KILLS = 5


@dataclass
class Evening:
    """Phones that send while the portal dies and comes back. Each question's text is its number."""

    portal: Portal
    thanked: set[str] = field(default_factory=set)
    codes: dict[str, set[str]] = field(default_factory=dict)
    fault: str = ""
    _news: threading.Condition = field(default_factory=threading.Condition)

    def phone(self, number: int) -> None:
        with Phone(self.portal.port) as phone:
            for count in range(EACH):
                fields = {
                    "send_id": secrets.token_urlsafe(16),
                    "seconds_open": "30",
                    "text": f"{number}-{count}",
                    "language": "sv",
                }
                self._send(phone, fields)
                if count % 7 == 0:  # a double tap
                    self._send(phone, fields)

    def _send(self, phone: Phone, fields: dict[str, str]) -> None:
        """Until she is thanked, as people do it: the same page again."""
        while True:
            phone.sender = secrets.token_hex(8)  # who tries again and again here is not to be slowed down
            try:
                status, page = phone.post(QUESTION, fields)
            except OSError:
                continue
            if status == 200:
                return self._thank(fields["text"], page)
            if status != 503:
                self._stop(f"{status}: {page}")

    def _thank(self, text: str, page: str) -> None:
        assert "Tack" in page
        code = page.split("<output")[1].split("</output>")[0]
        with self._news:
            self.thanked.add(text)
            self.codes.setdefault(text, set()).add(code)
            self._news.notify_all()

    def run(self, chance: random.Random, outage: Callable[[], None] | None = None) -> None:
        """Kills the portal KILLS times; `outage` (if any) happens once between."""
        moments = sorted(chance.sample(range(50, PHONES * EACH - 50), KILLS))
        with ThreadPoolExecutor(PHONES) as phones:
            sending = [phones.submit(self.phone, number) for number in range(PHONES)]
            for count, moment in enumerate(moments):
                self._wait_for(moment)
                self.portal.kill()
                self.portal.start()
                if count == KILLS // 2 and outage:
                    outage()
            for sent in sending:
                sent.result()

    def _stop(self, fault: str) -> NoReturn:
        with self._news:
            self.fault = fault
            self._news.notify_all()
        pytest.fail(fault)

    def _wait_for(self, thanked: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.fault or len(self.thanked) >= thanked, timeout=120)
            assert not self.fault


def check(evening: Evening, rows: list[tuple[str, int]]) -> None:
    """`rows`: (text, how many questions hang on it) for each row."""
    texts = Counter(text for text, _ in rows)
    assert evening.thanked == set(texts), "thanked for, but not there, or the other way round"
    assert max(texts.values()) == 1, "there twice"
    assert len(texts) == PHONES * EACH
    assert {count for _, count in rows} == {1}
    assert {len(codes) for codes in evening.codes.values()} == {1}, "a retry gave another code"


# Read as the portal reads it, with its key: whoever has the database alone reads nothing.
ROWS = """
import json
from django.db.models import Count
from submissions.models import Submission

rows = Submission.objects.annotate(questions=Count("question"))
print(json.dumps([[row.answers["text"], row.questions] for row in rows]))
"""


def stored(portal: Portal) -> list[tuple[str, int]]:
    """(text, how many questions hang on it) of each row that is in the database."""
    rows = json.loads(portal.manage("shell", "-v0", "-c", ROWS).splitlines()[-1])
    return [(text, count) for text, count in rows]


def test_on_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "portal.db"
    portal = Portal(f"sqlite:///{path}")
    portal.migrate()
    with portal:
        evening = Evening(portal)
        evening.run(random.Random(5))
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check(evening, stored(portal))


@pytest.mark.skipif(not is_installed(), reason="needs PostgreSQL: sh tests/install-postgresql.sh")
def test_on_postgresql_which_is_killed_too() -> None:
    with cluster() as server:
        portal = Portal(server.url)
        portal.migrate()
        with portal:
            evening = Evening(portal)
            evening.run(random.Random(6), outage=server.crash)
        check(evening, stored(portal))
