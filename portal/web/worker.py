"""gunicorn's process for the portal: one thread, which turns to whoever has something to say (gevent)."""

from __future__ import annotations

from typing import Any

from django.db import connections
from gunicorn.workers.ggevent import GeventWorker


class Worker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Who is connected keeps the connection to the database that she was given. It ends with her own: else the
    database would have to wait until it is found to be garbage, and has no more for others meanwhile."""

    def handle(self, *arguments: Any) -> None:
        try:
            super().handle(*arguments)
        finally:
            connections.close_all()
