"""The faults that HACKING.md puts in to find them are put in, in a copy of the small project, and one finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from citysite import PROJECT
from test_hacking import FINDING_OUT, HACKING, ONE_PAGE, STEP, follow, new_project, ran, run

EXAMPLES = dict(re.findall(r"^### (.+?)\?\n(.*?)(?=^### |\Z)", FINDING_OUT, re.MULTILINE | re.DOTALL))
RUN = re.compile(
    "|".join(
        (
            r"^    \.venv/bin/python (?P<command>[^\n]+)$",
            r"^```python\n(?P<program>(?:from|import) .*?)```$",
            r"^It says: `(?P<says>[^`]+)`"
            r"(?:, but not: `(?P<silent>[^`]+)`|, and at the end of that line: `(?P<end>[^`]+)`)?$",
            r"^Asked `(?P<asked>[^`]+)`, it says: `(?P<answer>[^`]+)`$",
            r"^The program above, with `(?P<page>[^`]+)`, says: `(?P<shown>[^`]+)`$",
        )
    ),
    re.MULTILINE | re.DOTALL,
)


def lines_of(text: str) -> Iterator[re.Match[str]]:
    """What is to be done and what is seen, in order."""
    found = [*STEP.finditer(text), *RUN.finditer(text)]
    yield from sorted(found, key=lambda one: one.start())


@pytest.mark.site
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_fault_that_is_put_in_is_found(name: str, tmp_path: Path) -> None:
    folder, arguments, seen = new_project(tmp_path), [""], 0
    for line in lines_of(EXAMPLES[name]):
        found = line.groupdict()
        if line.re is STEP:
            follow(folder, line)
        elif found["command"] or found["program"]:
            arguments = arguments_of(folder, found)
        else:
            assert_said(folder, arguments, found)
            seen += 1
    assert seen, "nothing is found out"


def arguments_of(folder: Path, found: dict[str, str | None]) -> list[str]:
    if found["command"]:
        return found["command"].split()
    program = str(found["program"])
    if "django" not in program:
        return ["-c", program]
    run(folder, "-c", "from pathlib import Path; from hacked import publish; publish(Path())")
    return ["portal/manage.py", "shell", "-v0", "-c", program]


def assert_said(folder: Path, arguments: list[str], found: dict[str, str | None]) -> None:
    if found["page"]:
        arguments = ["-c", ONE_PAGE.replace("program/index.html", found["page"])]
    done = ran(folder, *arguments, typed=f"{found['asked']}\nq\n" if found["asked"] else "")
    said = done.stdout + done.stderr
    wanted = found["says"] or found["answer"] or found["shown"]
    assert wanted
    assert wanted in said
    if found["silent"]:
        assert found["silent"] not in said
    if found["end"]:
        (line,) = (line for line in said.splitlines() if wanted in line)
        assert found["end"] in line


def test_every_example_is_followed() -> None:
    """Each has a fault and says what one sees; every block of it is done."""
    assert [name.split()[-4:] for name in EXAMPLES] != []
    for name, text in EXAMPLES.items():
        done = [*lines_of(text)]
        assert sum(line.re is STEP for line in done) >= 1, name
        blocks = [line for line in done if line.groupdict().get("program") or line.groupdict().get("text")]
        assert text.count("```") // 2 == len(blocks), name
        assert len(re.findall("says: `", text)) == sum(bool(re.search("says: `", line[0])) for line in done), name
    told = " ".join(EXAMPLES)
    assert [word for word in ("rule", "template", "build", "portal") if word not in told] == []


def test_what_runs_one_thing_runs_something() -> None:
    """One file, one finding, one story: what HACKING.md names is there to be run."""
    commands = re.findall(r"^    \.venv/bin/python -m pytest (.+?)(?:  +#.*)?$", HACKING, re.MULTILINE)
    assert len(commands) >= 4
    for command in commands:
        done = ran(PROJECT, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", *command.split())
        assert re.search(r"^[1-9]\d*(?:/\d+)? tests? collected", done.stdout, re.MULTILINE), done.stdout + done.stderr
