"""Fresh processes and what they cost; folders and what is in them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from time import perf_counter

PROJECT = Path(__file__).parents[2]
SHOWN = 6  # last lines of what a program said that failed


@dataclass(frozen=True)
class Cost:
    """Seconds of wall clock and of processors, with all children; megabytes of the largest process."""

    wall: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:8.2f} s wall {self.processor:8.2f} s processor {self.memory:6.0f} MB"


def best(costs: Sequence[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.wall)


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a program in a process of its own. Raises CalledProcessError with what it said when it fails."""
    os.sync()  # what an earlier run left to be written is not this one's to pay
    begin = perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print("\n".join(said.splitlines()[-SHOWN:]), file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)), said)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def python(module: str, *arguments: str | Path) -> Cost:
    """`python -m module`, with Brygga's package and the tests to import from."""
    return run([sys.executable, "-m", module, *arguments], PROJECT, environment())


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT / "hooks"), str(PROJECT / "tests")])}


def empty(folder: Path) -> Path:
    rmtree(folder, ignore_errors=True)
    return folder


def contents(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    files = sorted(file for file in folder.rglob(pattern) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def digests(folder: Path) -> dict[str, bytes]:
    return {path: blake2b(content).digest() for path, content in contents(folder).items()}


def write_alone(files: Mapping[str, bytes], folder: Path) -> float:
    """Seconds to write these bytes to as many new files, and nothing else, in one process."""
    os.sync()
    begin = perf_counter()
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return perf_counter() - begin


def table(rows: Sequence[Sequence[object]], indent: str = "  ") -> str:
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = []
    for row in cells:
        rest = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append(indent + "  ".join([row[0].ljust(widths[0]), *rest]).rstrip())
    return "\n".join(lines)
