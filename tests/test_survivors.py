"""Faults that may stay unnoticed (`make mutants`) have a reason, and are faults of modules that are tried."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

from mutants import PROJECT, reasons

SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
TRIED = SETTINGS["only_mutate"]


def test_every_module_that_is_tried_is_there() -> None:
    files = [file.relative_to(PROJECT / part).as_posix() for part in ("hooks", "portal") for file in code_of(part)]
    assert len(files) > 100
    assert [one for one in TRIED if not any(fnmatch(f"src/{file}", one) for file in files)] == []


def test_what_tests_read_lies_beside_what_is_tried() -> None:
    """A guide that a test reads when it is collected would stop all of them."""
    guides = {file.name for pattern in ("*.md", "mkdocs*.yml", "Makefile") for file in PROJECT.glob(pattern)}
    assert {"README.md", "HACKING.md"} <= guides
    assert guides - set(SETTINGS["also_copy"]) == set()


def code_of(part: str) -> list[Path]:
    return list((PROJECT / part).rglob("*.py"))


def test_every_reason_is_about_a_module_that_is_tried_and_a_line_that_is_not_so() -> None:
    assert reasons()
    for (module, line), why in reasons().items():
        path = f"{module.replace('.', '/')}.py"
        assert any(fnmatch(f"src/{path}", pattern) for pattern in TRIED), module
        [source] = [file for part in ("hooks", "portal") if (file := PROJECT / part / path).exists()]
        assert line not in map(str.strip, source.read_text("utf-8").splitlines()), line
        assert why.endswith("."), line
