"""A copy of all that the portal keeps, in one file for either database: what SQLite held can be put into PostgreSQL.

The file is gzipped text, one JSON document a line: first what it is, then a row a line (Django's own serialisation),
last how many rows there are. A file without its last line is not a copy.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

_FORMAT = "brygga-portal-1"
_MADE_BY_ITSELF = ("contenttypes.ContentType", "auth.Permission", "submissions.Cleaning")  # what nobody would miss
_AT_ONCE = 500  # rows in memory


class NotACopy(Exception):
    """The file is something else, or its end is missing."""


class _Exact(DjangoJSONEncoder):
    """Django's own shortens moments to thousandths of a second."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


class NotEmpty(Exception):
    """The database holds something already. In words: how many of what."""


def backup(file: Path) -> int:
    """As of one moment, while others go on writing. Returns how many rows. Readable by its owner only.

    It is there whole or not at all: written beside it and on the disk before it gets its name.
    """
    beside = file.with_name(file.name + ".part")
    with _private(beside) as out, gzip.open(out, "wt", encoding="utf-8") as lines:
        count = _write(lines)
    beside.replace(file)
    return count


def restore(file: Path, replace: bool = False) -> int:
    """All of it or nothing. Returns how many rows. Raises NotACopy, and NotEmpty unless `replace`."""
    with transaction.atomic():
        if replace:
            for model in reversed(_kinds()):
                model._default_manager.all().delete()
        elif held := {model._meta.label: count for model in _kinds() if (count := model._default_manager.count())}:
            raise NotEmpty(", ".join(f"{count} {label}" for label, count in held.items()))
        count = _read(file)
        _continue_numbers()
    return count


def _kinds() -> list[type[models.Model]]:
    """Every model whose rows are ours; what a row points at comes before it."""
    ours = [(config, None) for config in apps.get_app_configs()]
    ordered = serializers.sort_dependencies(ours, allow_cycles=True)
    return [model for model in ordered if model._meta.managed and model._meta.label not in _MADE_BY_ITSELF]


def _write(lines: IO[str]) -> int:
    lines.write(json.dumps({"format": _FORMAT}) + "\n")
    count = 0
    with _one_moment():
        for model in _kinds():
            for row in model._default_manager.order_by("pk").iterator(_AT_ONCE):
                lines.write(serializers.serialize("jsonl", [row], cls=_Exact, ensure_ascii=False))
                count += 1
    lines.write(json.dumps({"rows": count}) + "\n")
    return count


def _read(file: Path) -> int:
    count = 0
    for row in _rows(file):
        row.save()
        count += 1
    return count


def _rows(file: Path) -> Iterator[Any]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            if json.loads(next(lines)) != {"format": _FORMAT}:
                raise NotACopy(file)
            for count, line in enumerate(lines):
                if line.startswith('{"rows"'):
                    if json.loads(line)["rows"] != count:
                        raise NotACopy(file)
                    return
                yield from serializers.deserialize("jsonl", line)
    except (OSError, EOFError, ValueError, StopIteration) as error:
        raise NotACopy(file) from error
    raise NotACopy(file)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Reads what was there when it began. Django's own transaction would hold up every writer of SQLite."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if is_postgresql else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _private(file: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        yield out
        out.flush()
        os.fsync(descriptor)


def _continue_numbers() -> None:
    """PostgreSQL counts on from the highest number that was put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _kinds()):
            cursor.execute(statement)
