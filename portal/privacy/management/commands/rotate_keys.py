"""`python portal/manage.py rotate_keys`: seals everything anew with the first key, while the portal runs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from at_rest.keys import WrongKey
from at_rest.sealing import seal_anew
from at_rest.sweep import sweep


class Command(BaseCommand):
    help = "Seal every row anew with the first of BRYGGA_KEYS. Then the other keys are needed for old copies alone."

    def handle(self, *_: Any, **__: Any) -> None:
        try:
            count = seal_anew()
        except WrongKey as error:
            raise CommandError("None of our keys opens some rows. Put the old key after the new one.") from error
        is_swept = sweep()
        self.stdout.write(f"{count} rows are sealed with the first key")
        if not is_swept:
            raise CommandError(
                "The database's files still hold what the old key sealed. Run it again when it is quiet."
            )
