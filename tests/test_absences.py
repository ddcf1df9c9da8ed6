"""A test that finds nothing says where it is seen that it would find something: absences.yaml names the twin of each.

A test whose every assertion is that something is not there (== [], not in, is None …) passes, too, when the thing was
never made, or when the search sees nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

from citysite import TESTS

LISTED: dict[str, str] = yaml.safe_load((TESTS / "absences.yaml").read_text("utf-8"))
_EMPTY_CALLS = {"set", "dict", "list", "tuple"}


def is_absence(test: ast.expr) -> bool:
    """Whether an assertion holds when there is nothing at all."""
    match test:
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp(op=ast.And(), values=values):
            return all(map(is_absence, values))
        case ast.Compare(ops=[ast.NotIn()]):
            return True
        case ast.Compare(ops=[ast.Eq() | ast.Is()], comparators=[wanted]):
            return is_nothing(wanted)
    return False


def is_nothing(wanted: ast.expr) -> bool:
    match wanted:
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Set(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=ast.Name(id=name), args=[]):
            return name in _EMPTY_CALLS
        case ast.Constant(value=value):
            return value is None or (value in (0, "", b"") and not isinstance(value, bool))
    return False


def absent(file: Path) -> Iterator[str]:
    """Tests of a file that assert absences and nothing else; what waits for something, or for an error, does not."""
    for test in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test"):
            asserted = [one.test for one in ast.walk(test) if isinstance(one, ast.Assert)]
            called = {ast.unparse(one.func) for one in ast.walk(test) if isinstance(one, ast.Call)}
            if asserted and all(map(is_absence, asserted)) and not called & {"pytest.raises", "expect"}:
                yield test.name


def defined_in(file: Path) -> set[str]:
    return {one.name for one in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)}


def test_every_absence_has_its_twin() -> None:
    files = {file.relative_to(TESTS).as_posix(): file for file in sorted(TESTS.rglob("test_*.py"))}
    found = [f"{name}::{test}" for name, file in files.items() for test in absent(file)]
    assert len(found) > 20
    assert [one for one in found if one not in LISTED] == [], "name the test that would notice, in tests/absences.yaml"
    assert [one for one in LISTED if one not in found] == [], "it asserts something now, or is gone"


def test_every_twin_is_there() -> None:
    """`<test>` of the same file, `<file>::<test>`, or a sentence that says why none is needed."""
    for one, twin in LISTED.items():
        if " " not in twin:
            file, _, test = twin.rpartition("::")
            assert test in defined_in(TESTS / (file or one.partition("::")[0])), f"{one}: {twin}"
            assert twin not in (one, one.partition("::")[2])


def test_an_absence_is_seen(tmp_path: Path) -> None:
    code = """
def test_a(): assert found() == []
def test_b(): assert "x" not in page and not page
def test_c(): assert found() == [1]
def test_d():
    assert found() is None
    assert made()
def test_e(): assert done == set()
def test_f():
    with pytest.raises(ValueError):
        f()
    assert found() == 0
def test_g(): f()
def test_h(): assert found() is False
"""
    (tmp_path / "test_x.py").write_text(code, "utf-8")
    assert list(absent(tmp_path / "test_x.py")) == ["test_a", "test_b", "test_e"]
