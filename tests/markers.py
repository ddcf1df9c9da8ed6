"""A project full of marked texts for members: a record of every kind, every field, pages, pictures, translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from brygga.check.source import read_source
from brygga.load.schema import Field, Schema, read_schemas
from brygga.translation.catalogue import parse_catalogue
from brygga.translation.extract import record_texts
from brygga.translation.po_writer import po_bytes
from changedsite import changed_project
from tinysite import TODAY, put

MARKER = re.compile(r"zq[0-9]{4}å?", re.IGNORECASE)
CODES = ("en", "ar")  # languages whose catalogues have marked translations
# A sound record of each kind; all texts that can be replaced are. Dates are such that nothing clashes.
RECORDS: Mapping[str, Mapping[str, Any]] = {
    "activities": {"pictogram": "coffee", "order": 900, "method": "{methods}"},
    "closures": {
        "first_day": "2019-04-02", "last_day": "2019-04-02", "effect": "ask", "announced": "2019-03-04",
        "places": ["{places}"],
    },
    "contacts": {"need": "work", "order": 900, "phone": "042-98 76 543"},
    "events": {
        "date": "2019-04-09", "series": "{series}", "topics": ["{topics}"], "activities": ["{activities}"],
        "children": "yes", "languages": ["sv", "haw"], "announced": "2019-03-04",
        "changes": [{"date": "2019-04-09", "status": "moved", "new_date": "2019-04-23", "announced": "2019-03-05"}],
    },
    "glossary": {},
    "methods": {"pictogram": "coffee", "order": 900},
    "places": {"kind": "cafe", "latitude": "61.234567", "longitude": "17.234567", "postal_code": "987 65"},
    "requests": {
        "task": "other", "date": "2019-04-11", "needed": 3, "languages": ["haw"], "topics": ["{topics}"],
        "place": "{places}", "answer_by": "2019-04-10", "status": "cancelled", "announced": "2019-03-04",
    },
    "series": {
        "place": "{places}", "weekday": "tuesday", "start": "13:00", "end": "16:00", "first_day": "2019-03-05",
        "last_day": "2019-04-30", "activities": ["{activities}"], "languages": ["haw"], "women_only": "yes",
        "changes": [{"date": "2019-04-16", "status": "moved", "new_date": "2019-04-17", "announced": "2019-03-05"}],
        "extra": [{"date": "2019-04-20", "announced": "2019-03-05", "start": "09:17"}],
    },
    "topics": {"pictogram": "coffee", "order": 900},
    "training": {"kind": "short", "order": 900},
}  # fmt: skip
VALUES = ("61.234567", "17.234567", "9876543", "987 65", "98765", "sprak/haw", "hawai", "09:17", "0917", "T091700")
PICTURE = bytes.fromhex("89504e470d0a1a0a")
PROSE = "---\ntitle: {}\ndescription: {}\naudience: members\n---\n\n# {}\n\n{} ![{}](bild-{}.png)\n"


@dataclass
class Marked:
    """The project, and where each marker was put: {marker: "kind.field"}."""

    root: Path
    places: dict[str, str] = field(default_factory=dict)

    def marker(self, where: str) -> str:
        marker = f"zq{len(self.places):04}"
        self.places[marker] = where
        return marker


def marked_project(folder: Path) -> Marked:
    """A changed_project() with marked records beside its own."""
    marked = Marked(changed_project(folder))
    schemas, _ = read_schemas(folder)
    ids = {f"{{{kind}}}": marked.marker(f"{kind}.id") for kind in RECORDS}
    for kind, fixed in RECORDS.items():
        record = {**_filled(fixed, ids), "audience": "members"}
        _mark(marked, kind, schemas[kind].fields, record)
        put(folder / f"data/{kind}/{ids[f'{{{kind}}}']}.yaml", yaml.safe_dump(record, allow_unicode=True))
    guest = {"date": "2019-03-12", "series": "hamnen-2019-var", "audience": "members"}
    _mark(marked, "guest", schemas["events"].fields, guest)
    put(folder / f"data/events/{marked.marker('guest.id')}.yaml", yaml.safe_dump(guest, allow_unicode=True))
    _mark_open_records(marked, schemas)
    _put_recordings(marked)
    _put_prose(marked)
    _put_translations(marked)
    return marked


def _filled(value: Any, ids: Mapping[str, str]) -> Any:
    """References: "{places}" → the id of the marked place."""
    match value:
        case dict():
            return {name: _filled(one, ids) for name, one in value.items()}
        case list():
            return [_filled(one, ids) for one in value]
        case str():
            return ids.get(value, value)
    return value


def _mark(marked: Marked, where: str, fields: Mapping[str, Field], record: dict[str, Any]) -> None:
    for name, one in fields.items():
        if one.rows:
            for row in record.get(name, []):
                _mark(marked, f"{where}.{name}", one.rows, row)
        elif name not in record and (value := _text(marked, f"{where}.{name}", one)) is not None:
            record[name] = value


def _text(marked: Marked, where: str, one: Field) -> Any:
    """A marked value for a field that can hold any text, else None."""
    if one.item and not one.reference and _is_free(one.item):
        return [f"Å {marked.marker(where)}å!" for _ in range(2)]
    if one.mark == "email":
        return f"{marked.marker(where)}@example.org"
    if one.mark == "url":
        return f"https://example.org/{marked.marker(where)}/"
    if one.name == "audio":
        return marked.marker(where)
    return f"Å {marked.marker(where)}å!" if _is_free(one) else None


def _is_free(one: Field) -> bool:
    is_text = one.type == "string" and not one.choices and one.mark is None and one.reference is None
    return is_text and "pattern" not in one.constraints


def _mark_open_records(marked: Marked, schemas: Mapping[str, Schema]) -> None:
    """Fields for members in records for everybody."""
    found = [(kind, name) for kind, one in schemas.items() for name, own in one.fields.items() if own.for_members]
    assert found
    for kind, name in found:
        file = min((marked.root / "data" / kind).glob("[!z]*.yaml"))
        file.write_text(f"{file.read_text('utf-8')}{name}: Å {marked.marker(f'open.{kind}.{name}')}å\n", "utf-8")


def _put_recordings(marked: Marked) -> None:
    heard = [marker for marker, where in marked.places.items() if where.endswith(".audio")]
    for name in heard:
        put(marked.root / f"data/audio/sv/{name}.mp3", f"{marked.marker('recording.content')} of a voice")


def _put_prose(marked: Marked) -> None:
    name, picture = marked.marker("prose.name"), marked.marker("prose.picture")
    for code in ("", ".en"):
        texts = [marked.marker(f"prose{code}.{part}") for part in ("title", "description", "heading", "text", "alt")]
        put(marked.root / f"docs/{name}/{name}{code}.md", PROSE.format(*texts, picture))
    (marked.root / f"docs/{name}/bild-{picture}.png").write_bytes(PICTURE)
    for end in (".md~", ".MD", ".markdown"):
        put(marked.root / f"docs/{marked.marker('copy.name')}{end}", PROSE.format(*[marked.marker("copy.text")] * 6))


def _put_translations(marked: Marked) -> None:
    """Every marked Swedish text has a marked translation."""
    data = read_source(marked.root, TODAY).data
    swedish = [text for record in data.records for text in record_texts(record, data.schemas[record.kind].fields)]
    found = [(text, match[0]) for text in dict.fromkeys(swedish) for match in MARKER.finditer(text)]
    for code in CODES:
        file = marked.root / f"data/translations/{code}.po"
        catalog = parse_catalogue(file)
        for text, marker in found:
            where = marked.places[marker.removesuffix("å")]
            catalog.add(text, f"Å {marked.marker(f'{where} in {code}')}å")
        file.write_bytes(po_bytes(catalog))
