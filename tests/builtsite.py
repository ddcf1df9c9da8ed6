"""The real site, built once for all tests that look at it, as `make site` builds it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

from bs4 import BeautifulSoup, Tag

from brygga.load.languages import read_languages
from tinysite import with_languages

PROJECT = Path(__file__).parent.parent
PARTS = ("data", "docs", "hooks", "overrides")
CODES = ("sv", "en", "ar", "fa", "so", "ti", "uk")
PREFIX = {code: "" if code == "sv" else f"{code}/" for code in CODES}


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file. `path` is its address below the site's root: "", "ar/program/", "404.html"."""

    path: str
    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "lxml")  # test_html.py sees to it that every parser reads the same

    @property
    def language(self) -> str:
        first = self.path.split("/")[0]
        return first if first in CODES else "sv"

    @property
    def path_in_language(self) -> str:
        return self.path if self.language == "sv" else self.path.removeprefix(f"{self.language}/")

    def one(self, selector: str) -> Tag:
        found = self.soup.select(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} × {selector}"
        return found[0]


def copy_project(folder: Path, languages: Iterable[str] = CODES) -> Path:
    """The parts of the project that a build reads, to change at will. The fewer languages, the sooner it is built."""
    left_out = set(CODES) - set(languages)
    others = [pattern for code in left_out for pattern in (f"*.{code}.md", f"{code}.po")]
    for part in PARTS:
        copytree(PROJECT / part, folder / part, ignore=ignore_patterns("__pycache__", *others), dirs_exist_ok=True)
    for config in ("mkdocs.yml", "mkdocs.members.yml"):
        copy(PROJECT / config, folder)
    names = {one.code: one.name for one in read_languages(folder)}
    return with_languages(folder, {code: name for code, name in names.items() if code not in left_out})


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


def pages_of(site: Path) -> dict[str, BuiltPage]:
    files = sorted(site.rglob("*.html"))
    paths = [file.relative_to(site).as_posix() for file in files]
    pages = [
        BuiltPage(path.removesuffix("index.html"), file.read_text("utf-8"))
        for path, file in zip(paths, files, strict=True)
    ]
    return {page.path: page for page in pages}
