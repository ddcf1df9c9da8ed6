"""A locked SQLite is waited for as long as is promised, and holds up nobody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from django.db.backends.sqlite3 import base as sqlite

from web.sqlite import base


class Clock:
    """Time passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(base, "time", clock)
    return clock


def locked_until(clock: Clock, moment: float, word: str = "database is locked") -> Callable[[], str]:
    def statement() -> str:
        if clock.now < moment:
            raise sqlite3.OperationalError(word)
        return "done"

    return statement


def test_it_is_waited_for(clock: Clock) -> None:
    assert base._patiently(locked_until(clock, 104.9)) == "done"
    assert clock.now == pytest.approx(104.9, abs=0.1)


def test_but_for_five_seconds_at_the_most(clock: Clock) -> None:
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        base._patiently(locked_until(clock, 200))
    assert clock.now == pytest.approx(105, abs=0.1)


def test_a_full_disk_is_not_waited_for(clock: Clock) -> None:
    with pytest.raises(sqlite3.OperationalError, match="full"):
        base._patiently(locked_until(clock, 200, "database or disk is full"))
    assert clock.now == 100


def test_who_comes_while_the_last_one_leaves_waits_as_well(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = locked_until(clock, 101)
    monkeypatch.setattr(sqlite.DatabaseWrapper, "get_new_connection", lambda *_: opened())
    newcomer = base.DatabaseWrapper.__new__(base.DatabaseWrapper)
    assert newcomer.get_new_connection({}) == "done"
