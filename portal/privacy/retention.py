"""What every form promises: deleted when its time is up."""

from __future__ import annotations

import logging
import threading
from datetime import date

from django.db import DatabaseError, transaction
from django.utils.timezone import localdate, now

from at_rest.sweep import sweep
from board import kept
from desk import kept as drafts
from people import devices
from submissions.models import Cleaning, Submission
from trail.models import Deed

_log = logging.getLogger("brygga")


def delete_due(today: date) -> int:
    """How many submissions went, each with its question and answers."""
    Deed.objects.filter(due__lte=today).delete()
    drafts.forget_drafts(today)
    due = Submission.objects.filter(due__lte=today)
    return due.delete()[1].get(Submission._meta.label, 0)


class Daily:
    """The running portal's own clean-up: once a day for all processes, after a request, never in its way."""

    def __init__(self) -> None:
        self._looked: date | None = None
        self._turn = threading.Lock()

    def after_request(self, **_: object) -> None:
        self.look(localdate())

    def look(self, today: date) -> None:
        if today == self._looked or not self._turn.acquire(blocking=False):
            return
        try:
            self._looked = today
            if _clean_up(today):
                sweep()
        except DatabaseError as error:
            self._looked = None  # another try with the next request
            _log.error("daily clean-up: %s", type(error).__name__)
        finally:
            self._turn.release()


def _clean_up(today: date) -> bool:
    """One row for each day; whoever makes it does the work. Returns whether that was us."""
    with transaction.atomic():
        Cleaning.objects.filter(day__lt=today).delete()
        is_ours = Cleaning.objects.get_or_create(day=today)[1]
        if is_ours:
            delete_due(today)
            devices.forget_old_devices(now())
            kept.forget_old_requests(now())
    return is_ours


daily = Daily()
