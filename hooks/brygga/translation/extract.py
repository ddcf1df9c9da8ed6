"""Every text that readers see, found in records, templates and code (gettext, by Babel)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

import common
from brygga.load.schema import Field, Schema
from brygga.model.record import Record
from common.localisation.translator import key

_TEMPLATES = [("**.html", "jinja2"), ("**.xml", "jinja2"), ("**.txt", "jinja2")]
_PORTAL = [("**/tests/**", "ignore"), ("tests/**", "ignore"), ("**.html", "jinja2"), ("**.py", "python")]
_OPTIONS = {"trimmed": "true", "silent": "false", "extensions": "brygga.render.fragments.FragmentTag"}
# say: the same as _, in a template that speaks several languages
_KEYWORDS = {"_": None, "say": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_FOR_TRANSLATORS = "Translators:"  # begins a comment above a text, in a template or in code


@dataclass(frozen=True)
class MarkedText:
    """A text of a template or of code. `plural` is its form for many."""

    path: str
    source: str
    plural: str | None
    context: str | None
    comments: tuple[str, ...]

    @property
    def key(self) -> str:
        return key(self.source, self.context)


def extract(root: Path, records: Iterable[Record], schemas: Mapping[str, Schema]) -> Catalog:
    """Every text that readers see, in the order of the files it stands in, with what it is, for translators."""
    template = Catalog(fuzzy=False)
    for record in records:
        schema = schemas[record.kind]
        for field in schema.fields.values():
            for text, own in _field_texts(record.values.get(field.name), field):
                template.add(text, locations=[(record.path, 0)], auto_comments=[f"{schema.title}: {own.title}"])
    for text, kind in schema_texts(schemas).items():
        comments = [f"{schemas[kind].title}: när man ändrar"]
        template.add(text, locations=[(f"data/schemas/{kind}.yaml", 0)], auto_comments=comments)
    for one in (*template_texts(root), *common_texts(), *portal_texts(root)):
        message = one.source if one.plural is None else (one.source, one.plural)
        template.add(message, locations=[(one.path, 0)], auto_comments=one.comments, context=one.context)
    return template


def schema_texts(schemas: Mapping[str, Schema]) -> dict[str, str]:
    """{what kinds, fields and choices are called in forms, and what kinds are: the first kind that says it}.

    Fields' help texts stay Swedish.
    """
    found: dict[str, str] = {}
    for schema in schemas.values():
        for text in (schema.title, schema.description, *_form_texts(schema.fields.values())):
            if text:
                found.setdefault(text, schema.kind)
    return found


def _form_texts(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield from (field.title, *(field.item or field).choices.values())
        yield from _form_texts(field.rows.values() if field.rows else ())


def record_texts(record: Record, fields: Mapping[str, Field]) -> Iterator[str]:
    for field in fields.values():
        yield from (text for text, _ in _field_texts(record.values.get(field.name), field))


def _field_texts(value: Any, field: Field) -> Iterator[tuple[str, Field]]:
    """Each text, and the field it stands in."""
    if value is None:
        return
    if field.rows:
        for row in value:
            for inner in field.rows.values():
                yield from _field_texts(row.get(inner.name), inner)
    elif field.translate:
        yield from ((text, field) for text in (value if isinstance(value, list) else [value]))


def template_texts(root: Path, folder: str = "overrides") -> Iterator[MarkedText]:
    """Every _("…"), ngettext("…", "…", …) and pgettext("…", "…") in the templates, or in those of one folder."""
    return _folder_texts(root, folder, _TEMPLATES)


def portal_texts(root: Path) -> Iterator[MarkedText]:
    """The same, of the portal's templates and code. A project may have no portal."""
    return _folder_texts(root, "portal", _PORTAL)


def common_texts() -> Iterator[MarkedText]:
    """Of what site and portal share: the same in every project."""
    return _folder_texts(Path(common.__file__).parents[2], "hooks/common", [("**.py", "python")])


def _folder_texts(root: Path, folder: str, methods: list[tuple[str, str]]) -> Iterator[MarkedText]:
    found = extract_from_dir(
        root / folder,
        methods,
        {"**": _OPTIONS},
        keywords=_KEYWORDS,
        comment_tags=(_FOR_TRANSLATORS,),
        strip_comment_tags=True,
    )
    for path, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        source, plural = (message, None) if isinstance(message, str) else message[:2]
        yield MarkedText(f"{folder}/{path}", source, plural, context, tuple(comments))
