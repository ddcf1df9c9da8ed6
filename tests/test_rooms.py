"""The house is as ARCHITECTURE.md draws it, and nothing in it grows beyond its measure."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from citysite import PROJECT

HOUSE = PROJECT / "hooks/brygga"
APPS = PROJECT / "portal"
ROOMS = sorted(folder.name for folder in HOUSE.iterdir() if (folder / "__init__.py").exists())
GUIDES = ("ARCHITECTURE.md", "HACKING.md", "README.md", "CONTRIBUTING.md")
_SOURCES = [path for part in ("hooks", "portal", "tests") for path in sorted((PROJECT / part).rglob("*.py"))]


def in_order(part: str) -> list[list[str]]:
    """The layers of "pipeline" or "portal" as lint-imports holds them, lowest first, those of one layer together."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers" and part in one["name"])
    rooms = [layer.replace("brygga.", "").split(" | ") for layer in reversed(layers)]
    return [names for names in rooms if names not in (["common"], ["config"], ["editing"])]


def drawn_rooms(part: str) -> list[str]:
    """Those of the table in ARCHITECTURE.md, from top to bottom."""
    drawing = (PROJECT / "ARCHITECTURE.md").read_text("utf-8").partition(f"## The rooms of the {part}\n")[2]
    return re.findall(r"^\| `(\w+)` \|", drawing.partition("\n## ")[0], re.MULTILINE)


def test_apps_of_the_portal_are_drawn_and_held_in_one_order() -> None:
    drawn = drawn_rooms("portal")
    at = 0
    for names in in_order("portal"):
        assert set(drawn[at : at + len(names)]) == set(names)
        at += len(names)
    assert {*drawn, "config"} == {path.parent.name for path in APPS.glob("*/__init__.py")}


def test_no_module_of_the_portal_is_loaded_by_its_name() -> None:
    assert [path.name for path in APPS.rglob("*.py") if "import " in path.read_text("utf-8")] != []
    assert [path.name for path in APPS.rglob("*.py") if "import_module" in path.read_text("utf-8")] == []


def test_every_app_has_addresses_and_templates_of_its_own() -> None:
    templates = APPS / "templates"
    assert list(templates.glob("*.html")) == []
    with_templates = {folder.name for folder in templates.iterdir()}
    assert with_templates == {path.parent.name for path in APPS.glob("*/urls.py")} - {"config"} | {"web"}


def test_rooms_are_drawn_and_held_in_one_order() -> None:
    drawn = drawn_rooms("pipeline")
    listed = re.findall(r"^    (\w+) {2,}", (HOUSE / "__init__.py").read_text("utf-8"), re.MULTILINE)
    assert drawn == listed == [name for names in in_order("pipeline") for name in names]
    assert sorted(drawn) == ROOMS
    assert len(ROOMS) <= 10
    assert {path.name for path in HOUSE.glob("*.py")} == {"__init__.py", "__main__.py"}, "every module has a room"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_comes_in_what_goes_out_and_what_it_must_not_know(room: str) -> None:
    said = " ".join((ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text("utf-8"))) or "").split())
    assert re.search(r"\bcomes? in\b", said)
    assert re.search(r"\bgoe?s? out\b|\bout comes\b|→", said)
    assert re.search(r"\bunknown here\b|\bknows that\b", said)


def test_one_file_knows_mkdocs() -> None:
    known = {"mkdocs", "mkdocs_static_i18n", "material"}
    listed = [path for path in _SOURCES if "tests" not in path.parts]
    importing = {path.name for path in listed if known & {name.partition(".")[0] for name in _imported(path)}}
    assert importing == {"main.py"}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_hook_is_a_bridge_and_changes_no_html() -> None:
    module = ast.parse((PROJECT / "hooks/main.py").read_text("utf-8"))
    called = {node.func.attr for node in ast.walk(module) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    imported = {one.name for node in ast.walk(module) if isinstance(node, ast.Import) for one in node.names}
    assert {"os"} <= imported, "what is imported is seen"
    assert "re" not in imported
    assert called & {"replace", "sub", "partition"} == set()
    assert "on_post_page" not in {one.name for one in module.body if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize("guide", GUIDES)
def test_what_guides_name_is_there(guide: str) -> None:
    text = (PROJECT / guide).read_text("utf-8")
    paths = re.findall(r"`((?:hooks|tests|overrides|portal)/[\w./-]+\.(?:py|yaml|html|css|js|md))`(?!, new:)", text)
    modules = re.findall(rf"`((?:{'|'.join(ROOMS)})\.(?!yaml)\w+)`", text)
    named = [*paths, *(f"hooks/brygga/{name.replace('.', '/')}.py" for name in modules)]
    added = re.findall(r"^`([\w./-]+)`, new:$", text, re.MULTILINE)  # by a worked example
    assert [path for path in named if path not in added and not (PROJECT / path).exists()] == []
    assert named or guide == "CONTRIBUTING.md"


def test_the_version_is_the_one_that_the_list_of_changes_begins_with() -> None:
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    headings = re.findall(r"^## (.+)$", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert re.fullmatch(rf"{re.escape(version)}, \d{{4}}-\d\d-\d\d", headings[0])


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_nothing_is_longer_than_one_can_take_in() -> None:
    files = {path: len(path.read_text("utf-8").splitlines()) for path in _SOURCES}
    assert [path.name for path, lines in files.items() if lines > (400 if "tests" in path.parts else 300)] == []
    assert max(_length(one) for path in files for one in _functions(path)) > 20, "functions are seen and measured"
    long = {f"{path.name}:{one.name}" for path in files for one in _functions(path) if _length(one) > 40}
    assert long == set()


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
