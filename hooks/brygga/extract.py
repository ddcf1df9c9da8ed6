"""Keeps data/translations/*.po in step with the records and the templates (gettext, by Babel)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from brygga.catalogue import catalogue_path, parse
from brygga.languages import Language
from brygga.records import Record
from brygga.schema import Field, Schema
from brygga.write import write_whole

_TEMPLATES = [("**.html", "jinja2"), ("**.xml", "jinja2"), ("**.txt", "jinja2")]
_PORTAL = [("**/tests/**", "ignore"), ("tests/**", "ignore"), ("**.html", "jinja2"), ("**.py", "python")]
_OPTIONS = {"trimmed": "true", "silent": "false", "extensions": "brygga.keep.Keep"}
_KEYWORDS = {"_": None, "say": None}  # say: the same, in a template that speaks several languages


def extract(root: Path, records: Iterable[Record], schemas: Mapping[str, Schema]) -> Catalog:
    """Every text that readers see, in the order of the files it stands in."""
    template = Catalog(fuzzy=False)
    for record in records:
        for text in record_texts(record, schemas[record.kind].fields):
            template.add(text, locations=[(record.path, 0)])
    for path, text in (*template_texts(root), *portal_texts(root)):
        template.add(text, locations=[(path, 0)])
    return template


def record_texts(record: Record, fields: Mapping[str, Field]) -> Iterator[str]:
    for field in fields.values():
        yield from _field_texts(record.values.get(field.name), field)


def _field_texts(value: Any, field: Field) -> Iterator[str]:
    if value is None:
        return
    if field.rows:
        for row in value:
            for inner in field.rows.values():
                yield from _field_texts(row.get(inner.name), inner)
    elif field.translate:
        yield from value if isinstance(value, list) else [value]


def template_texts(root: Path) -> Iterator[tuple[str, str]]:
    """(path, text) of every _("…") in the templates."""
    return _folder_texts(root, "overrides", _TEMPLATES)


def portal_texts(root: Path) -> Iterator[tuple[str, str]]:
    """(path, text) of every _("…") in the portal's templates and code. A project may have no portal."""
    return _folder_texts(root, "portal", _PORTAL)


def _folder_texts(root: Path, folder: str, methods: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    found = extract_from_dir(root / folder, methods, {"**": _OPTIONS}, keywords=_KEYWORDS, comment_tags=())
    for path, _line, message, _comments, _context in sorted(found, key=lambda item: (item[0], item[1])):
        yield f"{folder}/{path}", str(message)


def update(root: Path, template: Catalog, languages: Iterable[Language]) -> list[Path]:
    """Rewrites each language's catalogue: new texts empty, changed ones fuzzy, unused ones gone. Returns the files."""
    return [_update_one(root, template, language) for language in languages if not language.is_source]


def _update_one(root: Path, template: Catalog, language: Language) -> Path:
    path = catalogue_path(root, language.code)
    catalog = parse(path) if path.exists() else Catalog()
    catalog.locale = language.code.replace("-", "_")
    catalog.update(template, keep_user_comments=True)
    catalog.header_comment = f"# {language.name}. Kept in step with the Swedish texts by: make translations"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, po_bytes(catalog))
    return path


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue without dates, line numbers and dead entries, so that only changed texts are changed lines."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False, no_location=False)
    header = (
        f"{catalog.header_comment}\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()
