"""The coordinator's pages: who can, who goes, and whether everybody gets the same chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag
from django.test import Client

from board.models import Answer
from people.models import Person
from somebody import coordinator, member, on_day, publish, signed_in, soup, text

pytestmark = pytest.mark.django_db
SCHOOL = "2019-03-14-forskolan"
PAGE = f"/portal/sv/koordinator/uppdrag/{SCHOOL}/"


@pytest.fixture
def karin() -> Client:
    return signed_in(coordinator())


def do(karin: Client, what: str, person: Person) -> int:
    return karin.post(PAGE, {"do": what, "person": person.pk}).status_code


def person_card(karin: Client, person: Person) -> Tag:
    found = soup(karin.get(PAGE)).find(id=f"p{person.pk}")
    assert isinstance(found, Tag)
    return found


def test_only_for_coordinators(noor: Person, client: Client) -> None:
    paths = ("", "uppdrag/", f"uppdrag/{SCHOOL}/", "mammor/", "mammor/ny/", f"mammor/{noor.pk}/", "kollegor/")
    for path in paths:
        assert signed_in(noor).get(f"/portal/sv/koordinator/{path}").status_code == 403
        assert client.get(f"/portal/sv/koordinator/{path}").status_code == 302


def test_she_confirms_undoes_and_thanks(karin: Client, noor: Person) -> None:
    signed_in(noor).post(f"/portal/sv/uppdrag/{SCHOOL}/", {"says": "can"})
    for what, words in {
        "confirm": "Bekräftad",
        "undo": "Bekräfta",
        "thank": "Andra tar uppdraget den här gången. Hon har fått ett tack.",
    }.items():
        assert do(karin, what, noor) == 302
        assert words in person_card(karin, noor).text
    assert "Behövs: 2. Kan: 0. Bekräftade: 0." in text(karin.get(PAGE))
    shown = text(signed_in(noor).get("/portal/sv/uppdrag/"))
    assert "Tack för att du ville! Den här gången tar andra uppdraget." in shown


def test_she_answers_for_one_who_phones_even_after_the_last_day(publication: Path, karin: Client, noor: Person) -> None:
    on_day(publication, "2019-03-13")
    assert do(karin, "can", noor) == 302
    assert "svarade på telefon" in person_card(karin, noor).text
    assert "Koordinatorn skrev in ditt svar." in text(signed_in(noor).get("/portal/sv/uppdrag/"))


def test_who_took_it_back_a_moment_ago_is_not_confirmed(karin: Client, noor: Person) -> None:
    phone = signed_in(noor)
    for says in ("can", "withdrawn"):
        phone.post(f"/portal/sv/uppdrag/{SCHOOL}/", {"says": says})
    answer = karin.post(PAGE, {"do": "confirm", "person": noor.pk})
    assert answer.status_code == 409
    assert "Noor har just tagit tillbaka sitt svar." in text(answer)
    assert "Tog tillbaka sitt svar." in person_card(karin, noor).text


def test_those_who_fit_and_were_confirmed_least_stand_first(karin: Client) -> None:
    often, never, other = member("Noor"), member("Zahra"), member("Hodan", ("so",))
    Answer.objects.create(
        request_id="2019-03-01-forra", person=often, says="can", decision="confirmed", at="2019-02-20T10:00Z"
    )
    names = [item.strong.text for item in soup(karin.get(PAGE)).select("main li[id]") if item.strong]
    assert names == ["Zahra", "Noor", "Hodan"]
    assert "Talar inte det språk som behövs." in person_card(karin, other).text
    assert "Har fått 0 av 4 möjliga uppdrag." in person_card(karin, never).text


def test_fairness_counts_what_each_could_answer(publication: Path, karin: Client) -> None:
    def only_arabic(content: dict[str, list[dict[str, object]]]) -> None:
        content["requests"] = [row for row in content["requests"] if row["languages"]]

    publish(publication, only_arabic)
    noor, hodan = member("Noor"), member("Hodan", ("so",))
    do(karin, "can", noor)
    do(karin, "confirm", noor)
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in soup(karin.get("/portal/sv/koordinator/mammor/")).select("tbody tr")
    ]
    assert rows == [["Hodan somaliska", "0", "0", "inga"], ["Noor arabiska", "1", "1", "3"]]
    assert hodan.name == rows[0][0].split()[0]


def test_what_was_taken_from_the_site_keeps_its_answers(publication: Path, karin: Client, noor: Person) -> None:
    signed_in(noor).post(f"/portal/sv/uppdrag/{SCHOOL}/", {"says": "can"})
    publish(publication, lambda content: content.update(requests=[]))
    assert "Borttagna från webbplatsen" in text(karin.get("/portal/sv/koordinator/uppdrag/"))
    page = text(karin.get(PAGE))
    assert "Borttaget från webbplatsen." in page
    assert "Noor" in page
    assert signed_in(noor).get(f"/portal/sv/uppdrag/{SCHOOL}/").status_code == 404


def test_nonsense_is_refused(karin: Client, noor: Person) -> None:
    assert do(karin, "delete", noor) == 404
    assert karin.post(PAGE, {"do": "can", "person": "x"}).status_code == 404
    assert karin.post(PAGE, {"do": "can", "person": "9" * 30}).status_code == 404
    assert karin.get("/portal/sv/koordinator/uppdrag/nej/").status_code == 404
