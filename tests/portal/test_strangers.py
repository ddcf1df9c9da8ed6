"""Whoever is not signed in leaves nothing behind, sees nothing that is kept, and keeps nothing of it in her browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localtime, now

from people import links
from people.models import Device, KeptSession, Person
from people.sessions import session_digest
from portal.sending import asked, by_script
from privacy.retention import Daily
from somebody import HERE, app_of, code_of, coordinator, member, signed_in
from submissions.models import Submission

pytestmark = pytest.mark.django_db
SAMPLES = {"language": "sv", "code": "sv", "form_id": "fraga", "key": "a" * 32, "number": "1", "token": "hittepa"}
MADE_BY_MIGRATE = ("contenttypes", "auth")
LOGIN = "/portal/sv/in/koordinator/"


def addresses() -> Iterator[str]:
    """One for each page of the portal."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == "portal/":
            for pattern in resolver.url_patterns:
                assert isinstance(pattern, URLPattern)
                yield "/portal/" + filled(str(pattern.pattern))


def filled(route: str) -> str:
    """With something that fits in each place."""
    parts = route.replace(">", "<").split("<")
    return "".join(SAMPLES.get(part.split(":")[-1], "hittepa") if at % 2 else part for at, part in enumerate(parts))


def rows() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.app_label not in MADE_BY_MIGRATE]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_no_visit_leaves_a_row_or_a_session() -> None:
    coordinator()
    before = rows()
    for address in [*addresses(), "/", "/medlem/", "/medlem/ar/"]:
        client = Client()
        for answer in (client.get(address), client.post(address, {"login": "ingen", "password": "x", "code": "1"})):
            assert answer.status_code < 500, address
            assert "brygga" not in answer.cookies, address
    assert rows() == before


def test_made_up_names_leave_nothing(client: Client) -> None:
    before = rows()
    for number in range(8):
        client.post(LOGIN, {"login": f"hittepa{number % 2}", "password": "x"})
        client.post(f"{LOGIN}kod/", {"code": "123456"})
    assert rows() == before


def test_nothing_of_the_portal_is_kept_by_a_browser(client: Client, noor: Person) -> None:
    for visitor in (client, signed_in(noor), signed_in(coordinator())):
        for address in addresses():
            answer = visitor.get(address)
            if answer.status_code == 200 and not address.endswith(".ics"):
                assert answer.headers["Cache-Control"] == "no-store", address


def test_who_is_sent_to_the_sign_in_keeps_nothing_of_the_members_pages(client: Client) -> None:
    sent = [client.get(address) for address in [*addresses(), "/medlem/", "/medlem/ar/om/"]]
    to_sign_in = [answer for answer in sent if answer.headers.get("Location", "").endswith("/in/")]
    assert len(to_sign_in) > 10
    for answer in to_sign_in:
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"', "not the cookies of the whole domain"


@pytest.mark.parametrize("address", ["/portal/sv/jag/", "/portal/sv/jag/radera/"])
def test_who_signs_out_keeps_nothing(noor: Person, address: str) -> None:
    phone = signed_in(noor)
    assert "Clear-Site-Data" not in phone.get("/portal/sv/uppdrag/").headers
    answer = phone.post(address, {"do": "out"})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies["brygga"].value == ""
    page = phone.get("/portal/sv/in/") if answer.status_code == 302 else answer
    assert b'data-forget="/medlem/"' in page.content
    assert not KeptSession.objects.exists()


def test_on_a_borrowed_phone_a_member_is_signed_in_for_an_hour(client: Client, noor: Person) -> None:
    address = f"/portal/sv/in/{links.renew_link(noor, now())}/"
    assert b'name="borrowed"' in client.get(address).content
    answer = client.post(address, {"borrowed": "1"}, headers=HERE)
    assert {name: cookie["max-age"] for name, cookie in answer.cookies.items() if name != "brygga-form"} == {
        "brygga": 3600,
        "brygga-borrowed": 3600,
    }
    assert (KeptSession.objects.get().expire_date - now()).total_seconds() <= 3600
    KeptSession.objects.update(expire_date=now())
    assert client.get("/portal/sv/uppdrag/").headers["Location"] == "/portal/sv/in/"


def test_on_a_borrowed_phone_a_coordinator_is_signed_in_for_an_hour(client: Client) -> None:
    device = app_of(coordinator())
    client.post(LOGIN, {"login": "karin", "password": "kaffe och kardemumma"})
    assert b'name="borrowed"' in client.get(f"{LOGIN}kod/").content
    answer = client.post(f"{LOGIN}kod/", {"code": code_of(device), "borrowed": "1"})
    assert answer.cookies["brygga"]["max-age"] == 3600
    assert answer.cookies["brygga-borrowed"].value == "1"


def test_a_session_tells_the_day_and_not_the_hour(client: Client, noor: Person) -> None:
    client.post(f"/portal/sv/in/{links.renew_link(noor, now())}/", headers=HERE)
    ends = localtime(KeptSession.objects.get().expire_date)
    assert (ends.hour, ends.minute, ends.second, ends.microsecond) == (0, 0, 0, 0)
    assert 180 <= (ends - now()).total_seconds() / 86400 <= 181.1


def test_one_link_makes_no_endless_list_of_devices(noor: Person) -> None:
    token = links.renew_link(noor, now())
    phones = [Client() for _ in range(14)]
    for phone in phones:
        phone.post(f"/portal/sv/in/{token}/", headers=HERE)
    assert (Device.objects.count(), KeptSession.objects.count()) == (10, 10)
    assert phones[0].get("/portal/sv/uppdrag/").status_code == 302
    assert phones[-1].get("/portal/sv/uppdrag/").status_code == 200


def test_sessions_that_have_ended_go_by_themselves(noor: Person) -> None:
    phone = Client()
    phone.post(f"/portal/sv/in/{links.renew_link(noor, now())}/", headers=HERE)
    other = signed_in(member("Sara"))
    KeptSession.objects.filter(session_key=session_digest(phone.session)).update(expire_date=now())
    Daily().look(localtime().date())
    assert list(KeptSession.objects.values_list("session_key", flat=True)) == [session_digest(other.session)]
    assert not Device.objects.exists()


def test_residents_have_no_cookie_at_all(client: Client) -> None:
    for form in ("fraga", "foresla-amne"):
        client.post(f"/portal/sv/formular/{form}/", asked())
        client.post(f"/portal/sv/formular/{form}/", by_script(topic="x"))
    assert Submission.objects.count() == 2
    assert not client.cookies
