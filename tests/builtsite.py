"""The real site, built once for all tests that look at it, as `make site` builds it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

from bs4 import BeautifulSoup, Tag

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
        return BeautifulSoup(self.text, "html5lib")

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


def copy_project(folder: Path) -> Path:
    """The parts of the project that a build reads, to change at will."""
    for part in PARTS:
        copytree(PROJECT / part, folder / part, ignore=ignore_patterns("__pycache__"))
    for config in ("mkdocs.yml", "mkdocs.members.yml"):
        copy(PROJECT / config, folder)
    return folder


def brygga(folder: Path, command: str, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """Runs the command line as `make` does."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "LC_ALL": lang}
    arguments = [sys.executable, "-m", "brygga", command]
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def pages_of(site: Path) -> dict[str, BuiltPage]:
    files = sorted(site.rglob("*.html"))
    paths = [file.relative_to(site).as_posix() for file in files]
    pages = [
        BuiltPage(path.removesuffix("index.html"), file.read_text("utf-8"))
        for path, file in zip(paths, files, strict=True)
    ]
    return {page.path: page for page in pages}
