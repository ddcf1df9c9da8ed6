"""Numbers, addresses, hosts and clocks that are not as they should be: a clear page, and nothing in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from people.models import Person
from portal.sending import QUESTION, asked, by_script, code_in, hidden, text_of
from somebody import coordinator, signed_in
from submissions.models import Submission

pytestmark = pytest.mark.django_db
ME, MEMBERS = "/portal/sv/jag/", "/portal/sv/koordinator/mammor/"
NUMBERS = ("9" * 5000, "9" * 30, "9" * 19, "-1", "0", "1.5", "²", "١٢", "", "NaN", "1e9", "0x1")
SHOWN = tuple(f"{number[:9]}… ({len(number)})" if len(number) > 9 else ascii(number) for number in NUMBERS)


@pytest.fixture
def karin() -> Client:
    client = signed_in(coordinator())
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("number", NUMBERS, ids=SHOWN)
def test_any_number_anywhere(karin: Client, noor: Person, number: str) -> None:
    visits = "/portal/sv/formular/cafebesok/"
    answers = [
        karin.post(ME, {"do": "device", "device": number}),
        karin.post("/portal/sv/koordinator/uppdrag/2019-03-14-forskolan/", {"do": "can", "person": number}),
        karin.get(f"/portal/kalender/{number}-{'a' * 32}.ics"),
        karin.get(f"{MEMBERS}{number}/"),
        karin.post(f"{MEMBERS}{number}/kort/"),
        karin.post(f"/portal/sv/koordinator/kollegor/{number}/"),
        karin.get(MEMBERS, {"sida": number, "borta": number}),
        karin.get("/portal/sv/koordinator/svar/fraga/", {"sida": number}),
        karin.get("/portal/sv/fragor/", {"sida": number, "mina": number}),
        karin.post(visits, by_script(day=number, place="kvarnen", visitors=number)),
        karin.post(QUESTION, asked(seconds_open=number, opened=number)),
        karin.post("/portal/sv/svar/", {"code": number, "sida": number}),
    ]
    assert {answer.status_code for answer in answers} <= {200, 302, 404, 422}
    assert Person.objects.filter(pk=noor.pk).exists()


@pytest.mark.parametrize("odd", ["%00", "a%00b", "%ff", "%E2%80%AE", "a" * 3000, "..%2f..", "%25", "'--"])
def test_any_name_in_an_address(karin: Client, odd: str) -> None:
    for address in (
        f"/portal/sv/koordinator/svar/{odd}/",
        f"/portal/sv/koordinator/svar/{odd}/export.csv",
        f"/portal/sv/koordinator/svar/fraga/{odd}/",
        f"/portal/sv/koordinator/svar/fraga/export.{odd}",
        f"/portal/sv/koordinator/uppdrag/{odd}/",
        f"/portal/sv/formular/{odd}/",
        f"/portal/sv/uppdrag/{odd}/",
        f"/portal/sv/fragor/{odd}/",
        f"/portal/sv/in/{odd}/",
        f"/portal/kalender/{odd}.ics",
        f"/portal/{odd}/svar/",
        f"/medlem/{odd}",
    ):
        assert karin.get(address).status_code < 500, address
        assert karin.post(address).status_code < 500, address


@pytest.mark.parametrize("path", ["/", "/portal/sv/svar/", QUESTION, "/portal/vakt", "/medlem/", "/portal/sv/in/x/"])
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b", "", "testserver:x"])
def test_another_host_is_not_answered(client: Client, path: str, host: str, log: list[str]) -> None:
    for answer in (client.get(path, headers={"Host": host}), client.post(path, headers={"Host": host})):
        assert (answer.status_code, answer.content) == (400, b"")
    assert not log


@pytest.fixture
def log() -> Iterator[list[str]]:
    """What would be written."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security", "brygga", None)]
    for logger in loggers:
        logger.addHandler(handler)
    yield lines
    for logger in loggers:
        logger.removeHandler(handler)


def test_strangers_write_nothing_in_the_log(log: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("/finns-inte", "/portal/sv/finns-inte/", "/portal/sv/koordinator/", "/portal/sv/in/koordinator/"):
        client.get(path)
        client.post(path, {"login": "x"})
        client.delete(path)
    client.post(QUESTION, {"text": "x" * 70_000})
    client.post(QUESTION, {f"a{number}": "x" for number in range(300)})
    client.post("/portal/sv/svar/", {"code": "fel"})
    assert not log
    logging.getLogger("django.request").error("heard")
    assert "heard" in log


def test_a_clock_that_was_set_back_sends_nobody_round(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form without script, opened at eleven; the clock is set to ten; the second press is kept."""
    clock = [now()]
    monkeypatch.setattr("reception.views.clock", lambda: clock[0])
    page = client.get(QUESTION)
    pressed = []
    for moved in (timedelta(hours=-1), timedelta(seconds=5)):
        clock[0] += moved
        page = client.post(QUESTION, {**asked(send_id=""), **hidden(page), "seconds_open": ""})
        pressed.append("Kontrollera och skicka" in text_of(page))
    assert pressed == [True, False]
    assert code_in(page)
    assert isinstance(Submission.objects.get().received, datetime)
