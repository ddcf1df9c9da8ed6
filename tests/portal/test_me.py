"""Her own page: devices, what is stored about her, and what is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from board.models import Answer
from common.statuses import ASK, CANCELLED, CHANGED, CLOSED, MOVED, NEW, POSTPONED, SCHEDULED
from people import links
from people.models import Device, Person
from privacy import person_data
from somebody import HERE, coordinator, member, publish, signed_in, text

pytestmark = pytest.mark.django_db
ME = "/portal/sv/jag/"
SCHOOL = "2019-03-14-forskolan"
PORTAL = Path(person_data.__file__).parent.parent


def by_card(person: Person) -> Client:
    client = Client()
    client.post(f"/portal/sv/in/{links.renew_link(person, now())}/", headers=HERE)
    return client


def test_she_sees_her_devices_and_ends_them() -> None:
    noor = member()
    first, second, third = (by_card(noor) for _ in range(3))
    shown = text(first.get(ME))
    assert shown.count("En annan telefon eller dator") == 2
    assert shown.count("Den här telefonen") == 1
    newest = Device.objects.latest("pk")
    first.post(ME, {"do": "device", "device": newest.pk})
    assert [client.get("/portal/vakt").status_code for client in (first, second, third)] == [204, 204, 401]
    first.post(ME, {"do": "others"})
    assert [client.get("/portal/vakt").status_code for client in (first, second)] == [204, 401]
    assert first.post(ME, {"do": "out"}).headers["Location"] == "/portal/sv/in/"
    assert first.get("/portal/vakt").status_code == 401
    assert Device.objects.count() == 0


def test_nobody_ends_devices_of_others() -> None:
    noor, hodan = by_card(member()), by_card(member("Hodan"))
    hodan.post(ME, {"do": "device", "device": Device.objects.earliest("pk").pk})
    assert noor.get("/portal/vakt").status_code == 204
    assert hodan.post(ME, {"do": "vad"}).status_code == 404


def test_the_day_of_her_latest_visit_is_kept_and_no_more() -> None:
    client = by_card(member())
    Device.objects.update(seen="2019-01-01")
    client.get(ME)
    assert Device.objects.get().seen.isoformat() == "2019-01-01", "once a day is enough"
    session = client.session
    session["day"] = "2019-01-01"
    session.save()
    assert client.get(ME).cookies["brygga"]["max-age"] == 180 * 24 * 3600, "each visit makes it last on"
    assert Device.objects.get().seen == localdate()


def test_she_takes_along_everything_about_her() -> None:
    noor = member()
    client = by_card(noor)
    client.post(f"/portal/sv/uppdrag/{SCHOOL}/", {"says": "can"})
    response = client.get(f"{ME}uppgifter.json")
    assert response.headers["Content-Disposition"].startswith("attachment")
    taken = json.loads(response.content)
    assert taken["person"]["name"] == "Noor"
    assert taken["person"]["languages"] == ["ar"]
    assert taken["board"]["answers"][0]["request_id"] == SCHOOL
    assert len(taken["links"]) == len(taken["devices"]) == 1


def test_erasing_asks_first_and_leaves_nothing() -> None:
    noor = member()
    client = by_card(noor)
    client.post(f"/portal/sv/uppdrag/{SCHOOL}/", {"says": "can"})
    assert "Ta bort allt om dig?" in text(client.get(f"{ME}radera/"))
    assert Person.objects.filter(pk=noor.pk).exists()
    gone = text(client.post(f"{ME}radera/"))
    assert "Allt är borttaget" in gone
    assert "Svar på frågor finns kvar hos dem som frågade, utan namn." in gone
    assert Person.objects.count() == Answer.objects.count() == Device.objects.count() == 0
    assert client.get("/portal/vakt").status_code == 401


def test_every_part_that_knows_people_is_asked() -> None:
    parts = {f"{file.parent.name}.person" for file in PORTAL.glob("*/person.py")}
    assert parts == {part.__name__ for part in person_data._PARTS}


def test_the_only_coordinator_cannot_erase_herself() -> None:
    client = signed_in(coordinator())
    assert "Du är den enda koordinatorn" in text(client.post(f"{ME}radera/"))
    coordinator("lena")
    assert "Allt är borttaget" in text(client.post(f"{ME}radera/"))
    assert Person.objects.get().login == "lena"


def test_news_is_marked_since_her_latest_look(publication: Path) -> None:
    client = signed_in(member())
    assert "Nytt för dig" not in text(client.get("/portal/sv/nytt/")), "before her first look nothing is newer"
    publish(publication, lambda content: content["news"].append(news_item("cancelled")))
    assert "Nytt sedan du var här: 1." in text(client.get("/portal/sv/uppdrag/"))
    shown = text(client.get("/portal/sv/nytt/"))
    assert shown.index("Nytt för dig") < shown.index("Fredag") < shown.index("En ny träff")
    assert shown.count("Nytt för dig") == 1
    assert "Nytt för dig" not in text(client.get("/portal/sv/nytt/"))
    assert "Nytt sedan" not in text(client.get("/portal/sv/uppdrag/"))
    publish(publication, lambda content: content["news"][-1].update(detail="Alla är sjuka."))
    assert "Nytt sedan" not in text(client.get("/portal/sv/uppdrag/")), "what is put better is not new"


WORDS = {
    "new": "Tillagt", "changed": "Ändrat", "moved": "Flyttat", "postponed": "Blir senare", "cancelled": "Inställt",
    "scheduled": "Blir av", "closed": "Stängt", "ask": "Kanske stängt",
}  # fmt: skip


def news_item(kind: str, **more: object) -> dict[str, object]:
    nothing = dict.fromkeys(("day", "last_day", "new_day", "new_hours", "new_place"))
    item = {"key": kind, "date": "2019-03-05", "kind": kind, "title": "Fredag", "detail": "", "url": "program/y/"}
    return {**item, **nothing, "places": [], **more}


def test_news_has_a_word_for_everything_that_the_site_tells(publication: Path) -> None:
    assert set(WORDS) == {SCHEDULED, CANCELLED, MOVED, POSTPONED, NEW, CHANGED, CLOSED, ASK}
    publish(publication, lambda content: content.update(news=[news_item(kind) for kind in WORDS]))
    shown = text(signed_in(member()).get("/portal/sv/nytt/"))
    assert [word for word in WORDS.values() if f"· {word} Fredag" not in shown] == []


def test_news_tells_old_and_new_day_hours_and_place(publication: Path) -> None:
    moved = {"day": "2019-03-08", "new_day": "2019-03-09", "new_hours": ["14:00", "17:00"], "new_place": "kvarnen"}
    closed = {"day": "2019-03-11", "last_day": "2019-03-12", "places": ["kvarnen"]}
    extra = {"day": "2020-01-14", "new_hours": ["09:30", "17:00"], "new_place": "kvarnen"}
    items = [news_item("moved", **moved), news_item("ask", **closed), news_item("new", **extra)]
    publish(publication, lambda content: content.update(news=items))
    shown = text(signed_in(member()).get("/portal/sv/nytt/"))
    assert "fredag 8 mars Ny dag: lördag 9 mars. Ny tid: kl. 14–17" in shown
    assert "Ny plats: Kvarnen." in shown
    assert "måndag 11 – tisdag 12 mars Det gäller Kvarnen. Ring och fråga om det är öppet." in shown
    assert "tisdag 14 januari 2020 Tid: kl. 9.30–17.00" in shown
    assert "Plats: Kvarnen." in shown.replace("Ny plats: Kvarnen.", "")
