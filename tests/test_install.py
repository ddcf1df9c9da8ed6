"""Where what tests need cannot be installed, the scripts that install it say what is missing, and end the run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

from citysite import PROJECT, TESTS

PACKAGES = {
    "chromium": "chromium-headless-shell fontconfig fonts-noto-core poppler-utils",
    "libreoffice": "libreoffice-calc-nogui",
    "nginx": "nginx-light openssl",
    "postgresql": "postgresql",
    "vnu": "default-jre-headless npm",
}


def test_every_script_is_tried() -> None:
    assert {file.stem.removeprefix("install-") for file in TESTS.glob("install-*.sh")} == PACKAGES.keys()


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """All that there is on a bare machine, for somebody who is not its administrator."""
    folder = tmp_path / "bin"
    folder.mkdir()
    put(folder / "id", "echo 1000")
    cat = which("cat")
    assert cat
    (folder / "cat").symlink_to(cat)
    return folder


def put(program: Path, line: str) -> None:
    program.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    program.chmod(0o755)


def tried(name: str, programs: Path) -> subprocess.CompletedProcess[str]:
    script = (TESTS / f"install-{name}.sh").read_text("utf-8").replace("/usr/", f"{programs}/usr/")
    command = ["/bin/sh", "-s", str(programs / "vnu.jar")]
    return subprocess.run(
        command, input=script, env={"PATH": str(programs)}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", PACKAGES)
def test_without_apt_it_says_what_to_install(name: str, programs: Path) -> None:
    done = tried(name, programs)
    assert done.returncode == 1
    assert f"sudo apt-get install {PACKAGES[name]}" in " ".join(done.stderr.split())


@pytest.mark.parametrize("name", PACKAGES)
def test_who_may_not_install_is_told_and_nothing_is_tried(name: str, programs: Path) -> None:
    put(programs / "sudo", "exit 1")
    put(programs / "apt-get", f"echo called >{programs}/called")
    done = tried(name, programs)
    assert done.returncode == 1
    assert f"sudo apt-get install {PACKAGES[name]}" in " ".join(done.stderr.split())
    assert not (programs / "called").exists()


@pytest.mark.parametrize("name", ["chromium", "libreoffice", "nginx", "postgresql"])
def test_who_may_install_gets_it(name: str, programs: Path) -> None:
    put(programs / "sudo", '[ "$1" = -n ] && shift; exec "$@"')
    put(programs / "true", "exit 0")
    put(programs / "env", 'exec "$@"')
    for other in ("mkdir", "ln", "tee", "rm"):
        put(programs / other, "exit 0")
    put(programs / "apt-get", f'echo "$*" >>{programs}/called')
    done = tried(name, programs)
    assert done.returncode == 0, done.stderr
    assert (programs / "called").read_text("utf-8").split("\n")[1].endswith(PACKAGES[name])


def test_a_word_processor_alone_opens_no_tables(programs: Path) -> None:
    put(programs / "soffice", "exit 0")
    assert tried("libreoffice", programs).returncode == 1
    library = programs / "usr/lib/libreoffice/program/libsclo.so"
    library.parent.mkdir(parents=True)
    library.touch()
    assert tried("libreoffice", programs).returncode == 0


@pytest.mark.parametrize(
    ("wanted", "folder", "locks"),
    [
        ((), ".venv", "requirements"),
        (("PYTHON=python3.13",), ".venv-3.13", "requirements"),
        (("VERSIONS=newest",), ".venv-newest", ".venv-newest/requirements"),
        (("PYTHON=/opt/python3.13", "VERSIONS=newest"), ".venv-3.13-newest", ".venv-3.13-newest/requirements"),
    ],
)
def test_each_python_and_each_choice_of_versions_has_a_venv(wanted: tuple[str, ...], folder: str, locks: str) -> None:
    """As `make` would do it: nothing is installed."""
    plan = ["make", "--dry-run", "--always-make", "check", "SHELL=/bin/false", *wanted]
    # What a `make` said that runs these tests (make check PYTHON=…) is not said to this one.
    said = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    environment = {name: value for name, value in said.items() if name not in ("PYTHON", "VERSIONS")}
    told = subprocess.run(plan, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True).stdout
    assert f" {folder} {locks}/test.txt\n" in told
    assert f"\n{folder}/bin/python -m pytest" in told
    assert (f"sh requirements/lock.sh {folder}/bin {locks}\n" in told) == (locks != "requirements")
