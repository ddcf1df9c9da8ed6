"""A member's own calendar, as a calendar program reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.test import Client
from icalendar import Calendar

from board.models import Answer, Shown
from people.models import Person
from somebody import publish, soup

pytestmark = pytest.mark.django_db
SCHOOL, LIBRARY = "2019-03-14-forskolan", "2019-03-14-biblioteket"
MEETING = "2019-03-21-manadsmote@prov.example"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock of the calendars."""
    return lambda moment: monkeypatch.setattr("board.calendar.now", lambda: moment)


def address(phone: Client) -> str:
    code = soup(phone.get("/portal/sv/jag/")).select_one("main code")
    assert code is not None
    return urlsplit(code.text).path


def events(phone: Client) -> dict[str, Any]:
    file = Calendar.from_ical(Client().get(address(phone)).content)
    assert [str(zone["tzid"]) for zone in file.walk("VTIMEZONE")] == ["Europe/Stockholm"]
    return {str(event["uid"]): event for event in file.walk("VEVENT")}


def school(phone: Client) -> tuple[str, int, str]:
    event = events(phone)[f"uppdrag-{SCHOOL}@prov.example"]
    return str(event["status"]), int(event["sequence"]), str(event["summary"])


def say(phone: Client, says: str) -> None:
    assert phone.post(f"/portal/sv/uppdrag/{SCHOOL}/", {"says": says}).status_code == 302


def test_it_has_the_members_programme_and_her_own_help_requests(phone: Client) -> None:
    assert list(events(phone)) == [MEETING]
    say(phone, "can")
    found = events(phone)
    event = found[f"uppdrag-{SCHOOL}@prov.example"]
    assert event["dtstart"].dt == datetime(2019, 3, 14, 17, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert event["dtend"].dt.hour == 19
    assert event["location"] == "Förskolan"
    assert (found[MEETING]["location"], found[MEETING]["status"]) == ("Kvarnen", "CONFIRMED")
    assert "Noor" not in Client().get(address(phone)).content.decode()


def test_status_and_sequence_follow_what_happens(publication: Path, phone: Client) -> None:
    say(phone, "can")
    seen = [school(phone)]
    Answer.objects.update(decision="confirmed")
    seen.append(school(phone))
    publish(publication, lambda content: content["requests"][0].update(status="cancelled", reason="Sjukt."))
    seen.append(school(phone))
    assert [status for status, _, _ in seen] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]
    assert [number - seen[0][1] for _, number, _ in seen] == [0, 1, 2]  # all within one second of the clock
    assert [summary for _, _, summary in seen] == [
        "Kanske: Tolka ett samtal",
        "Tolka ett samtal",
        "Blir inte av: Tolka ett samtal",
    ]


def request_with(**facts: Any) -> Callable[[dict[str, Any]], object]:
    return lambda content: content["requests"][0].update(**facts)


CHANGES: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "day": request_with(date="2019-03-15"),
    "day again": request_with(date="2019-03-14"),
    "hour": request_with(start="18:00"),
    "whole day": request_with(start=None, end=None),
    "place": request_with(place="kvarnen"),
    "text": request_with(summary="Ta med papper."),
    "cancelled": request_with(status="cancelled", reason="Sjukt."),
    "open again": request_with(status="open", reason=None),
    "address": lambda content: content["places"][0].update(address="Nya gatan 1, Staden"),
    "gone": lambda content: content.update(requests=content["requests"][1:]),
    "meeting moved": lambda content: content["events"][0].update(date="2019-03-22"),
    "meeting cancelled": lambda content: content["events"][0].update(status="cancelled"),
    "meeting on again": lambda content: content["events"][0].update(status="scheduled", date="2019-03-21"),
    "translation": lambda content: content["texts"]["ar"].update({"Månadsmöte": "الاجتماع الشهري"}),
}


def test_every_change_of_an_event_raises_its_own_numbers_and_nothing_lowers_them(
    publication: Path, phone: Client, at: Callable[[datetime], None]
) -> None:
    """However fast the changes come, and with a clock that was set back."""
    say(phone, "can")
    seen = events(phone)
    for name, change in CHANGES.items():
        at(datetime(2020 if name == "hour" else 2030, 1, 1, tzinfo=UTC))
        publish(publication, change)
        found = events(phone)
        for uid, event in found.items():
            before = seen.get(uid, event)
            has_changed = content(event) != content(before)
            assert (stamps(event) > stamps(before)) == has_changed, (name, uid)
            assert stamps(event) >= stamps(before), (name, uid)
        assert found.keys() == seen.keys()
        assert any(content(found[uid]) != content(seen[uid]) for uid in found), name
        seen = found


def test_a_meeting_that_was_moved_takes_place(publication: Path, phone: Client) -> None:
    publish(publication, lambda content: content["events"][0].update(status="moved", date="2019-03-22"))
    meeting = events(phone)[MEETING]
    assert (str(meeting["status"]), meeting["dtstart"].dt.day) == ("CONFIRMED", 22)


def content(event: Any) -> dict[str, bytes]:
    return {name: event[name].to_ical() for name in event if name not in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")}


def stamps(event: Any) -> tuple[int, bytes, bytes]:
    return int(event["sequence"]), event["dtstamp"].to_ical(), event["last-modified"].to_ical()


def test_a_database_that_takes_nothing_still_gives_her_calendar(phone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(Shown.objects, "bulk_create", full)
    assert list(events(phone)) == [MEETING]


@pytest.mark.parametrize(("day", "status"), [("2019-03-14", "CANCELLED"), ("2019-03-15", "TENTATIVE")])
def test_gone_from_the_site_is_cancelled_only_while_it_lies_ahead(
    publication: Path, phone: Client, day: str, status: str
) -> None:
    say(phone, "can")
    publish(publication, lambda content: content.update(requests=[], today=day))
    assert school(phone)[0] == status


def test_in_her_first_language_of_the_site(publication: Path, phone: Client, noor: Person) -> None:
    say(phone, "can")
    words = {"Tolka ett samtal": "ترجمة محادثة", "Kanske: %(what)s": "ربما: %(what)s"}
    publish(publication, lambda content: content["texts"]["ar"].update(words))
    assert school(phone)[2] == "ربما: ترجمة محادثة"
    Person.objects.filter(pk=noor.pk).update(languages=["so"])
    assert school(phone)[2] == "Kanske: Tolka ett samtal"


@pytest.mark.parametrize(("start", "end"), [(None, None), ("22:00", "01:00"), ("22:00", None)])
def test_whole_days_and_late_hours(publication: Path, phone: Client, start: str | None, end: str | None) -> None:
    say(phone, "can")
    publish(publication, lambda content: content["requests"][0].update(start=start, end=end))
    event = events(phone)[f"uppdrag-{SCHOOL}@prov.example"]
    assert ("dtend" in event) == (start is None), "a whole day lasts to the next; nobody knows the end of the others"
    assert event["dtstart"].params.get("VALUE") == ("DATE" if start is None else None)


def test_unchanged_is_not_sent_again(phone: Client) -> None:
    url = address(phone)
    first = Client().get(url)
    again = Client().get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies
    say(phone, "can")
    assert Client().get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_only_the_secret_opens_it_and_a_new_one_closes_the_old(phone: Client, noor: Person) -> None:
    old = address(phone)
    phone.post("/portal/sv/jag/", {"do": "calendar"})
    assert address(phone) != old
    keys = (old, f"/portal/kalender/{noor.pk}-.ics", f"/portal/kalender/{'9' * 30}-x.ics", "/portal/kalender/².ics")
    assert [Client().get(key).status_code for key in keys] == [404] * 4
    current = address(phone)
    assert Client().get(current).status_code == 200
    Person.objects.update(is_active=False)
    assert Client().get(current).status_code == 404
