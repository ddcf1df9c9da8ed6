"""How long a check of 10,000 records takes: `make bench`. Prints figures, fails nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from time import perf_counter

PROJECT = Path(__file__).parents[2]
SERIES, EVENTS, CONTACTS = 3000, 5500, 900
PLACES = 600
TERMS = 6  # a place has one series a weekday, and a new file for it each term
FIRST = date(2016, 9, 5)  # a Monday
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
SECONDS, MEGABYTES = 5, 300  # targets
TEXT = "Vi fikar, pratar svenska och hjälps åt med brev och blanketter. Ta med dina papper: alla är välkomna."

# Runs alone in its process, so that its time and its memory are the check's and nobody else's.
CHECK = """
import resource, sys
from datetime import date
from pathlib import Path
from time import perf_counter
begin = perf_counter()
from brygga.check.check import check
from brygga.model.problem import report
data, problems = check(Path(sys.argv[1]), date(2019, 3, 5))
print(*report(problems, "en")[:10], sep="\\n", file=sys.stderr)
used = resource.getrusage(resource.RUSAGE_SELF)
sessions = len(data.sessions) if data else 0
print(perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, len(problems), sessions)
"""
LOAD = """
import sys
from pathlib import Path
from time import perf_counter
from brygga.load.rows import load
begin = perf_counter()
rows, problems = load(Path(sys.argv[1]), {"contacts", "events", "places", "series"})
print(len(rows), perf_counter() - begin)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        count = make(root)
        begin = perf_counter()
        _, processor, memory, problems, sessions = run(CHECK, root)
        wall = perf_counter() - begin
        rows, seconds = run(LOAD, root)
    print(f"check, {count} records, {sessions:.0f} sessions, {problems:.0f} problems, in a fresh process")
    print(f"  wall clock  {wall:7.2f} s   (target {SECONDS} s)")
    print(f"  processor   {processor:7.2f} s")
    print(f"  peak memory {memory:7.0f} MB  (target {MEGABYTES} MB)")
    print(f"strict loader alone: {rows / seconds:.0f} records/s")


def run(program: str, root: Path) -> list[float]:
    command = [sys.executable, "-c", program, str(root)]
    done = subprocess.run(command, cwd=PROJECT / "hooks", stdout=subprocess.PIPE, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def make(root: Path) -> int:
    """Writes the records and returns how many there are."""
    for part in ("data/schemas", "overrides/pictograms"):
        copytree(PROJECT / part, root / part)
    count = 0
    for path, text in records():
        file = root / "data" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text + "source: Provdata\n", "utf-8")
        count += 1
    return count


def records() -> Iterator[tuple[str, str]]:
    yield (
        "site.yaml",
        f"title: Mammorna\ncity: Lillby\norganisation: Mammorna\ntagline: {TEXT!r}\n"
        "published: 2019-01-07\nhorizon_weeks: 26\ncontact: kontakt-0\ncountry: SE\n",
    )
    yield from ((f"contacts/kontakt-{i}.yaml", contact(i)) for i in range(CONTACTS))
    yield from ((f"places/plats-{i}.yaml", place(i)) for i in range(PLACES))
    yield from ((f"series/serie-{i}.yaml", series(i)) for i in range(SERIES))
    yield from ((f"events/traff-{i}.yaml", event(i)) for i in range(EVENTS))


def contact(i: int) -> str:
    return (
        f"title: Kontakt {i}\nneed: city\norder: {i % 999 + 1}\nsummary: {TEXT!r}\n"
        f"situations:\n  - {TEXT!r}\n  - Du vet inte vem du ska fråga.\nphone: 042-10 {i % 90 + 10} 00\n"
        f"email: kontakt{i}@example.org\nurl: https://example.org/{i}\n"
    )


def place(i: int) -> str:
    return (
        f"title: Plats {i}\nkind: cafe\ndistrict: Norr\nsummary: {TEXT!r}\nstreet: Kvarngatan {i}\n"
        f"postal_code: 252 20\ncity: Lillby\nlatitude: 56.0465\nlongitude: 12.6945\nentrance: {TEXT!r}\n"
        "step_free: yes\npram: yes\nphone: 042-10 50 00\n"
    )


def series(i: int) -> str:
    """Mornings only. One in twenty goes on until further notice; one in four has a cancelled date."""
    slot, term = divmod(i, TERMS)
    where, weekday = slot % PLACES, slot // PLACES
    first = FIRST + timedelta(weeks=26 * term, days=weekday)
    is_open = term == TERMS - 1 and slot % 3 == 0
    text = (
        f"title: Fika {i}\nplace: plats-{where}\nweekday: {DAYS[weekday]}\nstart: 09:00\nend: 11:30\n"
        f"first_day: {first}\nsummary: {TEXT!r}\nlanguages: [sv, ar, so]\nwho: {TEXT!r}\nchildren: yes\nfika: yes\n"
    )
    if not is_open:
        text += f"last_day: {first + timedelta(weeks=18)}\n"
    if i % 4 == 0:
        text += f"changes:\n  - date: {first + timedelta(weeks=3)}\n    status: cancelled\n"
        text += f"    reason: Caféet är stängt.\n    announced: {first}\n"
    return text


def event(i: int) -> str:
    """Afternoons. Every other one is a guest in a series."""
    if i % 2:
        slot, term = divmod(i % SERIES, TERMS)
        day = FIRST + timedelta(weeks=26 * term + i // SERIES + 5, days=slot // PLACES)
        where = f"series: serie-{i % SERIES}\n"
    else:
        day = FIRST + timedelta(days=i // PLACES * 7 + i % 5)
        where = f"place: plats-{i % PLACES}\nstart: 13:00\nend: 15:00\n"
    return f"title: Träff {i}\ndate: {day}\nsummary: {TEXT!r}\nguest: En studievägledare\n{where}"


if __name__ == "__main__":
    main()
