"""SEQUENCE, DTSTAMP and LAST-MODIFIED of every event in every calendar: they rise with a change, and never fall.

Real projects with a real history, all commits within one second: nothing may depend on how fast somebody works.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from icalendar import Calendar

from brygga.check.source import read_source
from brygga.load.file_cache import FileCache
from brygga.model.record import MEMBERS, PUBLIC
from brygga.site.build import Build
from citysite import with_languages
from repository import commit
from tinysite import SITE_URL, as_files, everything, put

pytestmark = pytest.mark.many

SERIES, EVENINGS, GUEST = "data/series/tisdag.yaml", "data/series/kvall.yaml", "data/events/gast.yaml"
TUESDAYS = """title: Tisdagscafé
place: kvarnen
weekday: tuesday
start: 13:00
end: 16:00
first_day: 2019-04-09
last_day: 2019-04-30
summary: Vi fikar.
languages: [sv, ar]
source: Provdata
"""
CANCELLED = "changes:\n  - {date: 2019-04-23, status: cancelled, reason: Snö., announced: 2019-03-01}\n"
GUEST_MOVED = "  - {date: 2019-04-23, status: moved, reason: Sjuk., new_date: 2019-04-16, announced: 2019-03-01}\n"
MOVED = "  - {date: 2019-11-05, status: moved, reason: Regn., new_start: 18:00, announced: 2019-03-01}\n"
REOPENED = """  - {date: 2019-05-11, status: cancelled, reason: Storm., announced: 2019-03-01}
  - {date: 2019-05-11, status: scheduled, reason: Det blåser inte mer., announced: 2019-03-02}
"""
EXTRA = "extra:\n  - {date: 2019-04-24, announced: 2019-03-01}\n"
CLOSURE = "title: Vi städar.\nfirst_day: 2019-04-23\nlast_day: 2019-04-24\neffect: closed\nannounced: 2019-03-01\n"
MEETING = "title: Möte\ndate: 2019-03-20\nplace: torget\nstart: 10:00\nsummary: Hej.\n"
VISIT = "title: Besök\ndate: 2019-04-23\nseries: tisdag\nsummary: Hej.\n"
SOURCE = "source: Provdata\n"
OWN = f"audience: members\n{SOURCE}"
LATE = date(2020, 1, 1)  # all dates are over: taking one away is allowed

Edit = Callable[[Path], None]


class Told(NamedTuple):
    sequence: int
    stamps: tuple[str, str]
    content: bytes


Calendars = Mapping[tuple[str, str, str], Told]  # by audience, file and UID


def toggled(path: str, text: str) -> Edit:
    """A file that comes and goes."""
    return lambda root: put(root / path, None if (root / path).exists() else text)


def swapped(path: str, one: str, other: str) -> Edit:
    """There and back again."""

    def edit(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        put(root / path, text.replace(other, one) if other in text else text.replace(one, other))

    return edit


ARABIC = "data/translations/ar.po"
TRANSLATED = """
#: data/places/kvarnen.yaml
msgid "Kvarnen"
msgstr "الطاحونة"

#: data/events/gast.yaml
msgid "Om jobb"
msgstr "عن العمل"
"""
EDITS: Mapping[str, Edit] = {
    "translated place": swapped(ARABIC, "الطاحونة", "طاحونة"),
    "translated guest": swapped(ARABIC, "عن العمل", "حول العمل"),
    "hours": swapped(SERIES, "end: 16:00\n", "end: 15:30\n"),
    "name": swapped(SERIES, "title: Tisdagscafé", "title: Kafferep"),
    "text": swapped("data/events/ljus.yaml", "summary: ", "summary: Och "),
    "cancelled": swapped(SERIES, "source: Provdata", CANCELLED + "source: Provdata"),
    "extra date": swapped(SERIES, "weekday: tuesday", EXTRA + "weekday: tuesday"),
    "weekday": swapped(EVENINGS, "weekday: tuesday", "weekday: thursday"),
    "last day": swapped(EVENINGS, "last_day: 2019-04-30", "last_day: 2019-04-16"),
    "street": swapped("data/places/kvarnen.yaml", "Kvarngatan 1", "Kvarngatan 2"),
    "closure": toggled("data/closures/x.yaml", CLOSURE + SOURCE),
    "closure for members": toggled("data/closures/y.yaml", CLOSURE.replace("Vi", "Ni") + OWN),
    "event": toggled("data/events/mote.yaml", MEETING + SOURCE),
    "members' event": toggled("data/events/fest.yaml", MEETING.replace("Möte", "Fest") + OWN),
    "guest": toggled("data/events/besok.yaml", VISIT + SOURCE),
    "members' guest": toggled("data/events/hemlig.yaml", VISIT.replace("Besök", "Hemligt") + OWN),
    "guest moved": swapped(GUEST, "summary: Hej.", f"changes:\n{GUEST_MOVED}summary: Hej."),
    "event moved": swapped("data/events/ljus.yaml", "source: Provdata", f"changes:\n{MOVED}source: Provdata"),
    "on after all": swapped("data/events/torgdag.yaml", "source: Provdata", f"changes:\n{REOPENED}source: Provdata"),
    "whose": swapped(GUEST, "source: Provdata", OWN.rstrip()),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = everything(tmp_path / "project")
    put(project / SERIES, TUESDAYS)
    put(project / EVENINGS, TUESDAYS.replace("13:00", "18:00").replace("16:00", "19:00"))
    put(project / GUEST, VISIT.replace("Besök", "Om jobb") + SOURCE)
    put(project / ARABIC, (project / ARABIC).read_text("utf-8") + TRANSLATED)
    site = project / "data/site.yaml"
    put(site, site.read_text("utf-8").replace("today: 2019-03-05", f"today: {LATE}"))
    return with_languages(project, {"sv": "Svenska", "ar": "العربية"})


def calendars(root: Path, cache: FileCache) -> Calendars:
    found, source = {}, read_source(root, LATE, cache)
    for audience in (PUBLIC, MEMBERS):
        build = Build(root, source, SITE_URL, audience, cache)
        for site in build.sites.values():
            written = as_files(output for output in site.outputs() if output.path.endswith(".ics"))
            for path, content in written.items():
                for one in Calendar.from_ical(content).walk("VEVENT"):
                    found[audience, path, str(one["UID"])] = told(one)
    return found


def told(one: Any) -> Told:
    sequence = int(one.pop("SEQUENCE"))
    stamps = tuple(one.pop(name).to_ical().decode() for name in ("DTSTAMP", "LAST-MODIFIED"))
    one.pop("CREATED")
    return Told(sequence, (stamps[0], stamps[1]), bytes(one.to_ical()))


def checked(before: Calendars, after: Calendars, name: str) -> Calendars:
    """All that was ever seen: what has gone may come back, and that is a change."""
    for key, now in after.items():
        if (earlier := before.get(key)) is not None:
            assert (now.sequence, *now.stamps) >= (earlier.sequence, *earlier.stamps), (name, key)
            has_risen = now.sequence > earlier.sequence and now.stamps > earlier.stamps
            assert has_risen == (now.content != earlier.content), (name, key)
    return {**{key: one._replace(content=b"") for key, one in before.items()}, **after}


@pytest.mark.site
def test_they_rise_with_each_change_of_that_date_and_with_nothing_else(root: Path) -> None:
    commit(root)
    chance, cache = random.Random(5), FileCache()
    seen = calendars(root, cache)
    mixed = [name for _ in range(3) for name in chance.sample([*EDITS], k=len(EDITS))]
    for number, names in enumerate(batched(mixed, 3)):
        for name in names:
            EDITS[name](root)
        if number % 3 == 0:  # built before it is committed
            seen = checked(seen, calendars(root, cache), f"{names}, not committed")
        commit(root)
        seen = checked(seen, calendars(root, cache), str(names))
    assert len({one.sequence for one in seen.values()}) > 5


def batched(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))


def test_a_changed_translation_reaches_the_calendars_of_its_language(root: Path) -> None:
    commit(root)
    edit = swapped(ARABIC, 'msgstr "ملغى"', 'msgstr "ألغي"')
    cache = FileCache()
    seen = [calendars(root, cache)]
    for is_committed in (False, True, False, True):
        if is_committed:
            commit(root)
        else:
            edit(root)
        seen.append(calendars(root, cache))
    for before, after in pairwise(seen):
        assert all(after[key].stamps >= before[key].stamps for key in after)
    ours = [key for key in seen[0] if not key[1].startswith("ar/")]
    assert ours
    assert [key for key in ours if any(one[key] != seen[0][key] for one in seen)] == []
    theirs = [key for key in seen[0] if key[1].startswith("ar/")]
    for key in theirs:
        numbers = [one[key].sequence for one in seen]
        assert numbers[0] < numbers[1] <= numbers[2] < numbers[3] <= numbers[4], key


def test_a_changed_translation_is_a_change_of_the_dates_that_show_it(root: Path) -> None:
    commit(root)
    cache = FileCache()
    before = calendars(root, cache)
    EDITS["translated guest"](root)
    commit(root)
    after = calendars(root, cache)
    risen = {key for key, one in after.items() if one.sequence > before[key].sequence}
    assert risen
    assert risen == {key for key, one in after.items() if one.content != before[key].content}
    assert {path[:3] for _, path, _ in risen} == {"ar/"}
