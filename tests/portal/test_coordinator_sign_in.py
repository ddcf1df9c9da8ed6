"""Coordinators: a password and a code from an app, codes on paper, and a pause for who guesses."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponseBase
from django.test import Client

from people import guessing, second_factor
from people.models import App, Person
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
    done = client.post(f"{IN}app/", {"code": code_of(App.objects.get())})
    assert len(soup(done).select("li code")) == 8
    assert client.get("/portal/sv/koordinator/").status_code == 200


def test_next_time_she_types_a_code(client: Client) -> None:
    device = app_of(coordinator())
    give_password(client)
    assert client.get("/portal/sv/koordinator/").headers["Location"] == "/portal/sv/in/"
    assert "brygga" not in client.cookies, "a password alone makes no session"
    code = code_of(device)
    assert client.post(f"{IN}kod/", {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == "/portal/sv/koordinator/"
    assert client.cookies["brygga"].value
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
        code.text for code in soup(client.post(f"{IN}app/", {"code": code_of(App.objects.get())})).select("li code")
    ]
    for status in (302, 403):
        other = Client()
        give_password(other)
        assert other.post(f"{IN}kod/", {"code": codes[0].upper()}).status_code == status


@pytest.mark.parametrize("login", ["karin", "ingen"])
def test_who_guesses_learns_no_more_after_five_wrong_passwords(client: Client, login: str) -> None:
    app_of(coordinator())
    answers = [give_password(client, login, "fel") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert "Något stämmer inte." in text(answers[0])
    tried = [give_password(client, login, password) for password in ("fel", "fel igen", PASSWORD)]
    assert {(answer.status_code, answer.headers["Location"]) for answer in tried} == {(302, f"{IN}kod/")}
    proofs = [answer.cookies["brygga-halfway"].value for answer in tried]
    assert len({proof.split(":")[0] for proof in proofs}) == 3
    pages = {client.get(f"{IN}kod/").content.count(b"<form") for _ in tried}
    assert pages == {1}
    assert client.post(f"{IN}kod/", {"code": "000000"}).status_code == 403
    assert not Person.objects.filter(devices__isnull=False).exists()


def test_who_is_guessed_at_gets_in_with_password_and_code(client: Client) -> None:
    device = app_of(coordinator())
    for _ in range(20):
        give_password(Client(), "karin", "fel")
    wrong = Client()
    give_password(wrong, "karin", "fel")
    assert wrong.post(f"{IN}kod/", {"code": code_of(device)}).status_code == 403, "both must be right"
    give_password(client)
    assert client.post(f"{IN}kod/", {"code": code_of(device)}).headers["Location"] == "/portal/sv/koordinator/"


def test_a_new_coordinator_who_is_guessed_at_sets_up_no_app_before_it_is_over(client: Client) -> None:
    coordinator()
    for _ in range(5):
        give_password(client, "karin", "fel")
    give_password(client)
    assert client.get(f"{IN}app/").headers["Location"] == IN
    guessing.PASSWORDS.forget()
    give_password(client)
    assert client.get(f"{IN}app/").status_code == 200


def test_wrong_codes_are_slowed_down_and_the_right_one_opens(client: Client) -> None:
    device = app_of(coordinator())
    give_password(client)
    pages = [client.post(f"{IN}kod/", {"code": "000000"}) for _ in range(6)]
    assert [page.status_code for page in pages] == [403] * 5 + [429]
    assert "Vänta" in text(pages[5])
    assert client.post(f"{IN}kod/", {"code": code_of(device)}).status_code == 302


def test_codes_of_six_digits_cannot_be_tried_for_ever_and_those_on_paper_always_count(client: Client) -> None:
    karin = coordinator()
    device = app_of(karin)
    paper = second_factor.adopt(device)
    give_password(client)
    for _ in range(guessing.APP_CODES.each.limit):
        client.post(f"{IN}kod/", {"code": "000000"})
    assert client.post(f"{IN}kod/", {"code": code_of(device)}).status_code == 429
    for number in range(guessing.APP_CODES.all.limit):
        client.post(f"{IN}kod/", {"code": "000000"}, headers={"X-Real-IP": f"203.0.113.{number % 5}"})
    assert client.post(f"{IN}kod/", {"code": code_of(device)}, headers={"X-Real-IP": "203.0.113.9"}).status_code == 429
    assert client.post(f"{IN}kod/", {"code": paper[3]}).status_code == 302


def test_one_who_guesses_takes_none_of_her_tries(client: Client) -> None:
    """Elsewhere she is told as ever whether her password was right, and her code opens."""
    device, elsewhere = app_of(coordinator()), {"X-Real-IP": "203.0.113.9"}
    for password in (*["fel"] * 8, PASSWORD):
        give_password(client, "karin", password)
    for _ in range(12):
        client.post(f"{IN}kod/", {"code": "000000"})
    hers = Client(headers=elsewhere)
    assert give_password(hers, "karin", "felskrivet").status_code == 403
    assert give_password(hers).status_code == 302
    assert hers.post(f"{IN}kod/", {"code": "000000"}).status_code == 403
    assert hers.post(f"{IN}kod/", {"code": code_of(device)}).status_code == 302


def test_another_app_and_other_paper_make_the_old_ones_void() -> None:
    karin = coordinator()
    old_app = app_of(karin)
    old_paper = second_factor.adopt(old_app)
    signed = signed_in_with(old_app)
    signed.get(f"{IN}app/")
    new_app = App.objects.get(confirmed=False)
    assert signed.post(f"{IN}app/", {"code": code_of(new_app)}).status_code == 200
    for void in (code_of(old_app), *old_paper):
        other = Client()
        give_password(other)
        assert other.post(f"{IN}kod/", {"code": void}).status_code in (403, 429)
    assert list(App.objects.values_list("pk", "confirmed")) == [(new_app.pk, True)]
    assert karin.recoveries.count() == 8


def signed_in_with(device: App) -> Client:
    client = Client()
    give_password(client)
    assert client.post(f"{IN}kod/", {"code": code_of(device)}).status_code == 302
    return client


def test_between_password_and_code_there_are_ten_minutes_and_one_password(client: Client) -> None:
    karin = coordinator()
    app_of(karin)
    kept = give_password(client).cookies["brygga-halfway"]
    assert (kept["max-age"], kept["httponly"], kept["samesite"]) == (600, True, "Lax")
    assert client.get(f"{IN}kod/").status_code == 200
    karin.set_password("ett annat långt lösenord")
    karin.save()
    assert client.get(f"{IN}kod/").headers["Location"] == IN
    client.cookies["brygga-halfway"] = "hittepa"
    assert client.get(f"{IN}kod/").headers["Location"] == IN


def test_members_have_no_password(client: Client) -> None:
    person = member()
    assert not person.has_usable_password()
    for login in ("", "Noor", "a\0b"):
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
