"""Database locked, disk full, database gone: she is told in her language, keeps her text, and sends it later."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client

from portal.postgres import cluster, is_installed
from portal.sending import ANSWER, ask, asked, hidden, member, signed_in, text_of
from portal.server import Phone, Portal
from questions import threads
from questions.models import Question

pytestmark = pytest.mark.server

FORM = "/portal/ar/formular/fraga/"
ONCE, LATER = "one-of-22-random-signs", "another-of-22-signs-xx"
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
TEXT = "متى يفتح المقهى؟ <b>"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "portal.db"


@pytest.fixture
def portal(database: Path) -> Iterator[Portal]:
    running = Portal(f"sqlite:///{database}", BRYGGA_WORKERS="1")
    running.migrate()
    with running:
        yield running


def refused(portal: Portal, send_id: str = ONCE) -> None:
    """503, in Arabic, with her words in the form and no word of ours about what broke."""
    with Phone(portal.port) as phone:
        status, html = phone.post(FORM, asked(TEXT, "ar", send_id=send_id))
    assert status == 503
    assert '<html lang="ar" dir="rtl">' in html
    assert "Vi kunde inte ta emot det" in html
    assert "متى يفتح المقهى؟ &lt;b&gt;</textarea>" in html
    assert f'name="send_id" value="{send_id}"' in html
    assert "Försök igen" in html
    assert "Traceback" not in html


def accepted(portal: Portal, send_id: str = ONCE) -> None:
    with Phone(portal.port) as phone:
        status, html = phone.post(FORM, asked(TEXT, "ar", send_id=send_id))
    assert (status, "<output" in html) == (200, True)


def count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM questions_question").fetchone()[0])


def test_database_locked(portal: Portal, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(3) as phones:
            waiting = [phones.submit(refused, portal, f"{ONCE}-{number}") for number in range(2)]
            with Phone(portal.port) as phone:
                assert phone.get(FORM)[0] == 200
            assert not any(one.done() for one in waiting), "others go on meanwhile"
            for one in waiting:
                one.result()
        other.execute("ROLLBACK")
    accepted(portal)
    assert count(database) == 1
    assert {file.stat().st_mode & 0o077 for file in database.parent.glob("portal.db*")} == {0}, "the portal's alone"


def test_disk_full(portal: Portal, database: Path) -> None:
    """No process of the portal may make a file longer than the database's log is."""
    accepted(portal)
    limits = {process: resource.prlimit(process, resource.RLIMIT_FSIZE) for process in portal.processes}
    full = database.with_name("portal.db-wal").stat().st_size
    for process, (_, most) in limits.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (full, most))
    refused(portal, LATER)
    for process, limit in limits.items():
        resource.prlimit(process, resource.RLIMIT_FSIZE, limit)
    accepted(portal, LATER)
    assert count(database) == 2


@pytest.mark.skipif(not is_installed(), reason="needs PostgreSQL: sh tests/install-postgresql.sh")
def test_database_gone_and_back() -> None:
    with cluster() as server:
        portal = Portal(server.url, BRYGGA_WORKERS="1")
        portal.migrate()
        with portal:
            server.stop()
            refused(portal)
            server.start()
            accepted(portal)


@pytest.mark.skipif(not is_installed(), reason="needs PostgreSQL: sh tests/install-postgresql.sh")
def test_who_has_left_holds_no_connection_to_the_database() -> None:
    """PostgreSQL has 100 of them."""
    with cluster() as server:
        portal = Portal(server.url, BRYGGA_WORKERS="1")
        portal.migrate()
        with portal, psycopg.connect(server.url, autocommit=True) as database:
            for number in range(60):
                with Phone(portal.port, f"198.51.100.{number}") as phone:
                    assert phone.post("/portal/ar/svar/", {"code": "AAAA-AAAA-AAAA"})[0] == 422
            row = database.execute(CONNECTIONS).fetchone()
    assert row is not None
    assert row[0] < 10


def gone(*_: object, **__: object) -> None:
    raise OperationalError("server closed the connection: <secret>")


@pytest.mark.django_db
def test_who_asks_on_keeps_her_code_and_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    code = ask(client)
    sent = {**hidden(client.post(ANSWER, {"code": code})), "text": "Är det gratis?"}
    with monkeypatch.context() as patch:
        patch.setattr(threads, "ask_on", gone)
        response = client.post(ANSWER, sent)
    html = text_of(response)
    assert response.status_code == 503
    assert f'value="{code}"' in html
    assert "Är det gratis?</textarea>" in html
    assert "secret" not in html
    assert "Är det gratis?" in text_of(client.post(ANSWER, {**hidden(response), "code": code, "text": sent["text"]}))


@pytest.mark.django_db
def test_who_answers_keeps_her_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    person = member()
    threads.take(Question.objects.get(), person)
    monkeypatch.setattr(threads, "answer_question", gone)
    address = f"/portal/sv/fragor/{Question.objects.get().pk}/"
    response = signed_in(person).post(address, {"do": "answer", "text": "Ja!"})
    assert response.status_code == 503
    assert "Ja!</textarea>" in text_of(response)


@pytest.mark.django_db
def test_gone_before_it_is_known_who_she_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.cookies["brygga"] = "a" * 32
    client.raise_request_exception = False
    monkeypatch.setattr("people.sessions.SessionStore.load", gone)
    for address, sent, told in (
        ("/portal/sv/formular/cafebesok/", {"visitors": "17 personer"}, "Vi kunde inte ta emot det"),
        ("/portal/sv/fragor/hittepa/", {"text": "17 personer"}, "Vi kan inte ta emot något just nu"),
    ):
        response = client.post(address, sent)
        assert response.status_code == 503
        assert told in text_of(response)
        assert sent.popitem()[1].replace(" ", "") in text_of(response).replace(" ", "")


@pytest.mark.django_db
def test_nobody_else_reads_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("reception.views.store", gone)
    assert client.post(FORM, asked(TEXT, "ar")).status_code == 503
    assert "OperationalError" in caplog.text
    assert "secret" not in caplog.text
    assert TEXT not in caplog.text
