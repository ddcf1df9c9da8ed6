"""What hangs on the facts that a template gets: no row of the database, and so nobody's password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Manager, Model, QuerySet

from published.reading import Published
from web.reader import PortalReader

_ROWS = (Model, Manager, QuerySet, Page, Paginator)
_KNOWN = (PortalReader, Published)  # of the publication, the same for everybody


def rows_in(value: Any, where: str) -> Iterator[str]:
    """The ways from `value` to rows: "shares.0.person is a Person"."""
    if isinstance(value, _ROWS):
        yield f"{where} is a {type(value).__name__}"
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from rows_in(one, f"{where}.{name}")
    elif isinstance(value, list | tuple | set):
        for place, one in enumerate(value):
            yield from rows_in(one, f"{where}.{place}")
    elif is_dataclass(value) and not isinstance(value, (*_KNOWN, type)):
        for field in fields(value):
            yield from rows_in(getattr(value, field.name), f"{where}.{field.name}")
