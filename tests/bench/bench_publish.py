"""From a tap at the desk to the residents' page, over HTTP: `make bench BENCH=publish`. It fails nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import inf
from pathlib import Path
from shutil import copy, copytree
from statistics import median
from time import perf_counter, sleep

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT / "portal")]

import yaml  # noqa: E402  # the paths come first

from bench import hugo, synthetic  # noqa: E402
from bench.measure import Cost, contents, environment, python, run  # noqa: E402
from bench.publishing import AtDesk, Memory, Readers, page_at  # noqa: E402
from portal.server import Portal  # noqa: E402

EVENTS, PEOPLE, WARM, IDLE = 500, 20, 5, 5  # the last: seconds
FIRST_OWN = synthetic.SERIES * synthetic.WEEKS  # events before it are guests of a series
SECONDS, GOAL, MEGABYTES, SLOWER = 10, 3, 300, 2  # targets
_PATIENCE, _LOOK, _LOOK_IN_CROWD = 300, 0.02, 0.5  # seconds; the last two: between two looks at a page
_TRIES = 10  # taps, where others take their time
_GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
_PUBLISHERS = f"""
import json
from datetime import date
from django.utils.timezone import now
from people import links
from people.models import MEMBER, PUBLISH, Person
def token(number):
    person = Person.objects.create_member(f"M{{number}}", date(2019, 1, 1), MEMBER, languages=["sv"], rights=[PUBLISH])
    return links.renew_link(person, now())
print(json.dumps([token(number) for number in range({PEOPLE})]))
"""


@dataclass(frozen=True)
class Taps:
    """One publication as she and the residents met it: seconds until she saw what would change (None: it was not
    shown), from her tap to the page, and taps until it was taken."""

    look: float | None
    seconds: float
    taps: int


def main() -> None:
    print(f"publishing, {EVENTS} records, {len(synthetic.LANGUAGES)} languages, {os.cpu_count()} processors, {_load()}")
    with tempfile.TemporaryDirectory() as folder:
        root = _project(Path(folder))
        built = run([sys.executable, "-m", "brygga", "site"], root, environment())
        print(f"  make site, both sites {built}")
        theirs = _hugo(root, Path(folder))
        portal = _portal(root, Path(folder))
        portal.migrate()
        tokens = portal.run(_PUBLISHERS)
        with portal:
            _measure(portal, [AtDesk(portal.port, token) for token in tokens], root, theirs)


def _measure(portal: Portal, people: list[AtDesk], root: Path, theirs: Cost | None) -> None:
    read = [synthetic.event_path(root, FIRST_OWN + number) for number in range(5)]
    paths = [f"/{_page(event, language)}" for event in read for language in ("", "ar/")]
    with Readers(portal.port, paths) as idle:
        sleep(IDLE)
    with Readers(portal.port, paths) as busy, Memory(portal.processes) as memory:
        events = [synthetic.event_path(root, EVENTS - 1 - number) for number in range(1 + WARM)]
        alone = [_publish(portal.port, people[0], event, _LOOK) for event in events]
    _tell_alone(alone, theirs)
    _tell_readers("while one publishes", idle, busy)
    with Readers(portal.port, paths) as crowded, Memory(portal.processes) as crowd, ThreadPoolExecutor(PEOPLE) as all_:
        events = [synthetic.event_path(root, FIRST_OWN + 10 + number) for number in range(PEOPLE)]
        begin = perf_counter()
        waiting = [
            all_.submit(_publish, portal.port, person, event, _LOOK_IN_CROWD)
            for person, event in zip(people, events, strict=True)
        ]
        at_once = [one.result() for one in waiting]
        whole = perf_counter() - begin
    _tell_at_once(at_once, whole, root)
    _tell_readers(f"while {PEOPLE} publish", idle, crowded)
    for name, most in {"one": memory.most, str(PEOPLE): crowd.most}.items():
        told = ", ".join(f"{kind} {size:.0f} MB" for kind, size in sorted(most.items()) if size)
        print(f"  memory of the largest process, {name} at once: {told} (target {MEGABYTES} MB)")


def _publish(port: int, person: AtDesk, event: Path, pause: float) -> Taps:
    """From her tap until the page says so in the last language; infinite where it never did."""
    path = f"/{_page(event, f'{list(synthetic.LANGUAGES)[-1]}/')}"
    address, look = person.wants_cancelled(event.stem, _day(event))
    before, begin = page_at(port, path), perf_counter()
    with ThreadPoolExecutor(1) as tapping:
        taps = tapping.submit(_tap, person, address)
        while (now := page_at(port, path)) == before or not now.endswith(b"</html>"):
            if perf_counter() - begin > _PATIENCE:
                return Taps(look, inf, taps.result())
            sleep(pause)
        return Taps(look, perf_counter() - begin, taps.result())


def _tap(person: AtDesk, address: str) -> int:
    """How often she had to."""
    return next((taps for taps in range(1, _TRIES + 1) if person.publish(address) == 302), _TRIES)


def _tell_alone(alone: list[Taps], theirs: Cost | None) -> None:
    looks = [one.look for one in alone if one.look is not None]
    print(f"  form → what will change: {median(looks):.2f} s" if looks else "  what will change is not shown")
    cold, warm = alone[0].seconds, [one.seconds for one in alone[1:]]
    print(f"  tap → page: cold {cold:.2f} s, warm {min(warm):.2f}–{max(warm):.2f} s (target {SECONDS}, goal {GOAL})")
    if theirs:
        print(f"  Hugo, full build of the date pages {theirs}: warm is {median(warm) / theirs.wall:.2f} of it")


def _tell_at_once(at_once: list[Taps], whole: float, root: Path) -> None:
    waits = sorted(one.seconds for one in at_once)
    listed = subprocess.run(
        [*_GIT, "rev-list", "--count", "HEAD"], cwd=root, capture_output=True, text=True, check=True
    )
    made = f"{int(listed.stdout) - 1} commits of {PEOPLE + WARM + 1}"
    again = sum(one.taps - 1 for one in at_once)
    print(
        f"  {PEOPLE} at once: all in after {whole:.1f} s, half after {median(waits):.1f} s, {made}, {again} taps again"
    )


def _tell_readers(when: str, idle: Readers, busy: Readers) -> None:
    quiet, slow = idle.slowest * 1000, busy.slowest * 1000
    share = f"{slow / quiet:.1f} of it (target {SLOWER})"
    print(f"  readers, 99th percentile: idle {quiet:.0f} ms, {when} {slow:.0f} ms, {share}")


def _project(folder: Path) -> Path:
    root = synthetic.make(folder / "project", EVENTS)
    copytree(PROJECT / "docs", root / "docs")
    (root / "hooks").symlink_to(PROJECT / "hooks")
    for name in ("mkdocs.yml", "mkdocs.members.yml"):
        copy(PROJECT / name, root)
    (root / ".gitignore").write_text("/hooks\n/site\n/site.*\n/.cache\n", "utf-8")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Made up")):
        subprocess.run([*_GIT, *command], cwd=root, check=True)
    return root


def _hugo(root: Path, folder: Path) -> Cost | None:
    """Its best of two full builds of the same date pages."""
    if not (program := hugo.program()):
        return None
    python("bench.light", "pages", root, folder / "pages")
    hugo.make(folder / "hugo", contents(folder / "pages"))
    costs = [hugo.build(program, folder / "hugo", folder / f"hugo-{turn}", folder / f"cache-{turn}") for turn in (1, 2)]
    return min(costs, key=lambda cost: cost.wall)


def _portal(root: Path, folder: Path) -> Portal:
    sites = {"BRYGGA_PUBLISHED": "site.portal", "BRYGGA_SITE": "site", "BRYGGA_MEMBERS_SITE": "site.members"}
    named = {variable: str(root / name) for variable, name in sites.items()}
    store = folder / "store"
    store.mkdir(mode=0o700)
    named |= {"BRYGGA_PROJECT": str(root), "BRYGGA_STORE": str(store)}
    return Portal(f"sqlite:///{store}/portal.db", **named)


def _page(event: Path, prefix: str) -> str:
    return f"{prefix}program/{event.stem}/"


def _day(event: Path) -> str:
    return str(yaml.safe_load(event.read_text("utf-8"))["date"])


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
