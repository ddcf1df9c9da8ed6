"""What is thanked for is on the disk first.

Requests that arrive while another is being written wait for their turn, and one of them then writes for all who wait:
one durable transaction, one flush of the disk, for many. Nobody is told of success before that transaction has ended.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.db import DatabaseError, InterfaceError, OperationalError, models, transaction

_MOST_AT_ONCE = 64  # requests in one transaction
_PATIENCE = 0.01  # seconds to wait for as many as came last time; alone, nobody waits


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
        self._latest = 1  # how many were written together last time
        self._arrived = threading.Condition()

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
        with self._arrived:
            self._line.append(own)
            if len(self._line) >= self._latest:
                self._arrived.notify()
            is_first, self._is_writing = not self._is_writing, True
        return is_first

    def _gather(self) -> list[_Waiting]:
        """Many at once cost little more than one: where many came, it pays to wait a moment for them again."""
        with self._arrived:
            self._arrived.wait_for(lambda: len(self._line) >= self._latest, _PATIENCE)
            batch, self._line = self._line[:_MOST_AT_ONCE], self._line[_MOST_AT_ONCE:]
            self._latest = len(batch)
        return batch

    def _wake_next(self) -> None:
        with self._arrived:
            self._is_writing = bool(self._line)
            if self._line:
                self._line[0].woken.set()

    def _write(self, batch: list[_Waiting]) -> None:
        try:
            insert([row for waiting in batch for row in waiting.rows])
        except (OperationalError, InterfaceError) as error:  # locked, full or gone: for all of them
            _end(batch, OperationalError(str(error)))
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
    with transaction.atomic():
        for kind in kinds:
            # In the order of their keys: two processes with the same rows must not wait for each other.
            own = sorted((row for row in rows if type(row) is kind), key=attrgetter("pk"))
            kind._default_manager.bulk_create(own, ignore_conflicts=True)


def _end(batch: list[_Waiting], error: DatabaseError | None) -> None:
    for waiting in batch:
        waiting.error = error
        waiting.is_done = True
        waiting.woken.set()
