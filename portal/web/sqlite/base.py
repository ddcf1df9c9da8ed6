"""Django's SQLite, where who waits for a locked database lets the others of her process go on.

SQLite itself waits by holding up the whole process, and the next one in line would then wait just as long once more.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3 import base

PATIENCE = 5.0  # seconds to wait for the database before she is told
_PAUSE = 0.01  # seconds; it is for a turn of writing, which takes about as long


class Cursor(base.SQLiteCursorWrapper):
    """Waits for its turn with each statement."""

    def execute(self, query: str, params: Any = None) -> Any:
        return _patiently(lambda: super(Cursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        rows = list(param_list)
        return _patiently(lambda: super(Cursor, self).executemany(query, rows))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django finds it by this name (settings.DATABASES)."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Who comes while the last one leaves, or after a crash, finds the database locked for a moment."""
        return _patiently(lambda: super(DatabaseWrapper, self).get_new_connection(conn_params))

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002  # Django's signature
        return self.connection.cursor(factory=Cursor)


def _patiently(statement: Callable[[], Any]) -> Any:
    """Nothing of a statement has happened when the database was locked: transactions ask for their turn at the start.

    Raises sqlite3.OperationalError after PATIENCE.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return statement()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)
