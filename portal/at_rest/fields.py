"""Columns whose content is sealed: written and read like any other, but nothing can be looked for or sorted by them."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from at_rest.keys import seal, unseal


class SealedText(models.TextField):  # type: ignore[type-arg]  # Django's own cannot be subscripted when it runs
    """A text that lies encrypted in its column: it is read and written as usual, and cannot be searched for."""

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else seal(self.plain(value).encode()).decode()

    def from_db_value(self, value: str | None, *_: object) -> Any:
        return None if value is None else self.read(unseal(value.encode()).decode())

    def get_lookup(self, lookup_name: str) -> Any:
        """Each sealing differs, so a comparison would find nothing and say nothing: it is an error instead."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def plain(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> Any:
        return text


class SealedJSON(SealedText):
    """Whatever JSON can hold."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def plain(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def read(self, text: str) -> Any:
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj)
