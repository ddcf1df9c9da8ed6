"""`python portal/manage.py delete_due`: deletes what is due. The running portal does the same once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from at_rest.sweep import sweep
from privacy.retention import delete_due


class Command(BaseCommand):
    help = "Delete submissions, questions and answers whose time is up."

    def handle(self, *_: Any, **__: Any) -> None:
        self.stdout.write(f"Deleted: {delete_due(localdate())}")
        sweep()
