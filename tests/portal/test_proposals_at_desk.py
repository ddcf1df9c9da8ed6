"""What members propose: read by who publishes, talked about, given back, mended, published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from desk.models import Draft, Stage
from people.models import Person
from portal.desk_project import CAFE, DESK, Project, cancel, key_in, press
from somebody import member, signed_in, soup, text

pytestmark = pytest.mark.django_db
PROPOSALS = f"{DESK}forslag/"


def waiting(key: str, person: Person, **more: Any) -> dict[str, Any]:
    """As the project tells of it."""
    return {
        "key": key,
        "author": {"role": "member", "number": person.pk},
        "when": "2019-03-05T12:00:00+01:00",
        "sentences": ["Tisdag 5 mars ställs in."],
        "state": "open",
        "comments": [],
        **more,
    }


@pytest.fixture
def proposed(noor: Person, phone: Client, project: Project) -> str:
    """The key of her proposal."""
    key = key_in(cancel(phone))
    press(phone, key, "propose")
    project.answers["proposals"] = [waiting(key, noor)]
    return key


def test_who_publishes_sees_all_and_others_their_own(karin: Client, phone: Client, proposed: str) -> None:
    assert "Tisdag 5 mars ställs in. Noor" in text(karin.get(PROPOSALS))
    assert "Väntar på en koordinator" in text(phone.get(PROPOSALS))
    other = signed_in(member("Sara"))
    assert "Det finns inga förslag just nu." in text(other.get(PROPOSALS))
    assert other.get(f"{PROPOSALS}{proposed}/").status_code == 404


def test_it_is_looked_at_and_published(karin: Client, project: Project, proposed: str) -> None:
    look = karin.post(f"{PROPOSALS}{proposed}/", {"do": "accept"}).headers["Location"]
    assert "ställs in" in text(karin.get(look))
    press(karin, key_in(look), "publish")
    order, arguments = project.written[-1]
    assert order == {"do": "accept", "proposal": proposed}
    assert arguments[0] == "--publish-as"


def test_it_is_given_back_with_a_word_and_mended_under_its_key(
    karin: Client, noor: Person, phone: Client, project: Project, proposed: str
) -> None:
    empty = karin.post(f"{PROPOSALS}{proposed}/", {"do": "give-back", "text": " "})
    assert (empty.status_code, "Skriv vad du vill säga." in text(empty)) == (422, True)
    karin.post(f"{PROPOSALS}{proposed}/", {"do": "give-back", "text": "Vilken dag?", "key": "k" * 24})
    order, arguments = project.written[-1]
    assert order == {"do": "give-back", "proposal": proposed, "text": "Vilken dag?"}
    assert arguments == ("--publish-as", f"coordinator-{Person.objects.coordinators().get().pk}", "--key", "k" * 24)
    said = {
        "author": order and {"role": "coordinator", "number": 0},
        "when": "2019-03-05T13:00:00+01:00",
        "text": "Vad?",
    }
    project.answers["proposals"] = [waiting(proposed, noor, state="given-back", comments=[said])]
    page = soup(phone.get(f"{PROPOSALS}{proposed}/"))
    assert "Vad?" in page.select_one(".cards").get_text()  # type: ignore[union-attr]
    way = page.find("a", string="Ändra och skicka igen")
    assert way is not None
    form = soup(phone.get(str(way["href"])))
    assert form.select_one("#reason")["value"] == "Alla har feber."  # type: ignore[index]
    assert key_in(cancel(phone, proposed, reason="Salen målas.")) == proposed
    press(phone, proposed, "propose")
    order, arguments = project.written[-1]
    assert (order["reason"], arguments[-1]) == ("Salen målas.", proposed)
    assert Draft.objects.get(person=noor).state == Stage.PROPOSED


def test_what_was_published_while_she_mended_it_is_another_proposal(
    phone: Client, project: Project, proposed: str
) -> None:
    cancel(phone, proposed, reason="Salen målas.")
    project.published = {proposed}
    press(phone, proposed, "propose")
    order, arguments = project.written[-1]
    assert order["reason"] == "Salen målas."
    assert arguments[-1] != proposed
    assert Draft.objects.get().key == arguments[-1]


def test_only_who_publishes_gives_back_or_accepts(phone: Client, project: Project, proposed: str) -> None:
    before = len(project.written)
    for do in ("give-back", "accept"):
        assert phone.post(f"{PROPOSALS}{proposed}/", {"do": do, "text": "Nej"}).status_code == 403
    assert len(project.written) == before
    phone.post(f"{PROPOSALS}{proposed}/", {"do": "withdraw"})
    assert project.written[-1][0] == {"do": "withdraw", "proposal": proposed}


def test_she_chooses_where_two_have_changed_the_same(karin: Client, project: Project) -> None:
    choices = [{"id": "mine", "text": "Det ska stå som du skrev"}, {"id": "theirs", "text": "Det ska stå som nu"}]
    project.says["refused"] = {"id": "edit-changed", "message": "Någon annan har ändrat.", "choices": choices}
    key = key_in(cancel(karin))
    look = karin.get(f"{DESK}se/{key}/")
    assert (look.status_code, "Någon annan har ändrat." in text(look)) == (422, True)
    assert "Det ska stå som du skrev" in text(look)
    del project.says["refused"]
    karin.post(f"{DESK}se/{key}/gor/", {"do": "choose", "choice": "mine"})
    karin.get(f"{DESK}se/{key}/")
    assert project.told[-1][0]["choice"] == "mine"
    assert karin.get(CAFE).status_code == 200


def test_history_is_told_and_taken_back_in_one_tap(karin: Client, project: Project) -> None:
    author = {"role": "coordinator", "number": Person.objects.coordinators().get().pk}
    row = {"commit": "c" * 40, "when": "2019-03-05T12:00:00+01:00", "author": author, "sentences": ["Ställs in."]}
    project.answers["history"] = [{**row, "undone": False}, {**row, "commit": "d" * 40, "author": None, "undone": True}]
    page = soup(karin.get(f"{DESK}historik/"))
    assert [one.get_text(" ", strip=True).split(" · ")[-1] for one in page.select(".cards .soft")][0] == "Karin"
    assert "Ångrad." in page.get_text()
    [form] = page.select(".cards form")
    fields = {str(one["name"]): str(one["value"]) for one in form.select("input")}
    done = karin.post(f"{DESK}historik/angra/", fields, follow=True)
    assert "Det är publicerat." in text(done)
    assert project.written[-1][0] == {"do": "undo", "commit": "c" * 40}
    karin.post(f"{DESK}historik/angra/", fields)
    assert len(project.written) == 1, "a second tap"
