"""No two things of one name: who looks for a class, a function or a constant finds one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citysite import PROJECT

# What others look for by its name, in each file of a kind.
_ASKED_FOR_BY_NAME = {
    "Command": "Django, in management/commands",
    "Meta": "Django, in a model or a form",
    "Migration": "Django, in migrations",
    "app_name": "Django, in urls.py",
    "urlpatterns": "Django, in urls.py",
    "exported": "privacy.person_data, in person.py of each app: what it keeps about one person",
    "erase": "privacy.person_data, in person.py of each app: that it goes",
}


def classes(file: Path) -> Iterator[str]:
    """Those that stand in others, too; and names of types that a module gives: Row = Mapping[str, Any]."""
    module = ast.parse(file.read_text("utf-8"))
    yield from (node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    names = (name for name in given(module) if name.lstrip("_")[:1].isupper() and not name.isupper())
    yield from names


def public_names(file: Path) -> Iterator[str]:
    """Functions, constants and classes that other modules may import. A migration is nobody's to import."""
    if file.parent.name == "migrations":
        return
    module = ast.parse(file.read_text("utf-8"))
    defined = (node.name for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    yield from (name for name in (*defined, *given(module)) if not name.startswith("_"))


def given(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and not _is_placeholder(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
            yield from (name.id for name in names if isinstance(name.ctx, ast.Store))


@pytest.mark.parametrize("names", [classes, public_names])
def test_no_two_things_have_one_name(names: Callable[[Path], Iterator[str]]) -> None:
    assert twice(PROJECT, names) == {}


def twice(root: Path, names: Callable[[Path], Iterator[str]]) -> dict[str, list[str]]:
    places = defaultdict(list)
    for folder in ("hooks", "portal"):
        for file in sorted((root / folder).rglob("*.py")):
            for name in names(file):
                places[name].append(str(file.relative_to(root)))
    return {name: files for name, files in places.items() if len(files) > 1 and name not in _ASKED_FOR_BY_NAME}


def test_a_second_thing_of_one_name_is_found(tmp_path: Path) -> None:
    """A function, a constant, an annotated one, a class within a function's file; not what is private, nor Django's."""
    names = "MOST, FEW = 1, 2\nLEAST: int = 2\n_own = 3\napp_name = ''\n"
    code = f"def digest() -> None: ...\n{names}class Row:\n    class In: ...\n"
    for file in ("hooks/one.py", "portal/people/two.py"):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text(code, "utf-8")
    files = ["hooks/one.py", "portal/people/two.py"]
    assert twice(tmp_path, public_names) == dict.fromkeys(["digest", "Row", "MOST", "FEW", "LEAST"], files)
    assert twice(tmp_path, classes) == dict.fromkeys(["Row", "In"], files)


def test_what_is_asked_for_by_name_is_there() -> None:
    found = {name for folder in ("hooks", "portal") for file in (PROJECT / folder).rglob("*.py") for name in _all(file)}
    assert found >= _ASKED_FOR_BY_NAME.keys()


def _all(file: Path) -> Iterator[str]:
    yield from classes(file)
    yield from public_names(file)


def _is_placeholder(value: ast.expr | None) -> bool:
    """Of a generic function: it means nothing outside."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"
