"""Every worker and every machine knows the same tests by the same names, and the names can be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from citysite import PROJECT

pytestmark = pytest.mark.site

SHORT = 100  # signs between the brackets
READABLE = re.compile(r"[ -~]*")
UNSEEN = re.compile(r"\\x[0189]|\\u(?:200[b-f]|202[a-e]|206\w|feff)")  # escapes of what nobody sees


def collected(seed: str, zone: str, *plugin: str) -> list[str]:
    """The ids of all tests, in order, as a process with this hash seed and time zone knows them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--assert=plain", *plugin, "tests"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "hooks:tests:portal"}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if "::" in line]


@pytest.fixture(scope="module")
def here_and_elsewhere() -> list[list[str]]:
    with ThreadPoolExecutor() as both:
        here = both.submit(collected, "1", "Europe/Stockholm")
        elsewhere = both.submit(collected, "2", "Pacific/Kiritimati", "-p", "elsewhere")
        return [here.result(), elsewhere.result()]


def test_no_two_files_of_tests_have_one_name() -> None:
    """They are modules without a package: the second one would be taken for the first."""
    names = [file.name for file in sorted((PROJECT / "tests").rglob("test_*.py"))]
    assert sorted(set(names)) == sorted(names)


def test_no_name_depends_on_clock_disk_hash_or_machine(here_and_elsewhere: list[list[str]]) -> None:
    here, elsewhere = here_and_elsewhere
    assert len(here) > 1000
    assert elsewhere == here


def test_names_are_short_and_readable(here_and_elsewhere: list[list[str]]) -> None:
    assert [one[:200] for one in here_and_elsewhere[0] if is_unclear(one)] == []
    bad = ["a.py::b[" + "x" * 5000 + "]", "a.py::b[\\x00]", "a.py::b[a\\u200b]"]
    assert all(map(is_unclear, bad))


def is_unclear(one: str) -> bool:
    name = one.partition("[")[2].removesuffix("]")
    return len(name) > SHORT or not READABLE.fullmatch(name) or bool(UNSEEN.search(name))


def test_tests_of_built_sites_begin_first(here_and_elsewhere: list[list[str]]) -> None:
    files = [one.partition("::")[0] for one in here_and_elsewhere[0]]
    built = [is_of_built_site(file) for file in dict.fromkeys(files)]
    assert built[0]
    assert not built[-1]


def is_of_built_site(file: str) -> bool:
    return "pytest.mark.site" in (PROJECT / file).read_text("utf-8")
