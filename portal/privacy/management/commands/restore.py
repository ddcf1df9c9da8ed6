"""`python portal/manage.py restore FILE`: puts a copy into the database, which it prepares first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from at_rest.copies import NotACopy, NotEmpty, restore
from at_rest.keys import WrongKey
from at_rest.sweep import sweep
from privacy.retention import delete_due


class Command(BaseCommand):
    help = "Put the copy FILE into the empty database; what has become due since then goes again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="throw away what the database holds now")

    def handle(self, *_: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        try:
            count = restore(options["file"], options["replace"])
        except NotEmpty as error:
            raise CommandError(f"The database holds {error}. To throw that away: --replace") from error
        except WrongKey as error:
            raise CommandError(
                f"None of our keys opens {options['file']}, or it was changed. Put the key it was made with into "
                "BRYGGA_KEYS, after the one in use"
            ) from error
        except NotACopy as error:
            raise CommandError(f"{options['file']} is not a copy made by backup, or its end is missing") from error
        gone = delete_due(localdate())
        sweep()  # what was thrown away must not lie there any longer
        self.stdout.write(f"{count} rows from {options['file']}, {gone} submissions were due and are deleted")
