"""What is thanked for is on the disk first.

Requests that arrive while another is being written wait for their turn, and one of them then writes for all who wait:
one durable transaction, one flush of the disk, for many. Nobody is told of success before that transaction has ended.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, models, transaction

_MOST_AT_ONCE = 64  # requests in one transaction
_MOMENT = 0.001  # seconds for those who are on their way


@dataclass(eq=False)
class _Waiting:
    rows: Sequence[models.Model]
    is_done: bool = False
    error: DatabaseError | None = None
    woken: threading.Event = field(default_factory=threading.Event)


class GroupCommit:
    """One for each process. Safe between threads; the database keeps order between processes.

    The first in the line writes for all in it, then wakes the next one to do the same.
    """

    def __init__(self) -> None:
        self._line: list[_Waiting] = []
        self._is_writing = False
        self._turn = threading.Lock()

    def store(self, rows: Sequence[models.Model]) -> None:
        """Returns when all `rows` are on the disk, those that were there already included. All or none.

        A row must come after those it points at. Raises DatabaseError: nothing of it was kept, or nobody knows.
        """
        own = _Waiting(rows)
        if not self._is_first(own):
            own.woken.wait()
        if not own.is_done:
            try:
                self._write(self._gather())
            finally:
                self._wake_next()
        if own.error:
            raise own.error

    def _is_first(self, own: _Waiting) -> bool:
        with self._turn:
            self._line.append(own)
            is_first, self._is_writing = not self._is_writing, True
        return is_first

    def _gather(self) -> list[_Waiting]:
        """Many at once cost little more than one, so it pays to wait a moment for them."""
        time.sleep(_MOMENT)
        with self._turn:
            batch, self._line = self._line[:_MOST_AT_ONCE], self._line[_MOST_AT_ONCE:]
        return batch

    def _all_in_line(self) -> list[_Waiting]:
        """They are told now: waiting for a turn and then for the database would be twice as long as is promised."""
        with self._turn:
            line, self._line = self._line, []
        return line

    def _wake_next(self) -> None:
        with self._turn:
            self._is_writing = bool(self._line)
            if self._line:
                self._line[0].woken.set()

    def _write(self, batch: list[_Waiting]) -> None:
        try:
            insert([row for waiting in batch for row in waiting.rows])
        except (OperationalError, InterfaceError) as error:  # locked, full or gone: for all of them
            _end([*batch, *self._all_in_line()], OperationalError(str(error)))
        except DatabaseError as error:
            self._write_singly(batch, error)
        except BaseException:
            _end(batch, DatabaseError("the writer was interrupted"))
            raise
        else:
            _end(batch, None)

    def _write_singly(self, batch: list[_Waiting], error: DatabaseError) -> None:
        """One of them is at fault: the others must not suffer for it."""
        if len(batch) == 1:
            return _end(batch, error)
        for waiting in batch:
            self._write([waiting])
        return None


store = GroupCommit().store


def insert(rows: Sequence[models.Model]) -> None:
    """In one transaction; rows whose key is there already are left alone. Raises DatabaseError."""
    kinds = list(dict.fromkeys(type(row) for row in rows))
    with transaction.atomic(), connection.cursor() as cursor:
        for kind in kinds:
            # In the order of their keys: two processes with the same rows must not wait for each other.
            own = sorted((row for row in rows if type(row) is kind), key=attrgetter("pk"))
            cursor.execute(_statement(kind, len(own)), _values(kind, own))


@cache
def _statement(kind: type[models.Model], count: int) -> str:
    """What bulk_create(ignore_conflicts=True) comes to; finding it out anew took a tenth of the time of a question."""
    quoted = connection.ops.quote_name
    columns = [quoted(str(field.column)) for field in kind._meta.concrete_fields]
    row = f"({', '.join(['%s'] * len(columns))})"
    table, rows = quoted(kind._meta.db_table), ", ".join([row] * count)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows} ON CONFLICT DO NOTHING"


def _values(kind: type[models.Model], rows: Sequence[models.Model]) -> list[Any]:
    fields = kind._meta.concrete_fields
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields]


def _end(batch: list[_Waiting], error: DatabaseError | None) -> None:
    for waiting in batch:
        waiting.error = error
        waiting.is_done = True
        waiting.woken.set()
