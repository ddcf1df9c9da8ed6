"""Coordinators: a password and a code from an app, codes on paper, and a pause for who guesses."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponseBase
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from people import guessing
from people.models import Guess, Person
from somebody import PASSWORD, app_of, code_of, coordinator, member, signed_in, soup, text

pytestmark = pytest.mark.django_db
IN = "/portal/sv/in/koordinator/"


def give_password(client: Client, login: str = "karin", password: str = PASSWORD) -> HttpResponseBase:
    return client.post(IN, {"login": login, "password": password})


def test_the_first_time_she_sets_up_her_app(client: Client) -> None:
    coordinator()
    assert give_password(client).headers["Location"] == f"{IN}kod/"
    assert client.get(f"{IN}kod/").headers["Location"] == f"{IN}app/"
    picture = soup(client.get(f"{IN}app/")).select_one("main img")
    assert picture is not None
    assert str(picture["src"]).startswith("data:image/svg+xml")
    done = client.post(f"{IN}app/", {"code": code_of(TOTPDevice.objects.get())})
    assert len(soup(done).select("li code")) == 8
    assert client.get("/portal/sv/koordinator/").status_code == 200


def test_next_time_she_types_a_code(client: Client) -> None:
    device = app_of(coordinator())
    give_password(client)
    assert client.get("/portal/sv/koordinator/").headers["Location"] == "/portal/sv/in/"
    before = client.cookies["brygga"].value
    code = code_of(device)
    assert client.post(f"{IN}kod/", {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == "/portal/sv/koordinator/"
    assert client.cookies["brygga"].value != before
    other = Client()
    give_password(other)
    assert other.post(f"{IN}kod/", {"code": code}).status_code == 403, "a code counts once"


def test_password_alone_neither_opens_nor_replaces_the_app(client: Client) -> None:
    app_of(coordinator())
    give_password(client)
    for path in ("koordinator/", "koordinator/mammor/", "uppdrag/", "jag/"):
        assert client.get(f"/portal/sv/{path}").status_code == 302
    assert client.get(f"{IN}app/").headers["Location"] == IN


def test_recovery_codes_count_once(client: Client) -> None:
    coordinator()
    give_password(client)
    client.get(f"{IN}app/")
    codes = [
        code.text
        for code in soup(client.post(f"{IN}app/", {"code": code_of(TOTPDevice.objects.get())})).select("li code")
    ]
    for status in (302, 403):
        other = Client()
        give_password(other)
        assert other.post(f"{IN}kod/", {"code": codes[0].upper()}).status_code == status


@pytest.mark.parametrize("login", ["karin", "ingen"])
def test_guessing_is_stopped_alike_for_known_and_unknown_names(client: Client, login: str) -> None:
    coordinator()
    pages = [give_password(client, login, "fel") for _ in range(6)]
    assert [page.status_code for page in pages] == [403] * 5 + [429]
    assert "Något stämmer inte." in text(pages[0])
    assert "Vänta 15 minuter" in text(pages[5])
    assert give_password(client, login).status_code == 429, "the right password waits as well"
    for guess in Guess.objects.all():
        Guess.objects.update(latest=guess.latest - guessing.PAUSE)
    assert give_password(client, login).status_code == (302 if login == "karin" else 403)


def test_guessing_codes_is_stopped_although_the_password_is_right(client: Client) -> None:
    device = app_of(coordinator())
    give_password(client)
    statuses = [client.post(f"{IN}kod/", {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    give_password(client)
    assert client.post(f"{IN}kod/", {"code": code_of(device)}).status_code == 429


def test_members_have_no_password(client: Client) -> None:
    person = member()
    assert not person.has_usable_password()
    for login in ("", "Amal", "a\0b"):
        assert give_password(client, login, "").status_code == 403


def test_wrong_forms_are_refused() -> None:
    coordinator()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(IN, {"login": "karin", "password": PASSWORD}).status_code == 403


def test_a_colleague_is_added_with_a_password_shown_once(client: Client) -> None:
    karin = signed_in(coordinator())
    page = karin.post("/portal/sv/koordinator/kollegor/", {"login": "lena", "name": "Lena"})
    login, password = (code.text for code in soup(page).select("dd code"))
    assert password not in karin.get("/portal/sv/koordinator/kollegor/").content.decode()
    assert give_password(client, login, password).status_code == 302
    assert "finns redan" in text(karin.post("/portal/sv/koordinator/kollegor/", {"login": "lena", "name": "L"}))


def test_a_colleague_who_lost_everything_starts_anew_and_one_who_left_is_out() -> None:
    karin, lena = signed_in(coordinator()), coordinator("lena")
    hers = signed_in(lena)
    page = karin.post(f"/portal/sv/koordinator/kollegor/{lena.pk}/", {"do": "anew"})
    assert hers.get("/portal/vakt").status_code == 401
    password = soup(page).select("dd code")[1].text
    assert give_password(hers, "lena", password).status_code == 302
    assert hers.get(f"{IN}app/").status_code == 200
    karin.post(f"/portal/sv/koordinator/kollegor/{lena.pk}/", {"do": "leave"})
    assert give_password(Client(), "lena", password).status_code == 403


def test_she_changes_her_password_and_stays_signed_in() -> None:
    client = signed_in(coordinator())
    new = {"password": PASSWORD, "new": "en mycket lang mening"}
    assert client.post("/portal/sv/jag/losenord/", {**new, "new": "kort"}).status_code == 422
    assert client.post("/portal/sv/jag/losenord/", {**new, "password": "fel"}).status_code == 422
    assert client.post("/portal/sv/jag/losenord/", new).status_code == 302
    assert client.get("/portal/vakt").status_code == 204
    assert give_password(Client()).status_code == 403
    assert give_password(Client(), password=new["new"]).status_code == 302


def test_the_first_coordinator_comes_from_the_command_line(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRYGGA_PASSWORD", "kort")
    with pytest.raises(CommandError):
        call_command("add_coordinator", "karin", "Karin")
    for password in (PASSWORD, "ett annat langt losenord"):
        monkeypatch.setenv("BRYGGA_PASSWORD", password)
        call_command("add_coordinator", "karin", "Karin", stdout=StringIO())
        assert give_password(client, password=password).status_code == 302
    assert Person.objects.count() == 1
