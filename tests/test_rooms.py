"""The house is as ARCHITECTURE.md draws it, and nothing in it grows beyond its measure."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tinysite import PROJECT

HOUSE = PROJECT / "hooks/brygga"
ROOMS = sorted(folder.name for folder in HOUSE.iterdir() if (folder / "__init__.py").exists())
GUIDES = ("ARCHITECTURE.md", "HACKING.md", "README.md", "CONTRIBUTING.md")
_SOURCES = [path for part in ("hooks", "portal", "tests") for path in sorted((PROJECT / part).rglob("*.py"))]


def in_order() -> list[str]:
    """From model to command, as lint-imports holds it."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    return [layer.removeprefix("brygga.") for layer in reversed(layers) if layer.startswith("brygga.")]


def test_rooms_are_drawn_and_held_in_one_order() -> None:
    drawn = re.findall(r"^\| `(\w+)` \|", (PROJECT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
    listed = re.findall(r"^    (\w+) {2,}", (HOUSE / "__init__.py").read_text("utf-8"), re.MULTILINE)
    assert drawn == listed == in_order()
    assert sorted(drawn) == ROOMS
    assert len(ROOMS) <= 10
    assert {path.name for path in HOUSE.glob("*.py")} == {"__init__.py", "__main__.py"}, "every module has a room"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_comes_in_what_goes_out_and_what_it_must_not_know(room: str) -> None:
    said = " ".join((ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text("utf-8"))) or "").split())
    assert re.search(r"\bcomes? in\b", said)
    assert re.search(r"\bgoe?s? out\b|\bout comes\b|→", said)
    assert re.search(r"\bunknown here\b|\bknows that\b", said)


@pytest.mark.parametrize("guide", GUIDES)
def test_what_guides_name_is_there(guide: str) -> None:
    text = (PROJECT / guide).read_text("utf-8")
    paths = re.findall(r"`((?:hooks|tests|overrides|portal)/[\w./-]+\.(?:py|yaml|html|css|js|md))`", text)
    modules = re.findall(rf"`((?:{'|'.join(ROOMS)})\.(?!yaml)\w+)`", text)
    named = [*paths, *(f"hooks/brygga/{name.replace('.', '/')}.py" for name in modules)]
    assert [path for path in named if not (PROJECT / path).exists()] == []
    assert named or guide == "CONTRIBUTING.md"


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_nothing_is_longer_than_one_can_take_in() -> None:
    files = {path: len(path.read_text("utf-8").splitlines()) for path in _SOURCES}
    assert [path.name for path, lines in files.items() if lines > (400 if "tests" in path.parts else 300)] == []
    long = {f"{path.name}:{one.name}" for path in files for one in _functions(path) if _length(one) > 40}
    assert long == set()


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
