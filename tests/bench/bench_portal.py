"""How many questions a second the portal accepts: `make bench BENCH=portal`. Prints figures, fails nothing."""

from __future__ import annotations

import math
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT / "portal")]

from bench.bare import insert_for  # noqa: E402  # the paths come first
from bench.phones import ask_for  # noqa: E402
from portal.postgres import cluster, is_installed  # noqa: E402
from portal.server import Portal  # noqa: E402

PHONES, SECONDS, ROUNDS = 50, 5.0, 3
RATE, RATIO = 200, 0.5  # targets
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Round:
    """Rates are by the second; waits (one in a hundred is longer) and processor time of a question in milliseconds.

    `refused`: what phones heard instead of thanks, and how often."""

    rate: float
    wait: float
    processor: float
    bare_rate: float
    bare_wait: float
    refused: Counter[str]

    @property
    def ratio(self) -> float:
        return self.rate / self.bare_rate


def main() -> None:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"questions, {PHONES} phones, {os.cpu_count()} processors, {ROUNDS} × {SECONDS:.0f} s each (load {load})")
    print(f"{'':22}{'a second':>10}{'99th percentile':>18}{'processor':>14}{'beside the bare':>18}")
    for name, url, server in _databases():
        _show(name, [_round(url, server) for _ in range(ROUNDS)])
    print(f"targets: {RATE} a second, {RATIO} of the bare database")


def _round(url: str, server: int | None) -> Round:
    """The portal and the bare database in turn: what else the machine does is the same for both."""
    portal = Portal(url)
    portal.migrate()
    with portal:
        ask_for(1, portal.port, PHONES)
        roots = [portal.processes[0], *([server] if server else [])]
        before = _processor(roots)
        asked = ask_for(SECONDS, portal.port, PHONES)
        used = _processor(roots) - before
    bare, bare_waits = insert_for(SECONDS, url, PHONES)
    each = used / max(len(asked.waits), 1) * 1000
    return Round(asked.rate, _slowest(asked.waits), each, bare, _slowest(bare_waits), asked.refused)


def _databases() -> Iterator[tuple[str, str, int | None]]:
    """(name, address, the server's first process)."""
    with tempfile.TemporaryDirectory() as folder:
        yield "SQLite", f"sqlite:///{folder}/portal.db", None
    if not is_installed():
        print("PostgreSQL is left out. To measure it: sh tests/install-postgresql.sh")
        return
    with cluster() as server:
        yield "PostgreSQL", server.url, server.process


def _show(name: str, rounds: list[Round]) -> None:
    """The middle round by ratio."""
    one = sorted(rounds, key=lambda each: each.ratio)[len(rounds) // 2]
    print(f"{name + ', portal':22}{one.rate:10.0f}{one.wait:15.0f} ms{one.processor:11.2f} ms{one.ratio:18.2f}")
    print(f"{name + ', bare':22}{one.bare_rate:10.0f}{one.bare_wait:15.0f} ms")
    for said, times in sum((each.refused for each in rounds), Counter[str]()).items():
        print(f"{name}: not thanked {times} times in {len(rounds)} rounds: {said}")


def _slowest(waits: list[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99)] * 1000 if waits else math.inf


def _processor(roots: list[int]) -> float:
    """Seconds of these processes and all below them, ended ones too."""
    return sum(_seconds(process) + _processor(_children(process)) for process in roots)


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(map(int, fields[11:15])) / _TICKS


def _children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


if __name__ == "__main__":
    main()
