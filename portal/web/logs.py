"""Logs without personal data: no addresses with keys in them, no texts of the database's complaints."""

from __future__ import annotations

import logging
import traceback


class Impersonal(logging.Filter):
    """Django logs the path of a request and the text of an exception; either can hold what a person wrote or a key.

    What is left says which view and which line of the code: enough to mend it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if request is not None:
            view = match.view_name if match else "no view"
            record.msg, record.args = f"{getattr(record, 'status_code', '')} {request.method} {view}", None
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)
            where = ", ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
            record.msg, record.exc_info, record.exc_text = f"{record.msg} {type(error).__name__} at {where}", None, None
            record.args = None  # gunicorn names the address that was asked for
        return True
