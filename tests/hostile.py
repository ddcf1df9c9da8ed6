"""The tiny data set with a hostile text in every field and, if wanted, in every translation; and its build."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message

from brygga.check.source import read_source
from brygga.load.schema import Field, read_schemas
from brygga.model.record import MEMBERS
from brygga.site.pages import HandbookPage
from brygga.translation.extract import extract
from brygga.translation.placeholders import variables
from brygga.translation.po_writer import po_bytes
from tinysite import THREE, TODAY, build_of, everything, light_files, with_portal

MARK = (
    "</script></title></textarea><img src=x onerror=alert(1)>&amp;\"'><svg onload=alert(1)>\r\n"
    "BEGIN:VEVENT\r\nEND:VCALENDAR\rX:\rY\nZ ]]> --> <!-- {{1234*5678}} {% raw %} {# %(x)s 100 %s 5 % \\n ;,: "
    "javascript:alert(1)"
)
# In translations of words that have none of these, both would be findings.
MARK_IN_WORDS = MARK.replace("%(x)s", "").replace("%s", "%")
EMPTY_INDEX = json.dumps({"config": {}, "docs": []})
Record = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """What a build of hostile data wrote, and the texts that were put in: {where: text}."""

    files: Mapping[str, bytes]
    handbook: Mapping[str, list[HandbookPage]]
    search: Mapping[str, list[dict[str, str]]]
    nav: Mapping[str, list[Any]]
    texts: Mapping[str, str]

    @property
    def kinds(self) -> set[str]:
        return {where.partition("-")[0] for where in self.texts}


@cache
def build(where: str) -> Built:
    with TemporaryDirectory() as folder:
        root = with_portal(everything(Path(folder)))
        (root / "data/forms/cafebesok.yaml").unlink()  # for members; no page shows it
        texts = fill_records(root)
        if where == "translations":
            fill_catalogues(root)
        made = build_of(root, audience=MEMBERS)  # they see most
        files = light_files(made)
        index = {path: json.loads(found.content) for found in made.search_indexes(EMPTY_INDEX) for path in [found.path]}
        search = {path: content["docs"] for path, content in index.items()}
        handbook = {code: [*pages.values()] for code, pages in made.handbook.items()}
        return Built(files, handbook, search, {code: made.nav(code) for code in THREE}, texts)


def fill_records(root: Path) -> dict[str, str]:
    """Puts MARK, and where it stands, into every free text of every record. Lengths are not what is tested here."""
    for file in (root / "data/schemas").rglob("*.yaml"):
        file.write_text(re.sub(r"maxLength: \d+", "maxLength: 5000", file.read_text("utf-8")), "utf-8")
    schemas, _ = read_schemas(root)
    texts: dict[str, str] = {}
    for kind, schema in schemas.items():
        for file in [root / "data/site.yaml"] if kind == "site" else sorted((root / "data" / kind).glob("*.yaml")):
            record = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # all values are texts
            if kind == "series":
                record["extra"] = [{"date": "2019-05-07", "announced": "2019-03-01"}]
            elif kind == "requests":
                record["status"] = "cancelled"  # only these have a reason
            fill(record, schema.fields, f"{kind}-{file.stem}", texts)
            file.write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    return texts


def fill(record: Record, fields: Mapping[str, Field], where: str, texts: dict[str, str]) -> None:
    for name, field in fields.items():
        if field.rows:
            for number, row in enumerate(record.get(name, [])):
                fill(row, field.rows, f"{where}-{name}{number}", texts)
        elif field.item and is_free(field.item) and not field.reference:
            record[name] = [hostile_text(f"{where}-{name}{number}", texts) for number in range(2)]
        elif is_free(field) and not field.reference:
            record[name] = hostile_text(f"{where}-{name}", texts)


def is_free(field: Field) -> bool:
    free = field.type == "string" and not field.choices and field.mark is None and not field.reference
    return free and "pattern" not in field.constraints


def hostile_text(where: str, texts: dict[str, str]) -> str:
    texts[where] = f"{MARK} [{where}]"
    return texts[where]


def hostile_translation(message: Message) -> str:
    source = message.id[1] if message.pluralizable else str(message.id)
    own = {"x"} & variables(source)
    kept = "".join(f" %({name})s" for name in sorted(variables(source) - own))
    return (MARK if own else MARK_IN_WORDS) + kept


def fill_catalogues(root: Path) -> None:
    """Translates every text of records and templates by MARK; a template's variables have to stay."""
    source = read_source(root, TODAY)
    for code in (code for code, prefix in THREE.items() if prefix):
        catalog = Catalog(locale=code)
        for message in extract(root, source.data.records, source.data.schemas):
            if message.id:
                text = f"{hostile_translation(message)} [{code}-{len(catalog)}]"
                forms = (text,) * catalog.num_plurals if message.pluralizable else text
                catalog.add(message.id, forms, context=message.context)
        (root / f"data/translations/{code}.po").write_bytes(po_bytes(catalog))
