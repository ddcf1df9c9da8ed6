"""data/schemas/*.yaml (Frictionless Table Schema with our own marks) → the fields of each kind.

Our marks on a field: `translate: true` (a text for readers), `mark: phone|email|url`, `rows: <name>` (a list of
rows, declared in schemas/rows/), `arrayItem` (as in Table Schema). `use: <name>` stands for the fields of
schemas/shared/<name>.yaml. References to other records are Table Schema `foreignKeys`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from frictionless import FrictionlessException
from frictionless import Schema as TableSchema

from brygga.problem import Problem

SITE = "site"  # the one kind that is a single file


@dataclass(frozen=True)
class Field:
    """One declared field. `item` is the field each value of a list has to fit, `rows` the fields of nested rows."""

    name: str
    type: str
    title: str
    required: bool
    translate: bool
    mark: str | None
    choices: tuple[str, ...]
    reference: str | None
    item: Field | None
    rows: Mapping[str, Field] | None
    descriptor: Mapping[str, Any]


@dataclass(frozen=True)
class Schema:
    kind: str
    title: str
    fields: Mapping[str, Field]


def read_schemas(root: Path) -> tuple[dict[str, Schema], list[Problem]]:
    """{kind: Schema} from root/data/schemas, and what is wrong with the files themselves."""
    schemas: dict[str, Schema] = {}
    problems: list[Problem] = []
    for file in sorted((root / "data/schemas").glob("*.yaml")):
        try:
            schemas[file.stem] = _read_schema(file)
        except (yaml.YAMLError, KeyError, TypeError, AttributeError, OSError, FrictionlessException) as error:
            facts = {"detail": f"{type(error).__name__}: {error}"}
            problems.append(Problem(file.relative_to(root).as_posix(), 1, "schema", facts))
    return schemas, problems


def _read_schema(file: Path) -> Schema:
    loaded = yaml.safe_load(file.read_text("utf-8"))
    return Schema(file.stem, loaded["title"], _fields(loaded, file.parent))


def _fields(loaded: Mapping[str, Any], folder: Path) -> dict[str, Field]:
    references = {key["fields"][0]: key["reference"]["resource"] for key in loaded.get("foreignKeys", [])}
    fields: dict[str, Field] = {}
    for declared in loaded["fields"]:
        if "use" in declared:
            shared = yaml.safe_load((folder / "shared" / f"{declared['use']}.yaml").read_text("utf-8"))
            fields |= _fields(shared, folder)
        else:
            field = _field(declared, folder)
            fields[field.name] = replace(field, reference=references.get(field.name))
    return fields


def _field(declared: Mapping[str, Any], folder: Path) -> Field:
    constraints = declared.get("constraints", {})
    rows = declared.get("rows")
    item = declared.get("arrayItem")
    return Field(
        name=declared["name"],
        type=declared["type"],
        title=declared["title"],
        required=bool(constraints.get("required")),
        translate=bool(declared.get("translate")),
        mark=declared.get("mark"),
        choices=tuple(constraints.get("enum", ())),
        reference=None,
        item=_field({"name": "value", "title": declared["title"], **item}, folder) if item else None,
        rows=_fields(yaml.safe_load((folder / "rows" / f"{rows}.yaml").read_text("utf-8")), folder) if rows else None,
        descriptor=_checked_descriptor(declared, constraints),
    )


def _checked_descriptor(declared: Mapping[str, Any], constraints: Mapping[str, Any]) -> dict[str, Any]:
    """What Frictionless is told. Presence and lists are ours to check: it has no line for them."""
    descriptor = {"name": declared["name"], "type": declared["type"]}
    if "format" in declared:
        descriptor["format"] = declared["format"]
    if declared["type"] != "array":
        descriptor["constraints"] = {key: value for key, value in constraints.items() if key != "required"}
        TableSchema.from_descriptor({"fields": [descriptor]})
    return descriptor
