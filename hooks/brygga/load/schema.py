"""data/schemas/*.yaml (Frictionless Table Schema with our own marks) → the fields of each kind.

Our marks on a field: `translate: true` (a text for readers), `audience: members` (only they may see it; on a file: all
records of the kind are theirs), `mark: phone|email|url|language-code`, `rows: <name>` (a list of rows, declared in
schemas/rows/), `arrayItem` (as in Table Schema), `categories` (as there: what may be chosen, each `value` with its
`label`; or `constraints: enum`, where values need no words). `use: <name>` stands for the fields of
schemas/shared/<name>.yaml.
A `datetime` may leave its hour out.
References to other records are Table Schema `foreignKeys`. A `pattern` needs an `example`, which editors are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from brygga.load.cells import CellReader, cell_reader
from brygga.load.formats import MARKS
from brygga.load.schema_file import BrokenSchema, LinedList, Place, expect, line_of, load_schema
from brygga.model.problem import Problem
from brygga.model.record import MEMBERS, PUBLIC

SITE_KIND = "site"  # the one kind that is a single file
# What may be written in a schema, and as what. A misspelt constraint would otherwise check nothing, silently.
_INCLUDED = {"use": str}
_CATEGORY = {"value": str, "label": str}
_ITEM = {
    **{"type": str, "description": str, "example": str, "format": str, "mark": str},
    **{"categories": list, "constraints": dict},
}
_FIELD = {**_ITEM, "name": str, "title": str, "translate": bool, "audience": str, "rows": str, "arrayItem": dict}
_LIMIT = int | float
_CONSTRAINTS = {"required": bool, "enum": list, "pattern": str, "maxLength": int, "minimum": _LIMIT, "maximum": _LIMIT}
_TYPES = ("string", "integer", "number", "date", "datetime", "time", "array")
# Each fits its type.
_SAMPLES = {
    "string": "x", "integer": "1", "number": "1", "date": "2019-03-05", "datetime": "2019-03-05 13:00", "time": "13:00",
}  # fmt: skip
# The calendar cannot do without these: by kind or name of rows, each with its type.
_NEEDED = {
    "site": {"published": "date", "horizon_weeks": "integer", "contact": "string"},
    "series": {"place": "string", "weekday": "string", "start": "time", "end": "time", "first_day": "date"},
    "events": {"date": "date"},
    "requests": {"date": "date", "needed": "integer", "answer_by": "datetime", "announced": "date"},
    "closures": {"title": "string", "first_day": "date", "last_day": "date", "effect": "string", "announced": "date"},
    "changes": {"date": "date", "status": "string", "reason": "string", "announced": "date"},
    "extra": {"date": "date", "announced": "date"},
}


@dataclass(frozen=True)
class Field:
    """One declared field. `choices` are values and what they are called, `item` is the field each value of a list has
    to fit, `rows` the fields of nested rows.

    `read` reads a cell (cells.py); presence and lists are ours to check, as Frictionless has no line for them.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool
    translate: bool
    for_members: bool
    mark: str | None
    example: str
    choices: Mapping[str, str]
    reference: str | None
    item: Field | None
    rows: Mapping[str, Field] | None
    constraints: Mapping[str, Any]
    read: CellReader


@dataclass(frozen=True)
class Schema:
    """Of a kind, as data/schemas/<kind>.yaml has it. `for_members`: nobody else sees anything of it."""

    kind: str
    title: str
    description: str
    for_members: bool
    fields: Mapping[str, Field]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Names of the fields that are translated."""
        return frozenset(name for name, column in self.fields.items() if column.translate)


def read_schemas(root: Path) -> tuple[dict[str, Schema], list[Problem]]:
    """{kind: Schema} from root/data/schemas, and what is wrong with the files themselves."""
    folder = root / "data/schemas"
    files = {*folder.glob("*.yaml"), folder / f"{SITE_KIND}.yaml"}
    reader = _SchemaReader(folder, frozenset(file.stem for file in files))
    schemas: dict[str, Schema] = {}
    problems: list[Problem] = []
    for file in sorted(files):
        try:
            schemas[file.stem] = reader.schema(file)
        except BrokenSchema as broken:
            path = broken.file.relative_to(root).as_posix()
            problems.append(Problem(path, broken.line, "schema", {"detail": broken.detail}))
    return schemas, problems


@dataclass(frozen=True)
class _SchemaReader:
    """Reads files of one folder. Every method raises BrokenSchema, and nothing else."""

    folder: Path
    kinds: frozenset[str]
    trail: tuple[Path, ...] = ()  # included files on the way to the present one
    included: dict[Path, dict[str, Field]] = field(default_factory=dict)  # read once, whoever includes them

    def schema(self, file: Path) -> Schema:
        loaded = load_schema(file)
        described = loaded.get("description", "")
        return Schema(file.stem, loaded["title"], described, _for_members(loaded, file), self._fields(loaded, file))

    def _fields(self, loaded: Mapping[str, Any], file: Path) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        lines: dict[str, int] = {}
        for declared, line in zip(loaded["fields"], loaded["fields"].lines, strict=True):
            found = self._declared(declared, file, line)
            lines |= dict.fromkeys(found, line)
            if twice := fields.keys() & found.keys():
                raise BrokenSchema(file, f"{', '.join(sorted(twice))}: declared twice", line)
            fields |= found
        keys = loaded.get("foreignKeys", LinedList())
        for key, line in zip(keys, keys.lines, strict=True):
            name, kind = self._reference(key, fields, Place(file, "foreignKeys", line))
            fields[name] = replace(fields[name], reference=kind)
        for name, type_ in _NEEDED.get(file.stem, {}).items():
            if name not in fields or not fields[name].required or fields[name].type != type_:
                raise BrokenSchema(
                    file,
                    f"{name}: the calendar needs it as a required {type_}",
                    lines.get(name, line_of(loaded, "fields")),
                )
        return fields

    def _declared(self, declared: Any, file: Path, line: int) -> dict[str, Field]:
        if isinstance(declared, dict) and "use" in declared:
            expect(declared, _INCLUDED, Place(file, "use", line))
            return self._included("shared", declared["use"], file, line)
        expect(declared, _FIELD, Place(file, "fields", line), needed=("name", "type", "title"))
        return {declared["name"]: self._field(declared, file)}

    def _included(self, part: str, name: str, file: Path, line: int) -> dict[str, Field]:
        included = self.folder / part / f"{name}.yaml"
        if not included.is_file():
            raise BrokenSchema(file, f"no such file: {part}/{name}.yaml", line)
        if included in self.trail:
            raise BrokenSchema(file, "use or rows: leads back to itself", line)
        if included not in self.included:
            inner = replace(self, trail=(*self.trail, included))
            self.included[included] = inner._fields(load_schema(included), included)
        return self.included[included]

    def _reference(self, key: Any, fields: Mapping[str, Field], place: Place) -> tuple[str, str]:
        match key:
            case {"fields": [str(name)], "reference": {"resource": str(kind)}} if name in fields and kind in self.kinds:
                return name, kind
        raise BrokenSchema(place.file, f"{place.name}: no such field or kind: {key!r}", place.line)

    def _field(self, declared: Mapping[str, Any], file: Path) -> Field:
        name, title, rows, item = (declared.get(key) for key in ("name", "title", "rows", "arrayItem"))
        constraints = declared.get("constraints", {})
        _check_field(declared, constraints, file)
        choices = _choices(declared, constraints, file)
        if choices:
            constraints = {**constraints, "enum": list(choices)}
        to_read = {key: value for key, value in constraints.items() if key != "required"}
        if item is not None:
            expect(item, _ITEM, Place(file, f"{name}: arrayItem", line_of(declared, "arrayItem")), needed=("type",))
        return Field(
            name=declared["name"],
            type=declared["type"],
            title=declared["title"],
            description=declared.get("description", ""),
            required=bool(constraints.get("required")),
            translate=bool(declared.get("translate")),
            for_members=_for_members(declared, file),
            mark=declared.get("mark"),
            example=declared.get("example", ""),
            choices=choices,
            reference=None,
            item=self._field({"name": "value", "title": title, **item}, file) if item is not None else None,
            rows=self._included("rows", rows, file, line_of(declared, "rows")) if rows is not None else None,
            constraints=to_read,
            read=_tried_reader(declared, to_read, file),
        )


def _for_members(declared: Mapping[str, Any], file: Path) -> bool:
    audience = declared.get("audience", PUBLIC)
    if audience not in (PUBLIC, MEMBERS):
        raise BrokenSchema(file, f"unknown audience {audience}", line_of(declared, "audience"))
    return bool(audience == MEMBERS)


def _choices(declared: Mapping[str, Any], constraints: Mapping[str, Any], file: Path) -> dict[str, str]:
    """{value: what it is called}, in their order."""
    categories = declared.get("categories", ())
    for category in categories:
        expect(
            category,
            _CATEGORY,
            Place(file, f"{declared['name']}: categories", line_of(declared, "categories")),
            tuple(_CATEGORY),
        )
    return {one["value"]: one["label"] for one in categories} or {value: value for value in constraints.get("enum", ())}


def _check_field(declared: Mapping[str, Any], constraints: Mapping[str, Any], file: Path) -> None:
    """Refuses what Frictionless would let pass and our own checks cannot work with."""
    expect(constraints, _CONSTRAINTS, Place(file, f"{declared['name']}: constraints", line_of(declared, "constraints")))
    is_list = declared["type"] == "array"
    pattern, choices = constraints.get("pattern", ""), constraints.get("enum", ())
    reasons = {
        f"unknown type {declared['type']}": declared["type"] not in _TYPES,
        f"unknown mark {declared.get('mark')}": "mark" in declared and declared["mark"] not in MARKS,
        "arrayItem or rows, for an array and only there": is_list != (("arrayItem" in declared) ^ ("rows" in declared)),
        "an array can only be required": is_list and bool(constraints.keys() - {"required"}),
        "categories or enum, not both": "categories" in declared and "enum" in constraints,
        "enum: texts in quotes": not all(isinstance(choice, str) for choice in choices),
        "audience: a required field is for everybody": _for_members(declared, file)
        and bool(constraints.get("required")),
        "pattern: needs an example": bool(pattern) and "example" not in declared,
        "pattern: [0-9] for \\d, which takes every script's digits": "\\d" in pattern or "\\w" in pattern,
    }
    for reason, is_wrong in reasons.items():
        if is_wrong:
            raise BrokenSchema(file, f"{declared['name']}: {reason}", line_of(declared))


def _sample(type_: str, constraints: Mapping[str, Any]) -> str | None:
    """A text that fits, as far as one can be known. None for lists."""
    lowest = str(constraints["minimum"]) if "minimum" in constraints else None
    return next(iter(constraints.get("enum", ())), lowest) or _SAMPLES.get(type_)


def _tried_reader(declared: Mapping[str, Any], constraints: Mapping[str, Any], file: Path) -> CellReader:
    """Reads one value: only then does Frictionless notice a broken pattern or limit."""
    sample = declared.get("example", _sample(declared["type"], constraints))
    try:
        read = cell_reader(declared["type"], declared.get("format", "default"), constraints)
        _, notes = read(sample) if sample is not None else (None, None)
    except Exception as error:  # whatever regular expressions and comparisons raise, inside Frictionless
        raise BrokenSchema(file, f"{declared['name']}: {error}", line_of(declared)) from None
    if notes and ("type" in notes or "example" in declared):
        raise BrokenSchema(file, f"{declared['name']}: {sample!r} does not fit", line_of(declared))
    return read
