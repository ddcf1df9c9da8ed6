"""From saving a record to its new page over HTTP, while a process serves the site and looks for changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import IncompleteRead
from pathlib import Path
from time import perf_counter, sleep
from typing import IO
from urllib.request import urlopen

from bench.measure import PROJECT, environment

PATIENCE, PAUSE = 60, 0.005  # seconds: for a page to change; between two looks


@dataclass(frozen=True)
class Wait:
    """Seconds from the saved file to its page, and until every other page was in step."""

    page: float
    all: float


def waits(root: Path, site: Path, path: str, edit: Callable[[], None], rounds: int) -> list[Wait]:
    """The page at `path` changes with each `edit`."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").touch()  # watched, and not needed for light pages
    with _serving(root, site) as said:
        address = f"http://127.0.0.1:{said.readline().strip()}/{path}"
        return [_wait(address, edit, said) for _ in range(rounds)]


def _wait(address: str, edit: Callable[[], None], said: IO[str]) -> Wait:
    before, begin = _page(address), perf_counter()
    edit()
    while (now := _page(address)) == before or not now.endswith(b"</html>"):
        if perf_counter() - begin > PATIENCE:
            raise TimeoutError(address)
        sleep(PAUSE)
    page = perf_counter() - begin
    said.readline()
    return Wait(page, perf_counter() - begin)


def _page(address: str) -> bytes:
    """Empty when the file was being written just then."""
    try:
        with urlopen(address) as answer:
            content: bytes = answer.read()
    except IncompleteRead:
        return b""
    return content


@contextmanager
def _serving(root: Path, site: Path) -> Iterator[IO[str]]:
    """What the serving process says; it is ended afterwards."""
    command: list[str | Path] = [sys.executable, "-m", "bench.light", "serve", root, site]
    with subprocess.Popen(command, cwd=PROJECT, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout:
                yield process.stdout
        finally:
            process.terminate()
