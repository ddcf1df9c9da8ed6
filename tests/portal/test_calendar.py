"""A member's own calendar, as a calendar program reads it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from board.models import Answer
from people.models import Person
from somebody import publish, soup

pytestmark = pytest.mark.django_db
SCHOOL, LIBRARY = "2019-03-14-forskolan", "2019-03-14-biblioteket"
MEETING = "2019-03-21-manadsmote@prov.example"


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


def test_it_has_the_members_programme_and_her_own_errands(phone: Client) -> None:
    assert list(events(phone)) == [MEETING]
    say(phone, "can")
    found = events(phone)
    event = found[f"uppdrag-{SCHOOL}@prov.example"]
    assert event["dtstart"].dt == datetime(2019, 3, 14, 17, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert event["dtend"].dt.hour == 19
    assert event["location"] == "Förskolan"
    assert (found[MEETING]["location"], found[MEETING]["status"]) == ("Närlunda", "CONFIRMED")
    assert "Amal" not in Client().get(address(phone)).content.decode()


def test_status_and_sequence_follow_what_happens(publication: Path, phone: Client) -> None:
    say(phone, "can")
    seen = [school(phone)]
    Answer.objects.update(decision="confirmed", changes=1)
    seen.append(school(phone))
    publish(publication, lambda content: content["requests"][0].update(status="cancelled", reason="Sjukt."))
    seen.append(school(phone))
    assert [status for status, _, _ in seen] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]
    assert [number for _, number, _ in seen] == sorted({number for _, number, _ in seen})
    assert [summary for _, _, summary in seen] == [
        "Kanske: Tolka ett samtal",
        "Tolka ett samtal",
        "Blir inte av: Tolka ett samtal",
    ]


def test_what_she_took_back_is_cancelled_and_a_no_is_never_there(phone: Client) -> None:
    say(phone, "cannot")
    assert list(events(phone)) == [MEETING]
    say(phone, "can")
    say(phone, "withdrawn")
    assert school(phone)[:2] == ("CANCELLED", 4)


@pytest.mark.parametrize(("day", "status"), [("2019-03-14", "CANCELLED"), ("2019-03-15", "TENTATIVE")])
def test_gone_from_the_site_is_cancelled_only_while_it_lies_ahead(
    publication: Path, phone: Client, day: str, status: str
) -> None:
    say(phone, "can")
    publish(publication, lambda content: content.update(requests=[], today=day))
    assert school(phone)[0] == status


def test_in_her_first_language_of_the_site(publication: Path, phone: Client, amal: Person) -> None:
    say(phone, "can")
    words = {"Tolka ett samtal": "ترجمة محادثة", "Kanske: %(what)s": "ربما: %(what)s"}
    publish(publication, lambda content: content["texts"]["ar"].update(words))
    assert school(phone)[2] == "ربما: ترجمة محادثة"
    Person.objects.filter(pk=amal.pk).update(languages=["so"])
    assert school(phone)[2] == "Kanske: Tolka ett samtal"


@pytest.mark.parametrize(("start", "end"), [(None, None), ("22:00", "01:00"), ("22:00", None)])
def test_whole_days_and_late_hours(publication: Path, phone: Client, start: str | None, end: str | None) -> None:
    say(phone, "can")
    publish(publication, lambda content: content["requests"][0].update(start=start, end=end))
    event = events(phone)[f"uppdrag-{SCHOOL}@prov.example"]
    assert "dtend" not in event
    assert event["dtstart"].params.get("VALUE") == ("DATE" if start is None else None)


def test_unchanged_is_not_sent_again(phone: Client) -> None:
    url = address(phone)
    first = Client().get(url)
    again = Client().get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies
    say(phone, "can")
    assert Client().get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_only_the_secret_opens_it_and_a_new_one_closes_the_old(phone: Client, amal: Person) -> None:
    old = address(phone)
    phone.post("/portal/sv/jag/", {"do": "calendar"})
    assert address(phone) != old
    keys = (old, f"/portal/kalender/{amal.pk}-.ics", f"/portal/kalender/{'9' * 30}-x.ics", "/portal/kalender/².ics")
    assert [Client().get(key).status_code for key in keys] == [404] * 4
    current = address(phone)
    assert Client().get(current).status_code == 200
    Person.objects.update(is_active=False)
    assert Client().get(current).status_code == 404
