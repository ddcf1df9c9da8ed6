"""One transaction for many who wait: nobody is lost in it, and nobody suffers for another."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DataError, OperationalError, models

from submissions import store
from submissions.models import Submission
from submissions.store import GroupCommit


class Database:
    """Holds the first transaction up until the others wait in line; refuses some rows."""

    def __init__(self, waiting: int, bad: str = "", error: type[Exception] | None = None) -> None:
        self.transactions: list[list[str]] = []
        self._bad, self._error = bad, error
        self._line = threading.Barrier(waiting + 1)

    def insert(self, rows: Sequence[models.Model]) -> None:
        keys = [str(row.pk) for row in rows]
        if keys == ["first"]:
            self._line.wait(timeout=10)
        self.transactions.append(keys)
        if self._error and self._bad in keys:
            raise self._error("no")

    def send(self, group: GroupCommit, key: str) -> str:
        if key != "first":
            self._line.wait(timeout=10)
        try:
            group.store([Submission(key=key)])
        except (DataError, OperationalError) as error:
            return type(error).__name__
        return "kept"


def sent(database: Database, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """{key: what happened to it}; "first" is under way before the others come."""
    monkeypatch.setattr(store, "insert", database.insert)
    group = GroupCommit()
    keys = ["first", *(str(number) for number in range(8))]
    with ThreadPoolExecutor(len(keys)) as threads:
        results = {key: threads.submit(database.send, group, key) for key in keys}
    return {key: result.result() for key, result in results.items()}


def test_all_are_kept_in_fewer_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(8)
    assert set(sent(database, monkeypatch).values()) == {"kept"}
    written = [key for keys in database.transactions for key in keys]
    assert sorted(written) == sorted({*written})
    assert len(written) == 9


def test_one_bad_row_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    result = sent(Database(8, "3", DataError), monkeypatch)
    assert result.pop("3") == "DataError"
    assert set(result.values()) == {"kept"}


def test_a_locked_database_is_told_to_all_who_waited_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    result = sent(Database(8, "3", OperationalError), monkeypatch)
    assert result["first"] == "kept"
    assert result["3"] == "OperationalError"
