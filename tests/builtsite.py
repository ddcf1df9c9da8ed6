"""Sites as `make site` builds them, each once for all tests that look at it: that of the tests' own city, and ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

from bs4 import BeautifulSoup, Tag

from brygga.load.languages import read_languages
from citysite import CODES, PREFIX, PROJECT, put_city

_OWN = read_languages(PROJECT)
OWN_PREFIX = {one.code: one.prefix for one in _OWN}  # of the site that this project makes
RIGHT_TO_LEFT = {one.code for one in _OWN if one.direction == "rtl"}
_CODE = ignore_patterns("__pycache__")


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file. `path` is its address below the site's root: "", "ar/program/", "404.html"."""

    path: str
    text: str
    prefixes: Mapping[str, str]

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "lxml")  # test_html.py sees to it that every parser reads the same

    @property
    def language(self) -> str:
        first = self.path.split("/")[0]
        return first if first in self.prefixes else next(iter(self.prefixes))

    @property
    def path_in_language(self) -> str:
        return self.path.removeprefix(self.prefixes[self.language])

    def one(self, selector: str) -> Tag:
        found = self.soup.select(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} × {selector}"
        return found[0]


def copy_project(folder: Path, languages: Iterable[str] = CODES) -> Path:
    """All that a build of the tests' own city reads, to change at will."""
    copytree(PROJECT / "hooks", folder / "hooks", ignore=_CODE)
    return put_city(folder, languages)


def copy_own(folder: Path) -> Path:
    """The parts of this project that a build reads."""
    for part in ("data", "docs", "hooks", "overrides"):
        copytree(PROJECT / part, folder / part, ignore=_CODE)
    for config in ("mkdocs.yml", "mkdocs.members.yml"):
        copy(PROJECT / config, folder)
    return folder


def build_site(project: Path) -> None:
    """As `make site` does; what that said stands in said.txt, what it read in opened.txt."""
    done = _run(project, [str(PROJECT / "tests/opened.py"), "site"])
    assert done.returncode == 0, done.stdout + done.stderr
    (project / "said.txt").write_text(done.stdout + done.stderr, "utf-8")


def brygga(folder: Path, command: str, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """Runs the command line as `make` does."""
    return _run(folder, ["-m", "brygga", command], lang)


def _run(folder: Path, arguments: list[str], lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "LC_ALL": lang}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def pages_of(site: Path, prefixes: Mapping[str, str] = PREFIX) -> dict[str, BuiltPage]:
    files = sorted(site.rglob("*.html"))
    paths = [file.relative_to(site).as_posix() for file in files]
    pages = [
        BuiltPage(path.removesuffix("index.html"), file.read_text("utf-8"), prefixes)
        for path, file in zip(paths, files, strict=True)
    ]
    return {page.path: page for page in pages}
