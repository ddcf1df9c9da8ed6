"""Templates are compiled once for a project, wherever it lies, and never shown as they were before."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from brygga.render import compiled
from brygga.render.compiled import CompiledTemplates

CACHE = ".cache/templates"


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_known", {})


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of templates that Jinja compiles."""
    names: list[str | None] = []
    real = Environment.compile

    def compile_noted(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name)
        return real(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", compile_noted)
    return names


def project(root: Path, text: str) -> Path:
    (root / "overrides").mkdir(parents=True)
    (root / "overrides/page.html").write_text(text, "utf-8")
    return root


def said(root: Path) -> str:
    environment = Environment(loader=FileSystemLoader(root / "overrides"), bytecode_cache=CompiledTemplates(root))
    return environment.get_template("page.html").render()


def test_the_next_build_compiles_nothing(
    tmp_path: Path, compiling: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path, "{{ 1 + 1 }}")
    assert said(root) == "2"
    assert compiling == ["page.html"]
    monkeypatch.setattr(compiled, "_known", {})
    assert said(root) == "2"
    assert compiling == ["page.html"]


def test_a_copy_of_the_project_compiles_nothing(tmp_path: Path, compiling: list[str | None]) -> None:
    for name in ("project", "draft"):
        assert said(project(tmp_path / name, "{{ 1 + 1 }}")) == "2"
    assert compiling == ["page.html"]


def test_what_was_changed_is_shown(tmp_path: Path) -> None:
    root = project(tmp_path, "before")
    assert said(root) == "before"
    (root / "overrides/page.html").write_text("after", "utf-8")
    assert said(root) == "after"


@pytest.mark.parametrize("end", [0, 3, 25, 60])
def test_a_file_that_was_cut_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: int) -> None:
    root = project(tmp_path, "{{ 1 + 1 }}")
    said(root)
    [file] = (root / CACHE).iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:end])
    monkeypatch.setattr(compiled, "_known", {})
    assert said(root) == "2"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_said_all_the_same(tmp_path: Path) -> None:
    root = project(tmp_path, "{{ 1 + 1 }}")
    (root / ".cache").write_text("a file where the folder should be", "utf-8")
    assert said(root) == "2"
