"""Until when a request is answered: to the hour, by the clock of the city."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from board.help_requests import HelpRequest
from people.models import Person
from somebody import coordinator, publish, signed_in, text

SCHOOL = "/portal/sv/uppdrag/2019-03-14-forskolan/"
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def asked(answer_by: str, start: str | None = "17:00", date: str = "2019-03-14") -> HelpRequest:
    return HelpRequest({"id": "a", "status": "open", "answer_by": answer_by, "date": date, "start": start})


@pytest.mark.parametrize(
    ("help_request", "last", "first_too_late"),
    [
        (asked("2019-03-12"), "2019-03-12T22:59:59", "2019-03-12T23:00"),
        (asked("2019-03-12 18:00"), "2019-03-12T17:00:59", "2019-03-12T17:01"),
        (asked("2019-03-14"), "2019-03-14T16:00:59", "2019-03-14T16:01"),
        (asked("2019-03-14", start=None), "2019-03-14T22:59:59", "2019-03-14T23:00"),
        (asked("2019-03-14 12:00", start=None), "2019-03-14T11:00:59", "2019-03-14T11:01"),
        (asked("2019-03-20"), "2019-03-14T16:00:59", "2019-03-14T16:01"),
        (asked("2019-07-01 18:00", date="2019-07-03"), "2019-07-01T16:00:59", "2019-07-01T16:01"),
        # 02:30 comes twice in the night to 27 October: the first one counts, and what closed then stays closed.
        (asked("2019-10-27 02:30", date="2019-10-28"), "2019-10-27T00:30:59", "2019-10-27T01:15"),
    ],
    ids=["day", "hour", "begins", "no-hour", "hour-of-day", "after", "summer", "clock-change"],
)
def test_it_closes_with_the_minute(help_request: HelpRequest, last: str, first_too_late: str) -> None:
    moments = (datetime.fromisoformat(one).replace(tzinfo=UTC).astimezone(STOCKHOLM) for one in (last, first_too_late))
    assert [help_request.is_open(moment) for moment in moments] == [True, False]


@pytest.mark.django_db
def test_the_board_says_the_hour_and_closes_then(
    publication: Path, phone: Client, noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_six(content: dict[str, list[dict[str, object]]]) -> None:
        content["requests"][0].update(answer_by="2019-03-05 18:00")

    publish(publication, to_six)
    monkeypatch.setattr("board.views.now", lambda: datetime(2024, 7, 1, 16, 0, 30, tzinfo=UTC))
    assert "Svara senast tisdag 5 mars kl. 18" in text(phone.get(SCHOOL))
    assert phone.post(SCHOOL, {"says": "can"}).status_code == 302
    assert "Du kan ångra dig till och med tisdag 5 mars kl. 18" in text(phone.get(SCHOOL))
    karin = signed_in(coordinator())
    hers = f"/portal/sv/koordinator/{SCHOOL.removeprefix('/portal/sv/')}"
    assert "Svara senast tisdag 5 mars kl. 18" in text(karin.get(hers))
    monkeypatch.setattr("board.views.now", lambda: datetime(2024, 7, 1, 16, 1, tzinfo=UTC))
    assert phone.post(SCHOOL, {"says": "withdrawn"}).status_code == 409
    assert "Kan du inte längre? Säg till koordinatorn." in text(phone.get(SCHOOL))
    assert noor.answers.get().says == "can"
