"""No two things of one name: who looks for a class finds one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from citysite import PROJECT

_ASKED_FOR_BY_NAME = {"Command", "Meta", "Migration"}  # Django wants them to be called so


def test_no_two_classes_or_kinds_of_value_have_one_name() -> None:
    places = defaultdict(list)
    for folder in ("hooks", "portal"):
        for file in sorted((PROJECT / folder).rglob("*.py")):
            for name in _named(file):
                places[name].append(str(file.relative_to(PROJECT)))
    found = {name: files for name, files in places.items() if len(files) > 1 and name not in _ASKED_FOR_BY_NAME}
    assert found == {}


def _named(file: Path) -> Iterator[str]:
    """Classes, and names of types that a module gives: Row = Mapping[str, Any]."""
    module = ast.parse(file.read_text("utf-8"))
    yield from (node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    given = [node for node in module.body if isinstance(node, ast.Assign) and not _is_placeholder(node.value)]
    targets = (target for node in given for target in node.targets)
    names = (target.id for target in targets if isinstance(target, ast.Name))
    yield from (name for name in names if name.lstrip("_")[:1].isupper() and not name.isupper())


def _is_placeholder(value: ast.expr) -> bool:
    """Of a generic function: it means nothing outside."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"
