"""A yes is a yes to a day, an hour, a place and a task: who answered something else is asked again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from board.fairness import shares
from board.kept import all_help_requests
from board.models import Answer
from people.models import Person
from published.current import published
from somebody import coordinator, member, on_day, publish, signed_in, soup, text

pytestmark = pytest.mark.django_db
SCHOOL, LIBRARY = "2019-03-14-forskolan", "2019-03-14-biblioteket"
ONE, DESK = f"/portal/sv/uppdrag/{SCHOOL}/", f"/portal/sv/koordinator/uppdrag/{SCHOOL}/"
AGAIN = "Uppdraget har ändrats sedan du svarade. Svara igen."


def change(publication: Path, help_request: str = SCHOOL, **facts: Any) -> None:
    def write(content: dict[str, Any]) -> None:
        next(row for row in content["requests"] if row["id"] == help_request).update(facts)

    publish(publication, write)


def in_calendar(phone: Client) -> tuple[str, str, str]:
    code = soup(phone.get("/portal/sv/jag/")).select_one("main code")
    assert code is not None
    address = code.text.split("testserver")[1]
    [event] = [
        event
        for event in Calendar.from_ical(Client().get(address).content).walk("VEVENT")
        if str(event["uid"]).startswith(f"uppdrag-{SCHOOL}")
    ]
    return str(event["status"]), str(event["summary"]), str(event["sequence"])


@pytest.mark.parametrize(
    "facts",
    [
        {"date": "2019-03-15"},
        {"start": "18:00"},
        {"end": None},
        {"where": "Biblioteket"},
        {"place": "kvarnen"},
        {"task": "cafe"},
    ],
    ids=lambda facts: "-".join(facts),
)
@pytest.mark.parametrize("decision", ["", "confirmed", "thanked"])
def test_another_day_hour_place_or_task_asks_again(
    publication: Path, phone: Client, facts: dict[str, Any], decision: str
) -> None:
    phone.post(ONE, {"says": "can"})
    Answer.objects.update(decision=decision)
    change(publication, **facts)
    page = text(phone.get(ONE))
    assert AGAIN in page
    assert "Tidigare: torsdag 14 mars kl. 17–19 , Förskolan" in page
    assert "Vi behöver 2 mammor. Hittills har 0 sagt ja." in page
    assert AGAIN in text(phone.get("/portal/sv/uppdrag/"))
    desk = text(signed_in(coordinator()).get(DESK))
    assert "De här får frågan igen" in desk
    assert "Behövs: 2. Kan: 0. Bekräftade: 0." in desk
    status, summary, _ = in_calendar(phone)
    assert (status, summary.split(":")[0]) == ("TENTATIVE", "Ändrat, svara igen")
    phone.post(ONE, {"says": "can"})
    assert AGAIN not in text(phone.get(ONE))
    assert Answer.objects.get().decision == ""
    assert "Kan: 1. Bekräftade: 0." in text(signed_in(Person.objects.get(role="coordinator")).get(DESK))


@pytest.mark.parametrize(
    "facts", [{"summary": "Mer"}, {"needed": 3}, {"languages": ["so"]}, {"answer_by": "2019-03-13"}]
)
def test_other_words_ask_nobody_again(publication: Path, phone: Client, facts: dict[str, Any]) -> None:
    phone.post(ONE, {"says": "can"})
    change(publication, **facts)
    assert AGAIN not in text(phone.get(ONE))
    assert in_calendar(phone)[0] == "TENTATIVE"


def test_a_task_without_a_name_of_its_own_is_its_title(publication: Path, phone: Client) -> None:
    change(publication, task="other")
    phone.post(ONE, {"says": "can"})
    change(publication, title="Bär stolar")
    assert AGAIN in text(phone.get(ONE))


@pytest.mark.parametrize("away", ["cancelled", "taken"])
@pytest.mark.parametrize("looks", ["board", "calendar", "desk"])
def test_what_went_and_came_back_asks_again(publication: Path, phone: Client, away: str, looks: str) -> None:
    phone.post(ONE, {"says": "can"})
    Answer.objects.update(decision="confirmed")
    before = (publication / "portal.json").read_text("utf-8")
    if away == "cancelled":
        change(publication, status="cancelled", reason="Sjukt.")
    else:
        publish(publication, lambda content: content["requests"].pop(0))
    seen = {"board": "/portal/sv/uppdrag/", "desk": "/portal/sv/koordinator/uppdrag/"}
    if looks == "calendar":
        assert in_calendar(phone)[0] == "CANCELLED"
    else:
        (phone if looks == "board" else signed_in(coordinator())).get(seen[looks])
    (publication / "portal.json").write_text(before, "utf-8")
    assert AGAIN in text(phone.get(ONE))
    assert in_calendar(phone)[1].startswith("Ändrat, svara igen")
    phone.post(ONE, {"says": "can"})
    assert AGAIN not in text(phone.get(ONE))


def test_what_came_back_while_nobody_looked_asks_again(publication: Path, phone: Client, noor: Person) -> None:
    """The site was not built meanwhile, or the portal was down: git knows."""
    phone.post(ONE, {"says": "can"})
    change(publication, returned=1)
    assert AGAIN in text(phone.get(ONE))
    assert in_calendar(phone)[1].startswith("Ändrat, svara igen")
    assert signed_in(coordinator()).post(DESK, {"do": "confirm", "person": noor.pk}).status_code == 409
    phone.post(ONE, {"says": "can"})
    assert AGAIN not in text(phone.get(ONE))
    change(publication, returned=0)
    assert AGAIN not in text(phone.get(ONE)), "a build that knows less of the past asks nobody"


@pytest.mark.parametrize("facts", [{}, {"date": "2019-03-14", "start": "17:00"}])
def test_answers_of_before_are_answers_still(phone: Client, facts: dict[str, Any]) -> None:
    phone.post(ONE, {"says": "can"})
    Answer.objects.update(asked=facts)
    page = text(phone.get(ONE))
    assert "Hittills har 1 sagt ja." in page
    assert AGAIN not in page


def test_what_was_taken_away_before_its_day_did_not_take_place(publication: Path, phone: Client) -> None:
    phone.post(ONE, {"says": "can"})
    publish(publication, lambda content: content.update(requests=[]))
    assert in_calendar(phone)[0] == "CANCELLED"
    on_day(publication, "2019-03-20")
    assert in_calendar(phone)[0] == "CANCELLED"


def test_what_she_is_asked_again_binds_her_to_nothing(publication: Path, phone: Client) -> None:
    phone.post(ONE, {"says": "can"})
    change(publication, start="16:00", end="19:00")
    assert phone.post(f"/portal/sv/uppdrag/{LIBRARY}/", {"says": "can"}).status_code == 302


def test_the_coordinator_does_not_confirm_an_old_yes(publication: Path, phone: Client, noor: Person) -> None:
    phone.post(ONE, {"says": "can"})
    change(publication, date="2019-03-15")
    answer = signed_in(coordinator()).post(DESK, {"do": "confirm", "person": noor.pk})
    assert answer.status_code == 409
    assert "Uppdraget har ändrats. Vi väntar på ett nytt svar från Noor." in text(answer)


def test_what_could_be_answered_on_the_day_she_came_counts_for_her() -> None:
    site, last_day = published(), date(2019, 3, 12)
    came, late = member("Noor", joined=last_day), member("Zahra", joined=last_day + timedelta(days=1))
    help_requests = [one for one in all_help_requests(site, last_day) if one.until[0] == last_day]
    assert [(share.person, share.asked) for share in shares([came, late], help_requests)] == [
        (late, 0),
        (came, len(help_requests)),
    ]
