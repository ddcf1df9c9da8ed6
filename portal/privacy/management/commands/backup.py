"""`python portal/manage.py backup FILE`: a copy of everything, while the portal runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from at_rest.copies import backup


class Command(BaseCommand):
    help = "Copy all that the portal keeps into FILE. It holds personal data: keep it where only you can read it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        count = backup(options["file"])
        self.stdout.write(f"{count} rows in {options['file']}")
