"""One way to write a record, so that a changed word is a changed line: key order by schema, quotes where needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

import yaml

from brygga.load.rows import Raw, Row
from brygga.load.schema import Field


def canonical(row: Row, fields: Mapping[str, Field]) -> str:
    """The text of the record's file: one line a value, lists of words in brackets, texts with dashes below."""
    return "".join(f"{line}\n" for line in _mapping(row.values, fields))


def _mapping(values: Mapping[str, Raw], fields: Mapping[str, Field]) -> Iterator[str]:
    order = {name: place for place, name in enumerate(fields)}
    for name in sorted(values, key=lambda name: order.get(name, len(order))):
        yield from _entry(name, values[name], fields.get(name))


def _entry(name: str, value: Raw, field: Field | None) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text(name, value)
    elif isinstance(value, list) and field is not None and field.rows:
        yield f"{name}:"
        for item in value:
            lines = list(_mapping(item, field.rows)) if isinstance(item, dict) else [_scalar(str(item))]
            yield from (f"  {'-' if i == 0 else ' '} {line}" for i, line in enumerate(lines))
    elif isinstance(value, list) and field is not None and field.translate:
        yield f"{name}:"
        yield from (f"  - {_scalar(str(item))}" for item in value)
    elif isinstance(value, list):
        yield f"{name}: [{', '.join(_scalar(str(item), listed=True) for item in value)}]"


def _text(name: str, value: str) -> Iterator[str]:
    lines = [line.rstrip() for line in value.strip().split("\n")]
    block = [f"{name}: |-", *(f"  {line}".rstrip() for line in lines)]
    if len(lines) > 1 and _reads_back("\n".join(["k: |-", *block[1:]]), "\n".join(lines)):
        yield from block
    else:  # what YAML takes for the end of a line ends no line here
        yield f"{name}: {_scalar(value.strip())}"


def _scalar(value: str, listed: bool = False) -> str:
    """Plain where YAML reads the same text back, else in double quotes. All values are texts until the schema casts."""
    return (
        value
        if _reads_back(f"k: [{value}]" if listed else f"k: {value}", [value] if listed else value)
        else _quoted(value)
    )


def _reads_back(text: str, value: Raw) -> bool:
    try:
        return bool(yaml.load(text, yaml.BaseLoader) == {"k": value})
    except yaml.YAMLError:
        return False


def _quoted(value: str) -> str:
    buffer = StringIO()
    options: dict[str, Any] = {"default_style": '"', "allow_unicode": True, "width": 10**9}
    yaml.dump(value, buffer, **options)
    return buffer.getvalue().rstrip("\n")
