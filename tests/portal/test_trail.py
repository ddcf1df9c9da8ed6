"""Coordinators see what coordinators did."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from people.models import Person
from portal.sending import ask
from privacy.retention import delete_due
from somebody import coordinator, member, text
from submissions.models import Submission
from trail.models import Deed

pytestmark = pytest.mark.django_db
PAGE = "/portal/sv/koordinator/spar/"
DESK = "/portal/sv/koordinator/"
SCHOOL = f"{DESK}uppdrag/2019-03-14-forskolan/"


def latest(karin: Client) -> str:
    """The sentence on top of the page, without its moment."""
    shown = text(karin.get(PAGE))
    return shown.split("står inte här. ")[1].split(" Karin ", 1)[1] if "Karin" in shown else shown


def test_everything_that_is_not_hers_is_noted(karin: Client, client: Client) -> None:
    noor, lena = member(), coordinator("lena")
    ask(client, text="Hemligheten")
    answer = Submission.objects.get().pk
    facts = {"name": "Noor", "role": "member", "languages": ["ar"], "is_active": ""}
    done = [
        (f"{DESK}mammor/{noor.pk}/kort/", {}, "gjorde ett kort till en mamma: Noor"),
        (f"{DESK}mammor/{noor.pk}/stang/", {}, "spärrade kortet för en mamma: Noor"),
        (SCHOOL, {"do": "can", "person": noor.pk}, "svarade åt en mamma: Noor. Uppdraget: Tolka på föräldramöte"),
        (SCHOOL, {"do": "confirm", "person": noor.pk}, "bekräftade en mamma: Noor. Uppdraget: Tolka på föräldramöte"),
        (SCHOOL, {"do": "undo", "person": noor.pk}, "ändrade sitt beslut om en mamma: Noor. Uppdraget:"),
        (SCHOOL, {"do": "thank", "person": noor.pk}, "tackade en mamma för att hon ville, men andra tar uppdraget"),
        (f"{DESK}mammor/ny/", {**facts, "name": "Sara", "is_active": "1"}, "lade till en mamma: Sara"),
        (f"{DESK}mammor/{noor.pk}/", facts, "stängde inloggningen för en mamma: Noor"),
        (f"{DESK}mammor/{noor.pk}/radera/", {}, "tog bort allt om en mamma."),
        (f"{DESK}kollegor/{lena.pk}/", {"do": "anew"}, "gav ett nytt lösenord till en koordinator: Karin"),
        (f"{DESK}kollegor/{lena.pk}/", {"do": "leave"}, "stängde inloggningen för en koordinator: Karin"),
        (f"{DESK}kollegor/", {"login": "tove", "name": "Tove"}, "lade till en koordinator: Tove"),
        (f"{DESK}svar/fraga/{answer}/", {}, "tog bort ett svar från ett formulär: Ställ en fråga"),
    ]
    for address, form, sentence in done:
        karin.post(address, form)
        assert latest(karin).startswith(sentence), address
    b"".join(karin.get(f"{DESK}svar/fraga/export.csv"))
    assert latest(karin).startswith("hämtade alla svar från ett formulär: Ställ en fråga")
    assert len(done) + 1 == Deed.objects.count()
    shown = text(karin.get(PAGE))
    assert "Hemligheten" not in shown
    assert "spärrade kortet för en mamma: någon som inte är kvar" in shown, "who was erased is nobody"


def test_what_was_not_done_is_not_noted(karin: Client, noor: Person) -> None:
    assert karin.post(SCHOOL, {"do": "confirm", "person": noor.pk}).status_code == 409
    karin.post(f"{DESK}mammor/{noor.pk}/", {"name": "Noor", "role": "member", "is_active": "1"})
    assert "Inget har hänt än." in text(karin.get(PAGE))


def test_it_is_kept_as_long_as_the_forms_say_and_to_the_minute(karin: Client, noor: Person) -> None:
    karin.post(f"{DESK}mammor/{noor.pk}/stang/")
    b"".join(karin.get(f"{DESK}svar/fraga/export.csv"))
    assert {(deed.at.second, deed.at.microsecond) for deed in Deed.objects.all()} == {(0, 0)}
    for days, kept in ((179, 2), (180, 1), (10_000, 0)):
        delete_due(localdate() + timedelta(days=days))
        assert Deed.objects.count() == kept


def test_for_coordinators_alone(client: Client, phone: Client) -> None:
    assert client.get(PAGE).status_code == 302
    assert phone.get(PAGE).status_code == 403
