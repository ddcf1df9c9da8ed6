"""A copy of all that the portal keeps, in one file for either database: what SQLite held can be put into PostgreSQL.

The file's first line says what it is. Each line after it is sealed (at_rest.keys), and inside deflated text: one JSON
document a row (Django's own serialisation), up to _AT_ONCE in a line; in the last line how many rows there are. A file
without its last line is not a copy.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from at_rest.keys import seal, unseal

_FORMAT = b'{"format": "brygga-portal-2"}\n'
_MADE_BY_ITSELF = ("contenttypes.ContentType", "auth.Permission", "submissions.Cleaning")  # what nobody would miss
_GONE = '{"model": "sessions.session"'  # rows of earlier copies that nothing takes: who was signed in signs in again
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
    with _private(beside) as out:
        count = _write(out)
    beside.replace(file)
    return count


def restore(file: Path, replace: bool = False) -> int:
    """All of it or nothing. Returns how many rows. Raises NotACopy, WrongKey, and NotEmpty unless `replace`."""
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


def _write(out: BinaryIO) -> int:
    out.write(_FORMAT)
    count = 0
    with _one_moment():
        for model in _kinds():
            for rows in _batches(model._default_manager.order_by("pk").iterator(_AT_ONCE)):
                out.write(_line(serializers.serialize("jsonl", rows, cls=_Exact)))
                count += len(rows)
    out.write(_line(json.dumps({"rows": count})))
    return count


def _batches(rows: Iterator[models.Model]) -> Iterator[list[models.Model]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


def _line(text: str) -> bytes:
    return seal(zlib.compress(text.encode())) + b"\n"


def _read(file: Path) -> int:
    count = 0
    for row in _rows(file):
        row.save()
        count += 1
    return count


def _rows(file: Path) -> Iterator[Any]:
    count = 0
    try:
        for text in _texts(file):
            if text.startswith('{"rows"'):
                if json.loads(text)["rows"] != count:
                    raise NotACopy(file)
                return
            lines = text.splitlines()
            count += len(lines)
            yield from serializers.deserialize("jsonl", "\n".join(line for line in lines if not line.startswith(_GONE)))
    except (OSError, ValueError, zlib.error) as error:
        raise NotACopy(file) from error
    raise NotACopy(file)


def _texts(file: Path) -> Iterator[str]:
    """What is sealed in each line. Raises NotACopy, and WrongKey for a line that was changed, too."""
    with file.open("rb") as lines:
        if lines.readline() != _FORMAT:
            raise NotACopy(file)
        for line in lines:
            if not line.endswith(b"\n"):
                raise NotACopy(file)  # torn off in the middle
            yield zlib.decompress(unseal(line.rstrip())).decode()


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
def _private(file: Path) -> Iterator[BinaryIO]:
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
