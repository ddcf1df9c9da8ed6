"""How a request stands, told the same to everybody: a table of cases, as members and the coordinator see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from board.models import Answer
from people.models import Person
from somebody import coordinator, member, publish, signed_in, soup, text

pytestmark = pytest.mark.django_db
SCHOOL = "2019-03-14-forskolan"
DESK = "/portal/sv/koordinator/"
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/board/states.yaml").read_text("utf-8"))
_SAYS = {"n": "cannot"}
_DECISION = {"c": "confirmed", "t": "thanked"}


def answer(person: Person, letter: str) -> None:
    facts = {"says": _SAYS.get(letter, "can"), "decision": _DECISION.get(letter, ""), "at": "2019-03-04T10:00Z"}
    Answer.objects.create(request_id=SCHOOL, person=person, in_calendar=True, **facts)
    if letter == "i":
        Person.objects.filter(pk=person.pk).update(is_active=False)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['others'] or 'none'}-{case['mine'] or 'new'}" for case in CASES])
def test_everybody_is_told_the_same(case: dict[str, Any], noor: Person) -> None:
    for number, letter in enumerate(case["others"]):
        answer(member(f"M{number}"), letter)
    if case["mine"]:
        answer(noor, case["mine"])
    phone, karin = signed_in(noor), signed_in(coordinator())
    for path in ("", f"{SCHOOL}/"):
        page = soup(phone.get(f"/portal/sv/uppdrag/{path}"))
        card = page.find(id=SCHOOL) or page.find("main")
        assert card is not None
        assert f"Tolka på föräldramöte {case['member']}" in " ".join(card.get_text(" ").split())
        yes = next((button for button in card.select("button") if button.text == "Jag kan"), None)
        assert (yes is not None) == (not case["mine"])
        assert yes is None or ("quiet" not in yes["class"]) == case["asks"]
    assert case["coordinator"] in text(karin.get(f"{DESK}uppdrag/"))
    assert case["coordinator"] in text(karin.get(f"{DESK}uppdrag/{SCHOOL}/"))


def test_no_more_are_confirmed_than_are_needed() -> None:
    people = [member(name) for name in ("Noor", "Sara", "Zahra")]
    for person in people:
        answer(person, "y")
    karin = signed_in(coordinator())
    statuses = []
    for person in people:
        page = karin.post(f"{DESK}uppdrag/{SCHOOL}/", {"do": "confirm", "person": person.pk})
        statuses.append(page.status_code)
    assert statuses == [302, 302, 409]
    assert "Alla som behövs är redan bekräftade." in text(page)
    assert Answer.objects.filter(decision="confirmed").count() == 2


def test_who_can_no_longer_sign_in_is_told_of_and_not_decided_about(noor: Person) -> None:
    answer(noor, "c")
    karin = signed_in(coordinator())
    Person.objects.filter(pk=noor.pk).update(is_active=False)
    page = text(karin.get(f"{DESK}uppdrag/{SCHOOL}/"))
    assert "De här räknas inte De har svarat men kan inte logga in längre. Noor" in page
    assert "Behövs: 2. Kan: 0. Bekräftade: 0." in page
    Answer.objects.update(decision="")
    assert karin.post(f"{DESK}uppdrag/{SCHOOL}/", {"do": "confirm", "person": noor.pk}).status_code == 409
    assert karin.post(f"{DESK}uppdrag/{SCHOOL}/", {"do": "cannot", "person": noor.pk}).status_code == 403


def test_what_she_knows_about_comes_first_and_she_first_for_it(publication: Path) -> None:
    def topics(content: dict[str, Any]) -> None:
        for request in content["requests"]:
            request["languages"], request["topics"] = [], ["halsa"] if request["id"].endswith("biblioteket") else []

    publish(publication, topics)
    zahra, noor = member("Zahra"), member("Noor")
    Person.objects.filter(pk=zahra.pk).update(topics=["halsa"])
    cards = [card["id"] for card in soup(signed_in(zahra).get("/portal/sv/uppdrag/")).select("main li[id]")]
    assert cards[0] == "2019-03-14-biblioteket"
    assert soup(signed_in(noor).get("/portal/sv/uppdrag/")).select("main li[id]")[0]["id"] == SCHOOL
    karin = signed_in(coordinator())
    for help_request, first in (("biblioteket", "Zahra"), ("forskolan", "Noor")):
        page = soup(karin.get(f"{DESK}uppdrag/2019-03-14-{help_request}/"))
        assert page.select("main li[id] strong")[0].text == first
