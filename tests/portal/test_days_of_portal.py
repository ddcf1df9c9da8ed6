"""Days and hours in the portal are written as on the site, by the same functions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.test import Client

from brygga.load.languages import Language
from brygga.translation.words import Words
from published.current import published
from somebody import on_day, publish, text
from web.reader import PortalReader

FIRST, OTHER = date(2019, 3, 5), date(2020, 1, 7)


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_the_portal_and_the_site_write_alike(code: str) -> None:
    portal, site = PortalReader(published(), code), Words(Language(code, code, code == "sv"), FIRST)
    for day in (FIRST, OTHER):
        assert portal.day(day) == portal.day(day.isoformat()) == site.day(day)
    for start, end in (("13:00", "16:00"), ("09:30", "16:00"), ("17:15", None)):
        ends = time.fromisoformat(end) if end else None
        assert portal.hours(start, end) == site.hours(time.fromisoformat(start), ends)


def test_the_year_stands_where_it_is_not_this_one(publication: Path) -> None:
    assert PortalReader(published(), "sv").day(FIRST) == "tisdag 5 mars"
    on_day(publication, "2020-01-02")
    swedish = PortalReader(published(), "sv")
    assert swedish.day(FIRST) == "tisdag 5 mars 2019"
    assert "tisdag 5 mars 2019" in swedish.moment(datetime(2019, 3, 5, 13, 0, tzinfo=UTC))


@pytest.mark.django_db
def test_a_request_of_next_year_says_so(publication: Path, phone: Client) -> None:
    publish(publication, lambda content: content["requests"][0].update(date="2020-01-14", answer_by="2020-01-10"))
    shown = text(phone.get("/portal/sv/uppdrag/"))
    assert "tisdag 14 januari 2020 kl. 17–19" in shown
    assert "Svara senast fredag 10 januari 2020." in shown
    assert "torsdag 14 mars kl. 18–20" in shown
