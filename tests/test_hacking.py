"""What HACKING.md tells programmers to do is done, in a copy of the small project, and one sees what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

from citysite import PROJECT, TESTS
from shared import made_once

pytestmark = pytest.mark.site

HACKING = (PROJECT / "HACKING.md").read_text("utf-8")
_FENCED = r"\n\n```\w+\n(?P<block>.*?)```$"
STEP = re.compile(
    "|".join(
        (
            rf"^`(?P<new>[^`]+)`, new:{_FENCED}",
            rf"^`(?P<file>[^`]+)`, (?P<where>above|below) (?:`` (?P<ticked>.+?) ``|`(?P<plain>[^`]+)`)"
            rf"(?P<instead>, instead of the next line)?:{_FENCED.replace('block', 'text')}",
            r"^`(?P<changed>[^`]+)`, `(?P<before>[^`]+)` becomes `(?P<after>[^`]+)`$",
            r"^Run `brygga (?P<command>\w+)`",
        )
    ),
    re.MULTILINE | re.DOTALL,
)
FINDING_OUT, ADDING = (
    HACKING[HACKING.index(f"\n## {one}\n") : HACKING.index(f"\n## {next_}\n")]
    for one, next_ in (("Find out why", "Add something"), ("Add something", "Rules of the house"))
)
ONE_PAGE = re.findall(r"```python\n(.*?)```", HACKING, re.DOTALL)[0]
SEEN = re.findall(r"^One sees on `(.+)`: `(.+)`$", HACKING, re.MULTILINE)


def run(folder: Path, *arguments: str | Path) -> str:
    """What a program of the copied project says."""
    done = ran(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ran(folder: Path, *arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(str(folder / part) for part in ("hooks", "portal", "tests"))
    published = {"BRYGGA_PUBLISHED": str(folder / "site.portal"), "BRYGGA_DEVELOPMENT": "1"}
    environment = {**os.environ, "PYTHONPATH": paths, **published}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=False
    )


def new_project(folder: Path) -> Path:
    """The small project with the code, the schemas and the templates of this one."""
    copytree(TESTS / "tiny", folder, dirs_exist_ok=True)
    useless = ignore_patterns("__pycache__", "bench", "portal", "cases")
    for part in ("hooks", "portal", "overrides", "data/schemas", "data/translations"):
        copytree(PROJECT / part, folder / part, ignore=ignore_patterns("__pycache__"))
    copytree(TESTS, folder / "tests", ignore=useless)
    copytree(TESTS / "cases/check", folder / "tests/cases/check")
    for file in ("CONTRIBUTING.md", "pyproject.toml"):
        copy(PROJECT / file, folder)
    return folder


def follow(folder: Path, step: re.Match[str]) -> None:
    if step["command"]:
        run(folder, "-m", "brygga", step["command"])
        return
    file = folder / (step["new"] or step["file"] or step["changed"])
    if step["new"]:
        assert not file.exists(), file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step["block"], "utf-8")
        return
    text = file.read_text("utf-8")
    change: Callable[[str, re.Match[str]], str] = replaced if step["changed"] else inserted
    file.write_text(change(text, step), "utf-8")


def replaced(text: str, step: re.Match[str]) -> str:
    assert text.count(step["before"]) == 1, step[0]
    return text.replace(step["before"], step["after"])


def inserted(text: str, step: re.Match[str]) -> str:
    lines = text.splitlines(keepends=True)
    named = f"{step['ticked'] or step['plain']}\n"
    assert lines.count(named) == 1, step[0]
    at = lines.index(named) + (step["where"] == "below")
    lines[at : at + bool(step["instead"])] = [step["text"]]
    return "".join(lines)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """After all that HACKING.md says was done. seen.json: {address: page}, and what the portal answered."""

    def make(folder: Path) -> None:
        new_project(folder)
        for step in STEP.finditer(ADDING):
            follow(folder, step)
        run(folder, "-m", "hacked", str(folder / "seen.json"))

    return made_once(tmp_path_factory, "hacking", make)


@pytest.fixture(scope="module")
def seen(project: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((project / "seen.json").read_text("utf-8"))
    return found


def test_every_section_that_adds_something_says_what_one_sees() -> None:
    sections = re.split("^### (?!`)", ADDING, flags=re.MULTILINE)[1:]
    told = {
        section.split("\n")[0]: re.findall("^One sees|^The portal |passes.$", section, re.M) for section in sections
    }
    assert {name for name, signs in told.items() if not signs} == {"A page of the portal"}
    fenced = ADDING.count("```") // 2
    assert sum(bool(step["block"] or step["text"]) for step in STEP.finditer(ADDING)) == fenced


@pytest.mark.parametrize(("address", "text"), SEEN)
def test_what_was_added_is_seen(seen: dict[str, str], address: str, text: str) -> None:
    assert text in seen[address]


def test_what_was_added_was_not_there_before() -> None:
    texts = [file.read_text("utf-8") for part in ("overrides", "tests/tiny") for file in files_of(PROJECT / part)]
    assert not [text for _, text in SEEN for one in texts if text in one]


def files_of(folder: Path) -> list[Path]:
    return [*folder.rglob("*.html"), *folder.rglob("*.yaml")]


def test_a_rule_is_told_by_its_case(project: Path) -> None:
    (command,) = re.findall(r"^`pytest (.+)` passes.$", HACKING, re.MULTILINE)
    files, wanted = command.split(" -k ")
    told = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files.split(), "-k", wanted.strip('"'))
    assert re.search(r"^[2-9] passed", told, re.MULTILINE), told


def test_the_portal_reads_what_was_added(seen: dict[str, str]) -> None:
    (answer,) = re.findall(
        r"^The portal keeps `(.+)` as `(.+)` when .* `.+`, and says `(.+)` to `.+`\.$", HACKING, re.M
    )
    assert seen["portal"].split("\n") == list(answer[1:])
    ((form, thanks),) = re.findall(r"^The portal thanks for `(.+)` with: `(.+)`$", HACKING, re.MULTILINE)
    assert thanks in seen[f"thanks {form}"]


def test_one_page_is_shown_without_the_others(project: Path) -> None:
    assert "<h1>Program" in run(project, "-c", ONE_PAGE)
