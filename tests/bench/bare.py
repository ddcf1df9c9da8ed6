"""The database alone: as many connections as there are phones, each writing what the portal writes for a question, in a
durable transaction of its own. The processes share the processors like those of the portal do."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from multiprocessing import get_context
from time import perf_counter

import psycopg

from bench.phones import ANSWERS

PROCESSES = 2
_SUBMISSION = "INSERT INTO submissions_submission (key, form, language, answers, received, due) VALUES ({})"
_QUESTION = (
    "INSERT INTO questions_question (submission_id, code, language, topic, state, handed_to, opened) VALUES ({})"
)
Insert = Callable[[], None]


def insert_for(seconds: float, url: str, connections: int) -> tuple[float, list[float]]:
    """(transactions in a second, seconds of each)."""
    context = get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        parts = pool.starmap(_work, [(seconds, url, connections // PROCESSES)] * PROCESSES)
    waits = [wait for part in parts for wait in part]
    return len(waits) / seconds, waits


def _work(seconds: float, url: str, connections: int) -> list[float]:
    waits: list[float] = []
    ready = threading.Barrier(connections)
    threads = [threading.Thread(target=_connection, args=(seconds, url, ready, waits)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def _connection(seconds: float, url: str, ready: threading.Barrier, waits: list[float]) -> None:
    insert = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
    ready.wait()
    end = perf_counter() + seconds
    while (begin := perf_counter()) < end:
        insert()
        waits.append(perf_counter() - begin)


def _sqlite(url: str) -> Insert:
    database = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60, isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
    submission, question = _SUBMISSION.format(",".join("?" * 6)), _QUESTION.format(",".join("?" * 7))

    def insert() -> None:
        first, second = _rows()
        database.execute("BEGIN IMMEDIATE")
        database.execute(submission, [str(value) for value in first])
        database.execute(question, [str(value) for value in second])
        database.execute("COMMIT")

    return insert


def _postgresql(url: str) -> Insert:
    database = psycopg.connect(url, autocommit=True)
    submission, question = _SUBMISSION.format(",".join(["%s"] * 6)), _QUESTION.format(",".join(["%s"] * 7))

    def insert() -> None:
        first, second = _rows()
        with database.transaction():
            database.execute(submission, first)
            database.execute(question, second)

    return insert


def _rows() -> tuple[list[object], list[object]]:
    key, now = secrets.token_hex(16), datetime.now(UTC)
    answers = json.dumps(ANSWERS, ensure_ascii=False)
    return (
        [key, "fraga", "ar", answers, now, date(2019, 9, 1)],
        [key, secrets.token_hex(32), "ar", "", "open", "", now],
    )
