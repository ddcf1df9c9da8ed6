"""One file below data/schemas → its names and values, each with its line; or why it cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from brygga.load.rows import line_too_deep

_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILE = {"title": str, "description": str, "audience": str, "fields": list, "foreignKeys": list}


class BrokenSchema(Exception):
    """A schema file that cannot be used, and why."""

    def __init__(self, file: Path, detail: str, line: int = 1) -> None:
        super().__init__(detail)
        self.file, self.detail, self.line = file, detail, line


def load_schema(file: Path) -> Lined:
    """Raises BrokenSchema, and nothing else."""
    try:
        text = file.read_text("utf-8")
        if deep := line_too_deep(text):
            raise BrokenSchema(file, "lists in lists in lists", deep)
        loaded = yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise BrokenSchema(file, str(error.problem), mark.line + 1 if mark else 1) from None
    except UnicodeDecodeError as error:
        raise BrokenSchema(file, "not UTF-8", error.object.count(b"\n", 0, error.start) + 1) from None
    except (yaml.YAMLError, OSError) as error:
        raise BrokenSchema(file, getattr(error, "strerror", None) or str(error)) from None
    expect(loaded, _FILE, Place(file, "file"), needed=("title", "fields"))
    return loaded  # type: ignore[no-any-return]  # expected to be a mapping


@dataclass(frozen=True)
class Place:
    """Where in the schemas something stands: the file, its name there, its line."""

    file: Path
    name: str
    line: int = 1


def expect(value: Any, shape: Mapping[str, Any], place: Place, needed: tuple[str, ...] = ()) -> None:
    """Refuses what is not a mapping of the names in `shape`, each with its type of value."""
    file, where = place.file, place.name
    if not isinstance(value, dict):
        raise BrokenSchema(file, f"{where}: no names and values: {value!r}", place.line)
    for name in needed:
        if name not in value:
            raise BrokenSchema(file, f"{where}: {name} is missing", line_of(value))
    for name, content in value.items():
        if not isinstance(content, shape.get(name, ())):
            raise BrokenSchema(file, f"{value.get('name', where)}: {name}: {content!r}", line_of(value, name))


class Lined(dict[Any, Any]):
    """A mapping that knows where it was written. `lines` are those of its names."""

    line = 1
    lines: Mapping[Any, int] = {}


class LinedList(list[Any]):
    """A list that knows the line of each of its items."""

    lines: Sequence[int] = ()


def line_of(value: Any, name: str | None = None) -> int:
    """The line of a mapping, or of a name in it; 1 where nobody knows."""
    return value.lines.get(name, value.line) if isinstance(value, Lined) else 1


class _Loader(_SAFE_LOADER):  # type: ignore[misc, valid-type]  # libyaml's where the machine has it
    """Makes Lined mappings and lists, and refuses a name that is written twice."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as error:
            # What PyYAML makes of a day like 2019-02-30 and of "!!int x", without saying where.
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


def _mapping(loader: Any, node: yaml.MappingNode) -> Lined:
    mapping, lines = Lined(), {}
    for key, value in node.value:
        name = loader.construct_object(key, deep=True)
        if name in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"{name}: written twice", key.start_mark)
        mapping[name] = loader.construct_object(value, deep=True)
        lines[name] = key.start_mark.line + 1
    mapping.line, mapping.lines = node.start_mark.line + 1, lines
    return mapping


def _sequence(loader: Any, node: yaml.SequenceNode) -> LinedList:
    items = LinedList(loader.construct_object(item, deep=True) for item in node.value)
    items.lines = [item.start_mark.line + 1 for item in node.value]
    return items


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)
