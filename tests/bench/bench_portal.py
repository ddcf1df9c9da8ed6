"""How many questions a second the portal accepts: `make bench BENCH=portal`. Prints figures, fails nothing."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT / "portal")]

from bench.bare import insert_for  # noqa: E402  # the paths come first
from bench.phones import ask_for  # noqa: E402
from portal.postgres import cluster, is_installed  # noqa: E402
from portal.server import Portal  # noqa: E402

PHONES, SECONDS, ROUNDS = 50, 5.0, 3
RATE, RATIO = 200, 0.5  # targets
Round = tuple[float, float, float, float]


def main() -> None:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"questions, {PHONES} phones, {os.cpu_count()} processors, {ROUNDS} × {SECONDS:.0f} s each (load {load})")
    print(f"{'':22}{'a second':>10}{'99th percentile':>18}{'beside the bare':>18}")
    for name, url in _databases():
        _show(name, [_round(url) for _ in range(ROUNDS)])
    print(f"targets: {RATE} a second, {RATIO} of the bare database")


@contextmanager
def _prepared(url: str) -> Iterator[Portal]:
    portal = Portal(url)
    portal.manage("migrate", "-v0")
    with portal:
        yield portal


def _round(url: str) -> Round:
    """The portal and the bare database in turn: what else the machine does is the same for both."""
    with _prepared(url) as portal:
        ask_for(1, portal.port, PHONES)
        rate, waits = ask_for(SECONDS, portal.port, PHONES)
    bare, bare_waits = insert_for(SECONDS, url, PHONES)
    return rate, _slowest(waits), bare, _slowest(bare_waits)


def _databases() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield "SQLite", f"sqlite:///{folder}/portal.db"
    if not is_installed():
        print("PostgreSQL is left out. To measure it: sh tests/install-postgresql.sh")
        return
    with cluster() as server:
        yield "PostgreSQL", server.url


def _show(name: str, rounds: list[Round]) -> None:
    """Of the middle round by ratio."""
    rate, wait, bare, bare_wait = sorted(rounds, key=lambda one: one[0] / one[2])[len(rounds) // 2]
    print(f"{name + ', portal':22}{rate:10.0f}{wait * 1000:15.0f} ms{rate / bare:18.2f}")
    print(f"{name + ', bare':22}{bare:10.0f}{bare_wait * 1000:15.0f} ms")


def _slowest(waits: list[float]) -> float:
    """Seconds; one in a hundred is slower."""
    return sorted(waits)[int(len(waits) * 0.99)]


if __name__ == "__main__":
    main()
