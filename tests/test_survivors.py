"""Faults that may stay unnoticed (`make mutants`) have a reason, and are faults of modules that are tried."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch

from mutants import PROJECT, reasons

TRIED = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["only_mutate"]


def test_every_reason_is_about_a_module_that_is_tried_and_a_line_that_is_not_so() -> None:
    assert reasons()
    for (module, line), why in reasons().items():
        path = f"{module.replace('.', '/')}.py"
        assert any(fnmatch(f"src/{path}", pattern) for pattern in TRIED), module
        [source] = [file for part in ("hooks", "portal") if (file := PROJECT / part / path).exists()]
        assert line not in map(str.strip, source.read_text("utf-8").splitlines()), line
        assert why.endswith("."), line
