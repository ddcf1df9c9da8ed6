"""What somebody wants changed, on her way to what is published: seen first, kept whatever breaks, done once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django import Settings

from desk import drafts, previews
from desk.models import Draft, Stage
from people.models import PUBLISH, Person
from portal.desk_project import CAFE, CANCELLED, DESK, Project, cancel, key_in, press
from privacy.person_data import erase_person, person_data
from privacy.retention import delete_due
from somebody import coordinator, member, signed_in, soup, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> Client:  # noqa: ARG001
    return signed_in(coordinator())


def test_seven_things_stand_on_the_first_page(karin: Client, project: Project) -> None:  # noqa: ARG001
    page = soup(karin.get(DESK))
    doors = page.select(".doors a")
    assert [door.get_text(strip=True) for door in doors] == [
        "Ställ in eller flytta en träff",
        "Stäng några dagar",
        "Lägg till en träff",
        "Skriv ett uppdrag",
        "Gäst eller händelse",
        "Programmet stämmer",
        "Rätta en text",
    ]
    assert all(door.select_one("svg") for door in doors)
    assert [str(door["href"]) for door in doors if karin.get(str(door["href"])).status_code != 200] == []


def test_she_sees_in_words_what_will_change_and_nothing_is_written(karin: Client, project: Project) -> None:
    look = karin.get(cancel(karin))
    assert CANCELLED in text(look)
    assert [button.get_text(strip=True) for button in soup(look).select("main button")][0] == "Publicera"
    assert project.written == []
    assert project.told[0][0] == {
        "do": "cancel", "name": "fika-kvarnen", "day": "2019-03-05", "reason": "Alla har feber."
    }  # fmt: skip


def test_it_is_published_as_a_role_and_a_number(karin: Client, project: Project) -> None:
    key = key_in(cancel(karin))
    done = karin.get(press(karin, key, "publish"))
    assert "Det är publicerat." in text(done)
    [(_order, arguments)] = project.written
    assert arguments == ("--publish-as", f"coordinator-{Person.objects.get().pk}", "--key", key)
    assert Draft.objects.get().state == Stage.PUBLISHED


def test_a_second_tap_publishes_nothing_again(karin: Client, project: Project) -> None:
    key = key_in(cancel(karin))
    project.meanwhile = lambda: None if project.written[1:] else press(karin, key, "publish")
    assert press(karin, key, "publish") == press(karin, key, "publish")
    assert len(project.written) == 1


def test_a_form_that_is_sent_twice_is_one_draft(karin: Client, project: Project) -> None:  # noqa: ARG001
    key = str(soup(karin.get(CAFE)).select_one("[name=key]")["value"])  # type: ignore[index]
    assert [key_in(cancel(karin, key)) for _ in range(2)] == [key, key]
    press(karin, key, "publish")
    assert "/klar/" in karin.get(cancel(karin, key)).headers["Location"], "it has been done"
    other = key_in(cancel(karin, key, reason="Salen målas."))
    assert other != key, "other words are another change"
    assert Draft.objects.count() == 2


def test_what_is_missing_stands_at_its_field_and_her_words_stay(karin: Client, project: Project) -> None:
    page = karin.post(CAFE, {"reason": "Alla har feber.", "key": ""})
    assert page.status_code == 422
    assert "Välj vad som händer." in soup(page).select_one("fieldset.wrong").get_text()  # type: ignore[union-attr]
    assert soup(page).select_one("#reason")["value"] == "Alla har feber."  # type: ignore[index]
    assert project.told == []


def test_what_the_check_says_stands_at_the_field(karin: Client, project: Project) -> None:
    hers = {"path": "data/series/fika-kvarnen.yaml", "line": 3, "row": "changes.0"}
    other = {"path": "data/events/2019-03-12-barnmorska.yaml", "line": 3, "row": ""}
    project.says["findings"] = [
        {**hers, "field": "reason", "id": "too-long", "message": "För långt."},
        {**other, "field": "reason", "id": "a-rule", "message": 'Rätta "summary".'},
    ]
    form = karin.get(cancel(karin), follow=True)
    assert form.status_code == 422
    page = soup(form)
    assert page.select_one(".wrong #fel-reason").get_text(" ", strip=True) == "Fel: För långt."  # type: ignore[union-attr]
    assert 'En barnmorska berättar Rätta "Kort om".' in page.select_one("[role=alert]").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert page.select_one("#reason")["value"] == "Alla har feber."  # type: ignore[index]
    assert page.select_one("[name=do][checked]")["value"] == "cancel"  # type: ignore[index]


def test_a_form_that_was_open_too_long_gives_her_words_back(karin: Client, project: Project) -> None:
    karin.handler.enforce_csrf_checks = True
    page = karin.post(CAFE, {"do": "cancel", "reason": "Alla har feber.", "key": "k" * 24})
    assert (page.status_code, "Alla har feber." in text(page), "kkk" in text(page)) == (403, True, False)
    assert project.told == []


def test_no_answer_keeps_her_words(karin: Client, project: Project) -> None:
    key = key_in(cancel(karin))
    project.fails = True
    stopped = karin.get(f"{DESK}se/{key}/")
    assert (stopped.status_code, "Det du skrev är sparat." in text(stopped)) == (503, True)
    assert karin.post(f"{DESK}se/{key}/gor/", {"do": "publish"}).status_code == 503
    project.fails = False
    assert "Det är publicerat." in text(karin.get(press(karin, key, "publish")))


def test_a_publication_that_was_stopped_can_be_asked_for_again(karin: Client, project: Project) -> None:
    key = key_in(cancel(karin))
    Draft.objects.update(state=Stage.PUBLISHING, begun=now())
    waiting = karin.get(f"{DESK}klar/{key}/")
    assert (waiting.headers["Refresh"], "Det tar några sekunder." in text(waiting)) == ("3", True)
    Draft.objects.update(begun=now() - drafts.STALLED_AFTER - timedelta(seconds=1))
    assert "Tryck en gång till. Det blir aldrig dubbelt." in text(karin.get(f"{DESK}klar/{key}/"))
    press(karin, key, "publish")
    assert len(project.written) == 1
    assert Draft.objects.get().state == Stage.PUBLISHED


def test_what_is_refused_is_said_and_kept(karin: Client, project: Project) -> None:
    key = key_in(cancel(karin))
    karin.get(f"{DESK}se/{key}/")
    project.says["refused"] = {"id": "edit-already", "message": "Det står redan så."}
    form = karin.get(press(karin, key, "publish"), follow=True)
    assert "Det står redan så." in text(form)
    assert soup(form).select_one("#reason")["value"] == "Alla har feber."  # type: ignore[index]
    assert Draft.objects.get().state == Stage.REFUSED


def test_a_member_proposes_and_cannot_publish(phone: Client, project: Project) -> None:
    key = key_in(cancel(phone))
    look = phone.get(f"{DESK}se/{key}/")
    assert [button.get_text(strip=True) for button in soup(look).select("main button")] == ["Skicka förslaget", "Kasta"]
    assert phone.post(f"{DESK}se/{key}/gor/", {"do": "publish"}).status_code == 403
    assert "Tack för ditt förslag!" in text(phone.get(press(phone, key, "propose")))
    [(_order, arguments)] = project.written
    assert arguments[:2] == ("--propose-as", f"member-{Person.objects.get().pk}")
    assert Draft.objects.get().state == Stage.PROPOSED


def test_a_member_who_was_given_the_right_publishes(noor: Person, phone: Client, project: Project) -> None:
    Person.objects.filter(pk=noor.pk).update(rights=[PUBLISH])
    press(phone, key_in(cancel(phone)), "publish")
    assert len(project.written) == 1


def test_nobody_sees_what_another_has_begun(karin: Client, phone: Client, project: Project) -> None:  # noqa: ARG001
    key = key_in(cancel(karin))
    ways = [f"se/{key}/", f"klar/{key}/", f"se/{key}/alla/", f"traff/fika-kvarnen/2019-03-05/?utkast={key}"]
    assert {phone.get(f"{DESK}{way}").status_code for way in ways} == {404}
    assert phone.post(f"{DESK}se/{key}/gor/", {"do": "propose"}).status_code == 404
    assert {Client().get(f"{DESK}{way}").status_code for way in ways} == {302}


def test_what_is_thrown_away_is_gone(karin: Client, project: Project) -> None:
    key = key_in(cancel(karin))
    karin.get(f"{DESK}se/{key}/")
    assert list((project.folder / "previews").iterdir()) != []
    press(karin, key, "drop")
    assert (Draft.objects.count(), list((project.folder / "previews").iterdir())) == (0, [])


def previewed(project: Project, karin: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a preview with a page for all and one for members."""
    pages = {
        "site/program/index.html": "<body class=a><p>Inställt</p><script>1</script>",
        "site.members/index.html": "<body>Hemligt",
    }
    monkeypatch.setattr(previews, "new_key", lambda: "one")

    def put() -> None:
        for folder in (project.folder / "previews").glob("*/one"):
            for path, html in pages.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(html, "utf-8")

    project.meanwhile = put
    project.says["pages"] = [{"address": "program/", "title": "Program", "members": False}]
    address = cancel(karin)
    assert soup(karin.get(address)).select_one(".rows a")["href"] == f"{address}alla/program/"  # type: ignore[index]
    return address


def test_the_pages_are_looked_at_asleep_and_by_her_alone(
    karin: Client, phone: Client, project: Project, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SITE = project.folder / "published"
    settings.SITE.mkdir()
    (settings.SITE / "om.html").write_text("<body>Om oss", "utf-8")
    address = previewed(project, karin, monkeypatch)
    page = karin.get(f"{address}alla/program/")
    assert "Inställt" in text_of_body(page)
    assert "Gå tillbaka" in text_of_body(page)
    policy = page.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "Hemligt" in text_of_body(karin.get(f"{address}medlem/"))
    assert "Om oss" in text_of_body(karin.get(f"{address}alla/om.html")), "what stays as it was"
    assert karin.get(f"{address}alla/").status_code == 404, "the members' first page is not among those for all"
    assert karin.get(f"{address}andra/").status_code == 404
    assert [phone.get(f"{address}{way}").status_code for way in ("alla/program/", "medlem/")] == [404, 404]
    assert [Client().get(f"{address}{way}").status_code for way in ("alla/program/", "medlem/")] == [302, 302]


def text_of_body(response: Any) -> str:
    content = response.getvalue() if response.streaming else response.content
    return str(content.decode())


def test_drafts_are_hers_to_take_along_and_go_with_her(noor: Person, phone: Client, project: Project) -> None:
    key = key_in(cancel(phone))
    phone.get(f"{DESK}se/{key}/")
    [kept] = person_data(noor)["desk"]["drafts"]
    assert kept["order"]["reason"] == "Alla har feber."
    erase_person(noor, now())
    assert (Draft.objects.count(), list((project.folder / "previews").iterdir())) == (0, [])


def test_drafts_go_after_thirty_days(phone: Client, project: Project) -> None:
    for _ in range(2):
        phone.get(cancel(phone))
    old = Draft.objects.earliest("pk")
    Draft.objects.filter(pk=old.pk).update(made=now() - drafts.DRAFTS_KEPT)
    delete_due(now().date())
    left = Draft.objects.get()
    assert left.state == Stage.DRAFT
    assert [folder.name for folder in (project.folder / "previews").iterdir()] == [left.key]


def test_without_a_project_she_is_told(karin: Client, settings: Settings) -> None:
    settings.EDITED_PROJECT = None
    page = karin.get(cancel(karin))
    assert (page.status_code, "Här går det inte att ändra webbplatsen än." in text(page)) == (503, True)
    assert "andra/" not in str(karin.get("/portal/sv/koordinator/").content)
    assert member().rights == []
