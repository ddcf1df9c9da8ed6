"""Who may open what: by who is signed in, and by the page that a form was sent from."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from people import access
from people.access import coordinators, guard, is_from_here, members, person_of
from people.models import Person
from portal.server import ROOT
from somebody import coordinator, member

PAGE = "/portal/sv/uppdrag/"


def request_of(user: Any, second_factor: bool = False) -> HttpRequest:
    request = RequestFactory().get(PAGE)
    request.user = user
    if isinstance(user, Person):
        user.is_verified = lambda: second_factor  # type: ignore[attr-defined]  # as django-otp adds it
    return request


def greeting(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hej")


def unnoted(_request: HttpRequest, _day: date) -> None:
    pass


@pytest.mark.django_db
def test_the_web_server_lets_in_who_is_signed_in() -> None:
    noor, karin = member(), coordinator()
    assert guard(request_of(noor)).status_code == 204
    assert guard(request_of(karin, second_factor=True)).status_code == 204
    assert guard(request_of(karin)).status_code == 401, "a password alone is not enough"
    assert guard(request_of(AnonymousUser())).status_code == 401
    assert guard(RequestFactory().get(PAGE)).status_code == 401, "a failure before anybody looked who it is"


@pytest.mark.django_db
def test_a_person_is_whoever_is_signed_in_and_nobody_else() -> None:
    noor = member()
    assert person_of(request_of(noor)) == noor
    with pytest.raises(PermissionDenied):
        person_of(request_of(AnonymousUser()))


@pytest.mark.django_db
def test_a_members_page_opens_for_members_and_notes_the_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    visits: list[Any] = []

    def note(request: HttpRequest, _day: date) -> None:
        visits.append(request.user)

    monkeypatch.setattr(access, "note_visit", note)
    page, noor = members(greeting), member()
    assert page(request_of(noor)).status_code == 200
    assert page(request_of(AnonymousUser())).status_code == 302
    assert visits == [noor]


@pytest.mark.django_db
def test_a_coordinators_page_opens_for_coordinators_with_their_second_factor_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("people.access.note_visit", unnoted)
    page, karin = coordinators(greeting), coordinator()
    for person, second_factor in ((member(), False), (member("Sara"), True)):
        with pytest.raises(PermissionDenied):
            page(request_of(person, second_factor))
    assert page(request_of(karin, second_factor=True)).status_code == 200
    assert [page(request_of(one)).status_code for one in (karin, AnonymousUser())] == [302, 302]


@pytest.mark.parametrize(
    ("headers", "is_here"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://other.example"}, False),
        ({"Origin": "http://testserver:8000"}, False),
        ({"Origin": "http://testserver.other.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://other.example", "Referer": "http://testserver/portal/sv/in/"}, False),
        ({"Origin": "http://testserver", "Referer": "http://other.example/"}, True),
        ({"Referer": "http://testserver/portal/sv/in/"}, True),
        ({"Referer": "http://other.example/portal/"}, False),
        ({"Origin": "", "Referer": "http://testserver/"}, True),
        ({}, False),
    ],
    ids=repr,
)
def test_a_form_comes_from_a_page_of_this_host(headers: dict[str, str], is_here: bool) -> None:
    assert is_from_here(RequestFactory().post(PAGE, headers=headers)) is is_here


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/portal/ar/uppdrag/", "ar"),
        ("/portal/sv/uppdrag/", "sv"),
        ("/medlem/ar/om/", "ar"),
        ("/medlem/om/ar/", "sv"),
        ("/medlem/xx/", "sv"),
        ("/medlem/", "sv"),
    ],
)
def test_who_is_not_signed_in_comes_to_the_sign_in_of_her_language(client: Client, address: str, language: str) -> None:
    answer = client.get(address)
    assert answer.headers["Location"] == f"/portal/{language}/in/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_guards_of_views_stand_in_one_order() -> None:
    """The method is asked about before the person: what cannot be asked asks no database."""
    code = {path: path.read_text("utf-8") for path in (ROOT / "portal").rglob("*.py")}
    first, last = (re.compile(rf"^@(members|coordinators)\n{what}", re.MULTILINE) for what in ("@", "def "))
    assert [path.name for path, text in code.items() if last.search(text)] != []
    assert [path.name for path, text in code.items() if first.search(text)] == []
    assert first.search("@members\n@require_safe\ndef news(): ...\n")
