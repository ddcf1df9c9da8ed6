"""A small project that has been published, in git, in Swedish alone: enough to see what is published anew."""

from __future__ import annotations

import io
import json
import subprocess
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from brygga.__main__ import main
from brygga.check.source import Source
from brygga.load.audience import site_address
from brygga.portal_feed.published import published_outputs
from brygga.site.build import Build, LightPages
from brygga.site.sites import PORTAL_FOLDER, SITES
from brygga.site.staging import locked
from brygga.site.write import write, write_all
from citysite import with_languages
from editing.git import Author
from editing.publish import mend
from repository import commit
from tinysite import copy_of, make_buildable

TODAY = date(2019, 3, 5)
COORDINATOR = Author("coordinator", 1)


def full_build(root: Path, making: Path, source: Source) -> None:
    """All that is not MkDocs' own."""
    address = source.data.records.site["site_url"]
    for site in SITES:
        build = Build(root, source, site_address(address, site.audience), site.audience)
        write_all(making / site.folder, LightPages(build, build.framed_paths()))
    write(making / PORTAL_FOLDER, published_outputs(root, source, Build(root, source, address)))


def published_project(folder: Path) -> None:
    root = make_buildable(copy_of("tiny", folder / "project"))
    with_languages(root, {"sv": "svenska"})
    rmtree(root / "data/translations")
    (root / ".gitignore").write_text(".cache/\nsite/\nsite.*/\n", "utf-8")
    (root / ".cache").mkdir()
    commit(root)
    with locked(root):
        mend(root, TODAY, full_build)


def copy_whole(made: Path, folder: Path) -> Path:
    subprocess.run(["cp", "-a", str(made), str(folder / "project")], check=True)
    return folder / "project"


def said(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def answered(
    root: Path, command: list[str], said: dict[str, Any], given: pytest.MonkeyPatch, told: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, Any]]:
    """The status of a command that another program runs, and what it says."""
    given.chdir(root)
    given.setattr("sys.stdin", io.StringIO(json.dumps(said)))
    told.readouterr()
    status = main(command)
    answer: dict[str, Any] = json.loads(told.readouterr().out)
    return status, answer
