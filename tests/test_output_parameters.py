"""What a function finds it returns: it fills nothing that it was handed, and no generator is run for its effects.

A rule of the house, read off the code. What belongs to a library and is made to be filled may be named below.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from citysite import PROJECT

# MkDocs' events are handed what they are to change; Babel and icalendar build catalogues and calendars in place, and
# Jinja hands over what it wants filled with a compiled template.
_MADE_TO_BE_FILLED = {"main.py", "sync.py", "reword.py", "calendars.py", "compiled.py"}
# So does Django with what belongs to a request, the log with its records, and whoever writes with a file.
_GIVEN_BY_DJANGO = frozenset({"request", "record", "out", "device"})
_SOURCES = [
    file
    for part in ("hooks", "portal")
    for file in sorted((PROJECT / part).rglob("*.py"))
    if file.name not in _MADE_TO_BE_FILLED and "migrations" not in file.parts
]
_FILLING = frozenset({"add", "append", "clear", "extend", "insert", "pop", "remove", "setdefault", "update"})
_RUNNING = frozenset({"all", "any", "dict", "list", "set", "tuple"})


def test_no_function_fills_what_it_was_handed() -> None:
    assert [one for file in _SOURCES for one in _filled(file)] == []


def test_no_generator_is_run_for_its_effects() -> None:
    assert [one for file in _SOURCES for one in _run_for_effects(ast.parse(file.read_text("utf-8")), file)] == []


def test_both_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text(
        "def f(found, row, n):\n    found.append(1)\n    row.values[n] = 2\n    row.n += 1\n    list(g(row))\n", "utf-8"
    )
    assert sorted(_filled(file)) == ["bad.py:2: found", "bad.py:3: row", "bad.py:4: row"]
    assert list(_run_for_effects(ast.parse(file.read_text("utf-8")), file)) == ["bad.py:5: list"]


def _filled(file: Path) -> Iterator[str]:
    for function in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef):
            given = function.args
            named = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
            handed = {one.arg for one in named} - {"self", "cls"} - _GIVEN_BY_DJANGO
            for node, name in _changed(function):
                if name in handed:
                    yield f"{file.name}:{node.lineno}: {name}"


def _changed(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, str | None]]:
    """What is called to change something, or assigned to a part of it; and the name of that thing."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FILLING:
            yield node, _owner(node.func.value)
        targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else []
        targets = [node.target] if isinstance(node, ast.AugAssign) else targets
        for target in (one for listed in targets for one in ast.walk(listed)):
            if isinstance(target, ast.Attribute | ast.Subscript) and not isinstance(target.ctx, ast.Load):
                yield target, _owner(target)


def _owner(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _run_for_effects(module: ast.Module, file: Path) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name in _RUNNING:
                yield f"{file.name}:{node.lineno}: {name}"
