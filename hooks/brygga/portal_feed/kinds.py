"""Schemas → forms: what is asked when somebody writes a record. Texts are Swedish, as the schemas have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brygga.load.schema import SITE_KIND, Field, Schema

Json = dict[str, Any]
ONE_LINE = 120  # characters: who may write more gets several lines
_OF_TYPE = {"integer": "number", "number": "number", "date": "date", "datetime": "datetime", "time": "time"}
_OF_MARK = {"phone": "tel", "email": "email", "url": "url", "language-code": "language"}


@dataclass(frozen=True)
class KindForms:
    """`languages` are the choices of a language, as forms have them."""

    languages: list[Json]

    def shapes(self, schemas: Mapping[str, Schema]) -> Iterator[Json]:
        for schema in schemas.values():
            yield {
                "kind": schema.kind,
                "title": schema.title,
                "description": schema.description,
                "is_single": schema.kind == SITE_KIND,
                "for_members": schema.for_members,
                "fields": [self._field(field) for field in schema.fields.values()],
            }

    def _field(self, field: Field) -> Json:
        """What is asked once, or of each part of a list."""
        one = field.item or field
        widget = _widget(field, one)
        return {
            "name": field.name,
            "title": field.title,
            "description": field.description,
            "example": one.example,
            "widget": widget,
            "is_list": field.type == "array",
            "required": field.required,
            "translate": field.translate,
            "for_members": field.for_members,
            **{name: one.constraints.get(name) for name in ("maxLength", "minimum", "maximum")},
            "choices": self.languages if widget == "language" else _choices(one),
            "reference": field.reference,
            "rows": [self._field(inner) for inner in field.rows.values()] if field.rows else None,
        }


def _choices(field: Field) -> list[Json]:
    return [{"value": value, "title": title} for value, title in field.choices.items()]


def _widget(field: Field, one: Field) -> str:
    if field.rows:
        return "rows"
    if field.reference:
        return "record"
    if one.choices:
        return "one"
    if one.mark:
        return _OF_MARK[one.mark]
    if one.type in _OF_TYPE:
        return _OF_TYPE[one.type]
    return "long" if one.constraints.get("maxLength", 0) > ONE_LINE else "short"
