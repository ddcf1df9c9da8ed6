"""What was deleted is gone from the database's files, too."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection

_log = logging.getLogger("brygga")


def keeps_log() -> bool:
    """Whether the database keeps a log of its own that nobody can sweep: sealed, too, and overwritten in some days."""
    return connection.vendor == "postgresql"


def sweep() -> bool:
    """After a deletion, outside any transaction. False: others were reading all the time, the disk is full, or a
    transaction is open. The daily clean-up sweeps again.

    SQLite's file is written anew and its log emptied: `secure_delete` alone leaves what moved from page to page.
    PostgreSQL gives the rows' room free.
    """
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return bool(cursor.fetchone()[0] == 0)  # else somebody was reading
            return True
    except DatabaseError as error:
        _log.error("sweep: %s", type(error).__name__)
        return False
