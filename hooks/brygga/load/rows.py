"""YAML files → rows: every scalar a string, every key with its line, nothing clever allowed.

YAML 1.1 reads 12:30 as 750 and no as False; a row keeps what the editor wrote, and the schema casts it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import yaml

from brygga.load.characters import LARGEST_FILE, Finding, decode, forbidden
from brygga.load.file_cache import FileCache
from brygga.load.record_files import record_files
from brygga.load.yaml_faults import fault, indented_like_above, taken_away
from brygga.model.problem import Problem

Raw = str | list["Raw"] | dict[str, "Raw"]
DEEPEST = 6  # a form holds rows of rows: file → fields → row → choices → row → value
DEEPEST_PARSED = 50  # far below what libyaml can bear
_BEYOND = "exceeded maximum nesting depth"  # libyaml of 2026: beyond 1,000 it does not even begin
# A sieve, as parsing twice takes long. Without such an indent there are at most 26 blocks in each other (two a column).
_LONG_INDENT = re.compile(r"(?:\A|[\r\n\x85\u2028\u2029])[ \t\-?:]{12}")
_MANY_BRACKETS = 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Row:
    """One file as read. `lines` maps "field", "field.0" and "field.0.name" to lines counted from 1.

    A file that is not `readable` has been told of and is not asked for its fields.
    """

    kind: str
    id: str
    path: str
    values: dict[str, Raw] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    readable: bool = False


RowRead = tuple[Row, list[Problem]]  # a file, and what is wrong with it


def load(root: Path, kinds: Collection[str], cache: FileCache | None = None) -> tuple[list[Row], list[Problem]]:
    """All records below root/data, sorted by path, and what is wrong with their files.

    `kinds` are the folders that hold records; "site" is the single file data/site.yaml.
    With a `cache` a file is only parsed when it has changed.
    """
    files, problems = record_files(root, kinds)
    read = [read_row(root, file, kind, cache) for kind, file in files]
    return [row for row, _ in read], [*problems, *(problem for _, found in read for problem in found)]


def read_row(root: Path, file: Path, kind: str, cache: FileCache | None = None) -> RowRead:
    path = file.relative_to(root).as_posix()
    if refused := refused_file(file):
        return Row(kind, file.stem, path), [Problem(path, *refused)]
    content = file.read_bytes()
    parsing = partial(_parse_file, content, kind, file.stem, path)
    return cache.unless_changed(f"record {path}", content, parsing) if cache else parsing()


def _parse_file(content: bytes, kind: str, id_: str, path: str) -> RowRead:
    text, found = decode(content)
    tabbed = {line for line, finding, _ in found if finding == "tab"}
    row, problems = parse_row(indented_like_above(text, tabbed), kind, id_, path)
    return row, [*(Problem(path, *finding) for finding in found), *problems]


def refused_file(file: Path) -> Finding | None:
    """Why a file is not read at all: it is a link, or far larger than anything that people write."""
    if file.is_symlink():
        return 1, "file-link", {}
    size = file.stat().st_size
    if size > LARGEST_FILE:
        return 1, "file-size", {"size": f"{-(-size // 1024)} kB", "limit": f"{LARGEST_FILE // 1024} kB"}
    return None


def parse_row(text: str, kind: str, id_: str, path: str) -> RowRead:
    """What the text says, and what is wrong with it."""
    unread = Row(kind, id_, path)
    try:
        if deep := line_too_deep(text):
            return unread, [Problem(path, deep, "yaml-depth")]
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return unread, [Problem(path, *fault(text, error))]
    problems = [Problem(path, *finding) for finding in taken_away(text)]
    if not isinstance(node, yaml.MappingNode):
        return unread, [*problems, Problem(path, 1, "yaml-empty" if node is None else "yaml-not-fields")]
    reader = _NodeReader(path, "\\" in text)
    row = Row(kind, id_, path, reader.root(node), reader.lines, readable=True)
    return row, [*problems, *reader.problems]


def line_too_deep(text: str) -> int:
    """The line where nesting goes beyond all reason, or 0: libyaml composes nodes recursively, until the stack ends."""
    if text.count("[") + text.count("{") <= _MANY_BRACKETS and not _LONG_INDENT.search(text):
        return 0
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST_PARSED:
                return event.start_mark.line + 1 if event.start_mark else 1
    except yaml.MarkedYAMLError as error:
        if error.problem != _BEYOND:
            raise
        return error.problem_mark.line + 1 if error.problem_mark else 1
    return 0


class _NodeReader:
    """Turns one file's YAML nodes into plain values; `lines` and `problems` are those of the whole file."""

    def __init__(self, path: str, has_escapes: bool) -> None:
        self._path = path
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._has_escapes = has_escapes

    def root(self, node: yaml.MappingNode) -> dict[str, Raw]:
        self._check_node(node, node.start_mark.line + 1, 1)
        return self.mapping(node, "", 1)

    def mapping(self, node: yaml.MappingNode, prefix: str, depth: int) -> dict[str, Raw]:
        values: dict[str, Raw] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                self._refuse(line, "yaml-alias" if key_node.value == "<<" else "yaml-not-fields")
                continue
            self._check_node(key_node, line, depth)
            name = key_node.value
            if name in values:
                first = str(self.lines[prefix + name])
                self._refuse(line, "duplicate-key", field=name, first=first)
                continue
            self.lines[prefix + name] = line
            values[name] = self.value(value_node, prefix + name, line, depth + 1)
        return values

    def value(self, node: yaml.Node, name: str, line: int, depth: int) -> Raw:
        self._check_node(node, line, depth)
        if depth > DEEPEST or id(node) in self._seen:
            return str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, name + ".", depth)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, f"{name}.{i}", depth) for i, item in enumerate(node.value)]
        return self._scalar(node, line)

    def _item(self, node: yaml.Node, name: str, depth: int) -> Raw:
        line = node.start_mark.line + 1
        self.lines[name] = line
        return self.value(node, name, line, depth + 1)

    def _scalar(self, node: yaml.Node, line: int) -> str:
        text = str(node.value)
        if self._has_escapes:  # all others have been taken from the file before it was parsed
            for character in forbidden(text):
                self._refuse(line, character.id, code=character.code)
        return text

    def _check_node(self, node: yaml.Node, line: int, depth: int) -> None:
        if depth > DEEPEST:
            self._refuse(line, "yaml-depth")
        elif id(node) in self._seen:
            self._refuse(line, "yaml-alias")
        elif node.tag not in _PLAIN_TAGS:
            self._refuse(line, "yaml-tag", tag=node.tag.replace("tag:yaml.org,2002:", "!!"))

    def _refuse(self, line: int, problem_id: str, **facts: str) -> None:
        self.problems.append(Problem(self._path, line, problem_id, facts))


_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", "!"}
