"""A coordinator adds members, gives them cards and takes them back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from people.models import Link, Person
from somebody import HERE, coordinator, member, publish, signed_in, soup, text

pytestmark = pytest.mark.django_db
MEMBERS = "/portal/sv/koordinator/mammor/"
NOOR = {
    "name": "Noor",
    "role": "member",
    "languages": ["ar", "sv"],
    "topics": ["halsa"],
    "district": "Kvarnen",
    "rights": ["translate"],
    "is_active": "1",
}


@pytest.mark.parametrize(("shown", "joined"), [(None, date(2026, 7, 1)), ("2019-03-05", date(2019, 3, 5))])
def test_she_joins_on_the_day_that_the_site_shows(
    karin: Client, publication: Path, monkeypatch: pytest.MonkeyPatch, shown: str | None, joined: date
) -> None:
    """Which is that of Sweden, also in the hours when it is yesterday in UTC."""
    publish(publication, lambda content: content.update(today=shown))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    phone = signed_in(Person.objects.coordinators().get())
    assert phone.post(f"{MEMBERS}ny/", NOOR).status_code == 302
    assert Person.objects.members().get().joined == joined
    assert karin


def test_she_adds_and_changes_a_member(karin: Client) -> None:
    form = soup(karin.get(f"{MEMBERS}ny/"))
    assert {field["name"] for field in form.select("main [name]")} == {*NOOR, "csrfmiddlewaretoken"}, (
        "nothing more is asked"
    )
    url = karin.post(f"{MEMBERS}ny/", NOOR).headers["Location"]
    page = soup(karin.get(url))
    assert [box["value"] for box in page.select("input[checked]")] == ["sv", "ar", "halsa", "member", "translate", "1"]
    karin.post(url, {**NOOR, "role": "alumna", "languages": ["xx", "so"], "topics": ["påhittat"]})
    person = Person.objects.members().get()
    assert (person.role, person.languages, person.topics) == ("alumna", ["so"], [])
    assert (person.may_translate, person.may_publish) == (True, False)
    assert "tidigare grannmamma" in text(karin.get(MEMBERS))


def test_a_name_is_needed_and_control_characters_do_no_harm(karin: Client) -> None:
    assert "Skriv hennes namn." in text(karin.post(f"{MEMBERS}ny/", {**NOOR, "name": " \0 "}))
    karin.post(f"{MEMBERS}ny/", {**NOOR, "name": "<b>N\0oor</b>"})
    assert "<b>Noor</b>" in text(karin.get(MEMBERS))
    assert karin.post(f"{MEMBERS}ny/", {**NOOR, "role": "coordinator"}).status_code == 404


def test_a_card_is_shown_once_in_her_language(karin: Client) -> None:
    noor = member()
    page = soup(karin.post(f"{MEMBERS}{noor.pk}/kort/"))
    address = page.select_one("main code")
    assert address is not None
    path = urlsplit(address.text).path
    assert path.startswith("/portal/ar/in/")
    assert page.select_one('main img[src^="data:image/svg+xml"][alt]')
    assert page.select_one('main div[lang="ar"][dir="rtl"]')
    assert page.select_one('main div[lang="sv"]')
    token = path.split("/")[-2]
    assert token not in karin.get(f"{MEMBERS}{noor.pk}/").content.decode()
    assert token not in str(list(Link.objects.values()))
    assert Client().post(path, headers=HERE).status_code == 302
    assert karin.get(f"{MEMBERS}{noor.pk}/kort/").status_code == 302, "looking makes no card"


def test_who_may_not_sign_in_gets_no_card(karin: Client) -> None:
    told = text(karin.post(f"{MEMBERS}ny/", {**NOOR, "is_active": ""}, follow=True))
    noor = Person.objects.get(role="member")
    assert "Sparat: Noor." in told
    assert "Gör nu ett kort" not in told
    for has_card in (False, True):
        shown = text(karin.get(f"{MEMBERS}{noor.pk}/"))
        assert "Hon får inte logga in. Bocka i rutan ovanför och spara. Sedan kan du göra ett kort." in shown
        assert "Gör ett" not in shown.replace("göra ett kort", "")
        assert karin.post(f"{MEMBERS}{noor.pk}/kort/").status_code == 302
        assert Link.objects.count() == has_card
        if not has_card:
            karin.post(f"{MEMBERS}{noor.pk}/", NOOR)
            assert "Gör ett kort" in text(karin.get(f"{MEMBERS}{noor.pk}/"))
            karin.post(f"{MEMBERS}{noor.pk}/kort/")
            karin.post(f"{MEMBERS}{noor.pk}/", {**NOOR, "is_active": ""})


def test_closing_deactivating_and_erasing_put_her_out(karin: Client) -> None:
    noor = member()
    phone = signed_in(noor)
    address = soup(karin.post(f"{MEMBERS}{noor.pk}/kort/")).select("main code")[0].text
    karin.post(f"{MEMBERS}{noor.pk}/stang/")
    assert Client().post(urlsplit(address).path, headers=HERE).status_code == 403
    assert "Hon har inget kort." in text(karin.get(f"{MEMBERS}{noor.pk}/"))
    karin.post(f"{MEMBERS}{noor.pk}/", {**NOOR, "is_active": ""})
    assert phone.get("/portal/vakt").status_code == 401
    assert "Mammor som inte kan logga in" in text(karin.get(MEMBERS))
    assert "Ta bort allt om Noor?" in text(karin.get(f"{MEMBERS}{noor.pk}/radera/"))
    karin.post(f"{MEMBERS}{noor.pk}/radera/")
    assert "Noor" not in [person.name for person in Person.objects.all()]


def test_coordinators_are_no_members(karin: Client) -> None:
    lena = coordinator("lena")
    for path in ("", "kort/", "radera/"):
        assert karin.post(f"{MEMBERS}{lena.pk}/{path}", NOOR).status_code == 404
