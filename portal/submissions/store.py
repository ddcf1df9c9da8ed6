"""What is thanked for is on the disk first.

Requests that arrive while another is being written wait for their turn, and one of them then writes for all who wait:
one durable transaction, one flush of the disk, for many. Nobody is told of success before that transaction has ended.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.db import DatabaseError, OperationalError, connection, models, transaction

_MOST_AT_ONCE = 64  # rows stay few enough for one statement of SQLite


@dataclass(eq=False)
class _Waiting:
    rows: Sequence[models.Model]
    is_taken: bool = False
    is_done: threading.Event = field(default_factory=threading.Event)
    error: DatabaseError | None = None


class GroupCommit:
    """One for each process. Safe between threads; the database keeps order between processes.

    SQLite has room for one writer. PostgreSQL flushes once for several, and while one waits for it another works.
    """

    def __init__(self, writers: int) -> None:
        self._queue: list[_Waiting] = []
        self._gate = threading.Lock()
        self._turn = threading.BoundedSemaphore(writers)

    def store(self, rows: Sequence[models.Model]) -> None:
        """Returns when all `rows` are on the disk, those that were there already included. All or none.

        A row must come after those it points at. Raises DatabaseError: nothing of it was kept, or nobody knows.
        """
        waiting = _Waiting(rows)
        with self._gate:
            self._queue.append(waiting)
        with self._turn:
            batch = self._next(waiting)
            if batch:
                self._write(batch)
        waiting.is_done.wait()
        if waiting.error:
            raise waiting.error

    def _next(self, own: _Waiting) -> list[_Waiting]:
        """`own` and those that wait with it. None when another thread has taken it along."""
        with self._gate:
            if own.is_taken:
                return []
            batch = [own, *(waiting for waiting in self._queue if waiting is not own)][:_MOST_AT_ONCE]
            self._queue = [waiting for waiting in self._queue if waiting not in batch]
            for waiting in batch:
                waiting.is_taken = True
        return batch

    def _write(self, batch: list[_Waiting]) -> None:
        try:
            insert([row for waiting in batch for row in waiting.rows])
        except OperationalError as error:  # locked, full or gone: for all of them
            _end(batch, error)
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


store = GroupCommit(1 if connection.vendor == "sqlite" else 4).store


def insert(rows: Sequence[models.Model]) -> None:
    """In one transaction; rows whose key is there already are left alone. Raises DatabaseError."""
    kinds = list(dict.fromkeys(type(row) for row in rows))
    with transaction.atomic():
        for kind in kinds:
            # In the order of their keys: two processes with the same rows must not wait for each other.
            own = sorted((row for row in rows if type(row) is kind), key=attrgetter("pk"))
            kind._default_manager.bulk_create(own, ignore_conflicts=True)


def _end(batch: list[_Waiting], error: DatabaseError | None) -> None:
    for waiting in batch:
        waiting.error = error
        waiting.is_done.set()
