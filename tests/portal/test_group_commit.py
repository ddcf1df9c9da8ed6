"""One transaction for many who wait: nobody is lost in it, and nobody suffers for another."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, DataError, OperationalError, connection, models
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from questions.models import Question
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
            self._line.wait(timeout=120)
        self.transactions.append(keys)
        if self._error and self._bad in keys:
            raise self._error("no")

    def send(self, group: GroupCommit, key: str) -> str:
        if key != "first":
            self._line.wait(timeout=120)
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


def test_who_came_later_does_not_wait_for_a_locked_database_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first one waits for it in vain, the others come: they would wait twice as long as is promised."""
    group, transactions = GroupCommit(), []

    def locked(rows: Sequence[models.Model]) -> None:
        transactions.append(rows)
        while len(group._line) < 8:
            time.sleep(0.001)
        raise OperationalError("database is locked")

    def send(key: str) -> None:
        with pytest.raises(OperationalError):
            group.store([Submission(key=key)])

    monkeypatch.setattr(store, "insert", locked)
    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(send, "first")
        while not transactions:
            time.sleep(0.001)
        for each in [first, *(threads.submit(send, str(number)) for number in range(8))]:
            each.result()
    assert len(transactions) == 1


def test_who_waits_is_told_when_the_writer_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """And whoever comes afterwards is written for as ever."""
    written: list[str] = []

    def insert(rows: Sequence[models.Model]) -> None:
        written.extend(str(row.pk) for row in rows)
        if "first" in written:
            written.clear()
            raise KeyboardInterrupt

    monkeypatch.setattr(store, "insert", insert)
    group = GroupCommit()
    waiting = [store._Waiting([Submission(key=key)]) for key in ("first", "second")]
    group._line.append(waiting[1])
    with pytest.raises(KeyboardInterrupt):
        group.store(waiting[0].rows)
    assert (waiting[1].is_done, waiting[1].woken.is_set()) == (True, True)
    with pytest.raises(DatabaseError, match="^the writer was interrupted$"):
        raise waiting[1].error or AssertionError
    group.store([Submission(key="third")])
    assert written == ["third"]


def test_who_is_woken_writes_next_and_whoever_comes_then_waits() -> None:
    group = GroupCommit()
    one, two, three, four = (store._Waiting([Submission(key=key)]) for key in "abcd")
    assert [group._is_first(one), group._is_first(two)] == [True, False]
    group._line.remove(one)
    group._wake_next()
    assert (two.woken.is_set(), group._is_first(three), three.woken.is_set()) == (True, False, False)
    assert group._gather() == [two, three]
    group._wake_next()
    assert group._is_first(four), "nobody waits any more"


@pytest.mark.parametrize("error", [OperationalError, DataError])
def test_what_the_database_says_is_told(monkeypatch: pytest.MonkeyPatch, error: type[DatabaseError]) -> None:
    def insert(_: Sequence[models.Model]) -> None:
        raise error("disk is full")

    monkeypatch.setattr(store, "insert", insert)
    with pytest.raises(error, match="^disk is full$"):
        GroupCommit().store([Submission(key="a")])


@pytest.mark.django_db(transaction=True)
def test_all_rows_of_a_transaction_or_none_in_the_order_of_their_keys() -> None:
    rows = [_submission(key) for key in ("c", "a", "b")]
    with CaptureQueriesContext(connection) as asked:
        store.insert(rows)
    [statement] = [query["sql"] for query in asked if "INSERT" in query["sql"]]
    assert [statement.index(f"'{key}'") for key in "abc"] == sorted(statement.index(f"'{key}'") for key in "abc")
    questionless = Question(submission=_submission("missing"), code="x", language="sv", opened=now())
    with pytest.raises(DatabaseError):
        store.insert([_submission("d"), questionless])
    assert sorted(Submission.objects.values_list("key", flat=True)) == ["a", "b", "c"]


def _submission(key: str) -> Submission:
    return Submission(key=key, form="fraga", language="sv", answers={}, received=now(), due=now().date())
