"""What only members may see, in a member's own calendar: told as the site's calendars tell it, in her language."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar

from board.programme import description
from citysite import PROJECT
from people.models import Person
from somebody import publish, soup
from test_views import event
from tinysite import TODAY, portal_of, put
from viewcases import CASES, LANGUAGES, built, read, written
from web.reader import reader_of

pytestmark = pytest.mark.django_db
GUEST = "guest-moved-gast@mammor.example"


@pytest.fixture
def cases(tmp_path: Path, publication: Path) -> None:
    """Every case of tests/cases/views, published for members alone, as of the day of those tests."""
    project = written(tmp_path / "project", "audience: members\n")
    (project / "portal").symlink_to(PROJECT / "portal")  # its words are translated too
    for path, content in portal_of(project).items():
        put(publication / path, content.decode())
    publish(publication, lambda content: content.update(today=str(TODAY)))


def told(phone: Client, noor: Person, code: str) -> dict[str, str]:
    """{UID: day, status, name, place, text} of each event."""
    noor.languages = [code]
    noor.save()
    address = soup(phone.get(f"/portal/{code}/jag/")).select_one("main code")
    assert address is not None
    file = Calendar.from_ical(Client().get(urlsplit(address.text).path).content)
    found = {}
    for one in file.walk("VEVENT"):
        lone = Calendar()
        lone.add_component(one)
        found[str(one["UID"])] = event(lone.to_ical())
    return found


def has_guest(case: Path) -> bool:
    return any(f"series: {case.stem}\n" in text for text in read(case).get("files", {}).values())


@pytest.mark.site
@pytest.mark.usefixtures("cases")
def test_her_calendar_tells_what_the_calendars_of_the_site_tell(phone: Client, noor: Person) -> None:
    for code, prefix in LANGUAGES.items():
        hers = told(phone, noor, code)
        for case in (case for case in CASES if not has_guest(case)):  # guests are events of their own
            own = [path for path in built() if path.startswith(f"{prefix}program/{case.stem}/") and "ics" in path]
            for path in own:
                uid = path.removeprefix(f"{prefix}program/").removesuffix("/traff.ics").replace("/", "-")
                # A date that is saved by itself says at its end that it is a copy.
                assert event(built()[path]).startswith(hers[f"{uid}@mammor.example"]), (code, path)
    # A guest was to come on the 12th, comes to the date of the 14th instead, and that is on the 15th now.
    assert told(phone, noor, "sv")[GUEST] == (
        "2019-03-15T13:00:00+01:00 | CONFIRMED | Flyttat: Om jobb | Gamla guest-moved"
        " | Studiedag. Tidigare: tisdag 12 mars. En gäst berättar."
    )


def test_of_a_day_that_gets_hours_there_is_nothing_to_tell_of_before() -> None:
    none = {"date": None, "start": None, "end": None, "place": None}
    row = {
        "status": "moved",
        "reason": "Nu vet vi.",
        "before": none,
        "notice": None,
        "summary": "Fika.",
        "start": "13:00",
    }
    assert description(reader_of("sv"), row) == "Nu vet vi.\nFika."
