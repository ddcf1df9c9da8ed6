"""Calendars as other programs read them: icalendar, vobject and dateutil. tests/cases/feeds holds the data set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from babel.messages.pofile import read_po
from dateutil.tz import tzical
from icalendar import Calendar

from brygga.translation.catalogue import catalogue_files
from citysite import CITY, PROJECT, TIME_ZONE
from tinysite import SITE_URL, THREE, as_files, build_of, built, everything, prefixes_of, put

pytestmark = pytest.mark.many

Files = Mapping[str, bytes]
CHANGE = "  - {{date: 2019-04-23, status: {0}, reason: Snö., {1}announced: 2019-03-0{2}}}\n"


def calendars(files: Files) -> Iterator[tuple[str, bytes]]:
    found = [(path, content) for path, content in files.items() if path.endswith(".ics")]
    assert found
    return iter(found)


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def programme(files: Files, prefix: str = "") -> dict[str, Any]:
    """{the part of the UID before @: event} of the whole programme."""
    return {str(one["UID"]).partition("@")[0]: one for one in events(files[f"{prefix}program/program.ics"])}


@pytest.mark.site
def test_icalendar_and_vobject_read_the_same(files: Files) -> None:
    for path, content in calendars(files):
        calendar = Calendar.from_ical(content)
        assert [one.errors for one in calendar.walk()] == [[]] * len(calendar.walk()), path
        other = vobject.readOne(content.decode())
        theirs = [(v.uid.value, v.summary.value, v.dtstart.value, v.status.value) for v in other.vevent_list]
        ours = [(str(e["UID"]), str(e["SUMMARY"]), e["DTSTART"].dt, str(e["STATUS"])) for e in events(content)]
        assert [(*row[:2], moment(row[2]), row[3]) for row in theirs] == [(*r[:2], moment(r[2]), r[3]) for r in ours]


def moment(value: date | datetime) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def test_one_event_a_date_with_the_address_of_its_page(name: str, files: Files) -> None:
    for prefix in prefixes_of(name).values():
        found = [str(one["URL"]) for one in events(files[f"{prefix}program/program.ics"])]
        own = [p for p in files if p.startswith(f"{prefix}program/") and p.endswith("/traff.ics")]
        assert sorted(found) == sorted(SITE_URL + path.removesuffix("traff.ics") for path in own)
        for path in own:
            assert [str(one["URL"]) for one in events(files[path])] == [SITE_URL + path.removesuffix("traff.ics")]
            assert path.replace("traff.ics", "index.html") in files


def test_a_place_has_the_dates_that_are_or_were_to_be_there(every: Files) -> None:
    places = {"kvarnen": 9, "torget": 4}  # 2 April was moved from one to the other
    found = {place: len(events(every[f"cafe/{place}/kalender.ics"])) for place in places}
    assert found == places


def test_ids_are_unique_and_the_same_in_all_languages(name: str, files: Files) -> None:
    ids = [str(one["UID"]) for one in events(files["program/program.ics"])]
    assert len(ids) == len(set(ids)) > 5
    for prefix in prefixes_of(name).values():
        assert [str(one["UID"]) for one in events(files[f"{prefix}program/program.ics"])] == ids


def test_ids_stay_when_days_go_by(every: Files) -> None:
    later = built("everything", date(2019, 4, 20))
    assert list(programme(later)) == list(programme(every))
    assert {str(one["UID"]).partition("@")[2] for one in programme(later).values()} == {"mammor.example"}


def test_hours_are_those_on_the_wall_where_the_city_is(name: str, files: Files) -> None:
    zone = {"everything": "Europe/Stockholm", "city": TIME_ZONE}[name]
    timed = [one for one in programme(files).values() if isinstance(one["DTSTART"].dt, datetime)]
    assert len(timed) > 5
    for one in timed:
        assert one["DTSTART"].params["TZID"] == zone
        local = datetime.strptime(one["DTSTART"].to_ical().decode(), "%Y%m%dT%H%M%S")
        assert one["DTSTART"].dt.astimezone(UTC) == local.replace(tzinfo=ZoneInfo(zone))


def test_every_meeting_ends_after_it_starts(files: Files) -> None:
    for path, content in calendars(files):
        for one in events(content):
            assert "DTEND" not in one or one["DTEND"].dt > one["DTSTART"].dt, path


@pytest.mark.parametrize(("start", "end"), [("23:58", "23:59"), ("23:59", None)])
def test_a_meeting_moved_to_the_end_of_the_day(tmp_path: Any, start: str, end: str | None) -> None:
    """Three programs read it; there is no minute left after the last."""
    root = everything(tmp_path)
    moved = (
        f"changes:\n  - {{date: 2019-03-20, status: moved, reason: Film., new_start: {start}, announced: 2019-03-06}}\n"
    )
    event = "title: Film\ndate: 2019-03-20\nplace: torget\nstart: 17:00\nend: 19:00\nsummary: Hej.\nsource: Provdata\n"
    put(root / "data/events/film.yaml", event + moved)
    [content] = [o.content for o in build_of(root).sites["sv"].outputs() if o.path.endswith("film/traff.ics")]
    [one] = events(content)
    assert (f"{one['DTEND'].dt:%H:%M}" if "DTEND" in one else None) == end
    assert f"{vobject.readOne(content.decode()).vevent.dtstart.value:%H:%M}" == start
    found = recurring_ical_events.of(Calendar.from_ical(content)).between((2019, 3, 20), (2019, 3, 21))
    assert [f"{each['DTSTART'].dt:%H:%M}" for each in found] == [start]


@pytest.mark.parametrize(
    ("uid", "start", "end"),
    [
        ("tisdag-2019-03-05", "2019-03-05T12:00+00:00", "2019-03-05T15:00+00:00"),
        ("tisdag-2019-03-26", "2019-03-27T12:00+00:00", "2019-03-27T15:00+00:00"),
        ("tisdag-2019-04-02", "2019-04-02T11:00+00:00", "2019-04-02T14:00+00:00"),
        ("tisdag-2019-04-09", "2019-04-09T12:00+00:00", "2019-04-09T15:00+00:00"),
        ("ljus", "2019-11-05T16:00+00:00", None),
    ],
)
def test_instants_in_winter_and_summer(every: Files, uid: str, start: str, end: str | None) -> None:
    one = programme(every)[uid]
    found = [
        one[n].dt.astimezone(UTC).isoformat(timespec="minutes") if n in one else None for n in ("DTSTART", "DTEND")
    ]
    assert found == [start, end]


def test_a_day_without_a_time_is_a_whole_day(every: Files) -> None:
    content = every["program/torgdag/traff.ics"].decode()
    assert "\r\nDTSTART;VALUE=DATE:20190511\r\n" in content
    assert "\r\nDTEND;VALUE=DATE:20190512\r\n" in content


def test_the_time_zone_is_right_from_2019_to_2030(every: Files) -> None:
    text = every["program/program.ics"].decode()
    begin, end = "BEGIN:VTIMEZONE", "END:VTIMEZONE\r\n"
    assert text.count(begin) == 1
    read = tzical(StringIO(text[text.index(begin) : text.index(end) + len(end)])).get("Europe/Stockholm")
    real = ZoneInfo("Europe/Stockholm")
    start = datetime(2019, 1, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=n) for n in range(12 * 365 * 24)]
    hours = [hour for hour in hours if hour.hour == 12 or (hour.month in (3, 10) and hour.day >= 24)]
    assert [
        h for h in hours if h.astimezone(read).replace(tzinfo=None) != h.astimezone(real).replace(tzinfo=None)
    ] == []


@pytest.mark.parametrize(
    ("uid", "status", "summary"),
    [
        ("tisdag-2019-03-05", "CONFIRMED", "Tisdagscafé"),
        ("tisdag-2019-03-12", "CANCELLED", "Inställt: Tisdagscafé"),
        ("tisdag-2019-03-19", "CANCELLED", "Blir senare: Tisdagscafé"),
        ("tisdag-2019-03-26", "CONFIRMED", "Flyttat: Tisdagscafé"),
        ("tisdag-2019-04-16", "CANCELLED", "Inställt: Tisdagscafé"),
        ("tisdag-2019-04-23", "CONFIRMED", "Tisdagscafé – Om jobb"),
        ("tisdag-2019-04-30", "TENTATIVE", "Tisdagscafé"),
        ("ljus", "CONFIRMED", r"Ljus; mörker, och \ streck"),
    ],
)
def test_status_and_name(every: Files, uid: str, status: str, summary: str) -> None:
    one = programme(every)[uid]
    assert (str(one["STATUS"]), str(one["SUMMARY"])) == (status, summary)


def test_the_description_says_what_has_changed(every: Files) -> None:
    told = {uid: str(one["DESCRIPTION"]) for uid, one in programme(every).items()}
    assert told["tisdag-2019-03-12"].startswith("Vattenläcka.\nVi fikar varje tisdag på Kvarnen, och åäö ÅÄÖ")
    assert "Flyttat: Om jobb. Gästen är sjuk." in told["tisdag-2019-03-05"]
    assert told["tisdag-2019-04-30"].startswith("Det är valborg. Ring och fråga om det är öppet.\n")
    assert "Ring och fråga om tiden." in told["torgdag"]
    assert str(programme(every)["tisdag-2019-04-02"]["LOCATION"]) == "Torget"
    assert str(programme(every)["tisdag-2019-03-05"]["LOCATION"]) == "Kvarnen, Kvarngatan 1, 123 45, Lillby"


@pytest.mark.site
def test_the_sequence_grows_with_each_change_of_that_date_alone(tmp_path: Any) -> None:
    root = everything(tmp_path)
    file = root / "data/series/tisdag.yaml"
    head, tail = file.read_text("utf-8").split("source: Provdata")
    found, created = [], set()
    for number in range(4):
        rows = [("postponed", "", 5), ("moved", "new_date: 2019-04-24, ", 6), ("cancelled", "", 7)][:number]
        put(file, head + "".join(CHANGE.format(*row) for row in rows) + "source: Provdata" + tail)
        made = programme(as_files(build_of(root).sites["sv"].outputs()))
        found.append(revision(made["tisdag-2019-04-23"]))
        created.add(made["tisdag-2019-04-23"]["CREATED"].to_ical())
        assert revision(made["tisdag-2019-03-12"]) == (605_318_401, "2019-03-08T00:00:01")
    assert created == {b"20190301T000000Z"}, "it is not made anew by what happens to it"
    # The guest who came to that date was the first change; SEQUENCE counts seconds since 2000.
    assert [told for _, told in found] == [f"2019-03-0{day}T00:00:0{day - 3}" for day in (4, 5, 6, 7)]
    assert [later - earlier for (earlier, _), (later, _) in pairwise(found)] == [24 * 3600 + 1] * 3


def revision(one: Any) -> tuple[int, str]:
    return int(one["SEQUENCE"]), str(one["LAST-MODIFIED"].dt.replace(tzinfo=None).isoformat())


def test_programs_are_told_to_come_back(files: Files) -> None:
    for path, content in calendars(files):
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content, path
        assert b"\r\nX-PUBLISHED-TTL:PT12H\r\n" in content, path


def test_lines_are_short_and_end_as_they_should(files: Files) -> None:
    folded = 0
    for path, content in calendars(files):
        assert content.endswith(b"END:VCALENDAR\r\n"), path
        assert b"\r" not in content.replace(b"\r\n", b""), path
        assert b"\n" not in content.replace(b"\r\n", b""), path
        for row in content.split(b"\r\n"):
            assert len(row) <= 75, path
            folded += bool(row.decode("utf-8").startswith(" "))  # fails when a letter was cut in two
    assert folded > 100


def test_times_of_change_are_in_utc_and_in_order(files: Files) -> None:
    for one in programme(files).values():
        stamps = [one[name].to_ical().decode() for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP")]
        assert [re.fullmatch(r"\d{8}T\d{6}Z", stamp) is None for stamp in stamps] == [False] * 3
        assert stamps[0] <= stamps[1] == stamps[2]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_texts_are_in_the_language_of_the_file(every: Files, code: str) -> None:
    said = catalogue(code)
    assert str(programme(every, THREE[code])["tisdag-2019-03-12"]["SUMMARY"]) == f"{said['Inställt']}: Tisdagscafé"
    assert f"{said['Ring och fråga om tiden']}." in str(programme(every, THREE[code])["torgdag"]["DESCRIPTION"])
    assert said["Inställt"] != "Inställt"


@pytest.mark.parametrize("code", ["sv", "en", "ar"])
def test_the_programme_of_a_city_is_in_the_language_of_the_file(code: str) -> None:
    said, made = catalogue(code, CITY), programme(built("city"), THREE[code])
    title, summary = "Mammacafé Berget", "Välkommen till Berget. Vi övar svenska och fikar."
    first = made["berget-2019-var-2019-03-07"]
    assert str(first["SUMMARY"]).startswith(said.get(title, title))
    assert str(first["DESCRIPTION"]).startswith(said.get(summary, summary))


def catalogue(code: str, root: Path = PROJECT) -> dict[str, str]:
    if code == "sv":
        return {}
    read = (read_po(BytesIO(path.read_bytes())) for path in catalogue_files(root, code))
    return {str(one.id): str(one.string) for catalogue in read for one in catalogue if one.id}
