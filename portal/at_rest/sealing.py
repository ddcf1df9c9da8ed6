"""Sealing what stands in the database already: once, when a column becomes a sealed one, and anew with another key."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models, transaction

from at_rest.fields import SealedText
from at_rest.keys import seal

_AT_ONCE = 200  # rows in one transaction; others write in between


def seal_anew() -> int:
    """Every sealed column of every row, with the first key. Returns how many rows. Raises WrongKey."""
    return sum(_seal_model(model, names) for model, names in _sealed())


def seal_columns(table: str, key: str, *columns: str) -> None:
    """For migrations: what stood there in plain text. Run once."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        for column in columns:
            found = f"SELECT {quoted(key)}, {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"
            cursor.execute(found)
            rows = [(seal(str(text).encode()).decode(), pk) for pk, text in cursor.fetchall()]
            cursor.executemany(f"UPDATE {quoted(table)} SET {quoted(column)} = %s WHERE {quoted(key)} = %s", rows)


def _sealed() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedText)]
        if names:
            yield model, names


def _seal_model(model: type[models.Model], names: list[str]) -> int:
    keys = list(model._default_manager.values_list("pk", flat=True).order_by("pk"))
    parts = [keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE)]
    return sum(_seal_rows(model, names, part) for part in parts)


@transaction.atomic
def _seal_rows(model: type[models.Model], names: list[str], keys: list[object]) -> int:
    rows = list(model._default_manager.select_for_update().filter(pk__in=keys))
    if rows:
        model._default_manager.bulk_update(rows, names)
    return len(rows)
