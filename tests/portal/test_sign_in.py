"""A personal link signs in by its button alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.timezone import now

from people import links
from people.models import Device, Link, Person
from somebody import HERE, coordinator, signed_in, soup, text

pytestmark = pytest.mark.django_db


def test_a_preview_robot_learns_and_changes_nothing(client: Client, noor: Person) -> None:
    token = links.renew_link(noor, now())
    before = list(Link.objects.values())
    answers = [client.get(f"/portal/sv/in/{key}/") for key in (token, "hittepa")]
    assert answers[0].content.replace(token.encode(), b"hittepa") == answers[1].content
    assert not any(answer.cookies for answer in answers)
    assert "Noor" not in text(answers[0])
    assert list(Link.objects.values()) == before
    assert client.head(f"/portal/sv/in/{token}/").status_code == 200
    assert client.get("/portal/vakt").status_code == 401


def test_the_button_signs_in_for_half_a_year(client: Client, noor: Person) -> None:
    response = client.post(f"/portal/ar/in/{links.renew_link(noor, now())}/", headers=HERE)
    assert response.headers["Location"] == "/portal/ar/uppdrag/"
    cookie = response.cookies["brygga"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 180 * 24 * 3600
    assert client.get("/portal/ar/uppdrag/").status_code == 200
    assert Device.objects.get().person == noor


@pytest.mark.parametrize(
    "origin",
    [
        *({"Origin": "https://evil.example"}, {"Origin": "null"}, {}, {"Referer": "https://evil.example/testserver"}),
        *({"Origin": "https://testserver"}, {"Origin": "http://testserver:8080"}, {"Referer": "https://testserver/"}),
    ],
)
def test_a_foreign_page_cannot_sign_her_in(client: Client, noor: Person, origin: dict[str, str]) -> None:
    response = client.post(f"/portal/sv/in/{links.renew_link(noor, now())}/", headers=origin)
    assert response.status_code == 403
    assert not response.cookies


def test_old_browsers_name_only_the_page(client: Client, noor: Person) -> None:
    url = f"/portal/sv/in/{links.renew_link(noor, now())}/"
    assert client.post(url, headers={"Referer": f"http://testserver{url}"}).status_code == 302


def test_revoked_unknown_and_left_give_one_clear_page(client: Client, noor: Person) -> None:
    old = links.renew_link(noor, now())
    new = links.renew_link(noor, now())
    Person.objects.filter(pk=noor.pk).update(is_active=False)
    pages = [client.post(f"/portal/sv/in/{token}/", headers=HERE) for token in (old, new, "hittepa")]
    assert {page.status_code for page in pages} == {403}
    assert len({text(page) for page in pages}) == 1
    assert "Kortet fungerar inte" in text(pages[0])


def test_nobody_can_try_for_ever_and_a_right_link_is_not_held_up(client: Client, noor: Person) -> None:
    statuses = [client.post("/portal/sv/in/hittepa/", headers=HERE).status_code for _ in range(61)]
    assert statuses == [403] * 60 + [429]
    assert client.post(f"/portal/sv/in/{links.renew_link(noor, now())}/", headers=HERE).status_code == 302


def test_a_session_made_before_the_sign_in_is_not_hers(client: Client, noor: Person) -> None:
    planted = str(client.session.session_key)
    assert client.cookies["brygga"].value == planted
    client.post(f"/portal/sv/in/{links.renew_link(noor, now())}/", headers=HERE)
    assert client.cookies["brygga"].value != planted


def test_closing_the_card_signs_out_everywhere_and_a_new_card_does_not(client: Client, noor: Person) -> None:
    token = links.renew_link(noor, now())
    client.post(f"/portal/sv/in/{token}/", headers=HERE)
    links.renew_link(noor, now())
    assert client.get("/portal/sv/uppdrag/").status_code == 200
    links.close_links(noor, now())
    assert client.get("/portal/sv/uppdrag/").headers["Location"] == "/portal/sv/in/"


def test_who_is_not_signed_in_is_sent_to_the_entry_in_her_language(client: Client) -> None:
    for path, entry in {
        "/portal/ar/uppdrag/": "/portal/ar/in/",
        "/medlem/ar/handbok/": "/portal/ar/in/",
        "/medlem/om/": "/portal/sv/in/",
    }.items():
        assert client.get(path).headers["Location"] == entry
    page = client.get("/portal/ar/in/")
    assert page.status_code == 200
    assert not page.cookies
    assert soup(page).select_one('a[href="/portal/ar/in/koordinator/"]')


def test_guard_says_yes_or_no_and_sets_no_cookie(client: Client, noor: Person) -> None:
    answer = signed_in(noor).get("/portal/vakt")
    assert (answer.status_code, answer.content) == (204, b"")
    assert not answer.cookies
    assert signed_in(coordinator()).get("/portal/vakt").status_code == 204
    client.force_login(coordinator("half"))
    assert client.get("/portal/vakt").status_code == 401
