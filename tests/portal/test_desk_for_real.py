"""The desk with a real project: a clone in git, and the project's own commands in processes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from citysite import PROJECT
from people.models import Person
from portal.desk_project import DESK, key_in, press
from publishing import copy_whole, said
from somebody import soup, text

pytestmark = [pytest.mark.site, pytest.mark.django_db]
PAGE = "program/tisdag/2019-03-12/index.html"
CAFE = f"{DESK}traff/tisdag/2019-03-12/"
ILL = "Alla har feber."


@pytest.fixture(scope="module")
def made(once_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_whole(once_published, tmp_path_factory.mktemp("made"))
    (root / "hooks").symlink_to(PROJECT / "hooks")
    (root / ".git/info/exclude").write_text("hooks\n", "utf-8")
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path, settings: Settings) -> Path:
    root = copy_whole(made, tmp_path)
    settings.EDITED_PROJECT, settings.PREVIEWS = root, tmp_path / "previews"
    settings.PUBLISHED, settings.SITE, settings.MEMBERS_SITE = (
        root / name for name in ("site.portal", "site", "site.members")
    )
    return root


def sent(client: Client, address: str, **fields: str) -> str:
    response = client.post(address, fields)
    assert response.status_code == 302, text(response)
    return str(response.headers["Location"])


def shown(project: Path) -> str:
    return (project / "site" / PAGE).read_text("utf-8")


def test_cancelled_from_a_phone_and_taken_back(karin: Client, project: Path) -> None:
    look = sent(karin, CAFE, do="cancel", reason=ILL)
    page = karin.get(look)
    assert f"Besökarna läser varför: {ILL}" in text(page)
    way = next(str(one["href"]) for one in soup(page).select(".rows a") if "2019-03-12" in str(one["href"]))
    assert ILL in karin.get(way).content.decode()
    assert ILL not in shown(project)
    done = karin.get(press(karin, key_in(look), "publish"))
    assert "Det är publicerat." in text(done)
    assert ILL in shown(project)
    assert ILL in karin.get(f"/{PAGE.removesuffix('index.html')}").content.decode()
    number = Person.objects.get().pk
    assert said(project, "log", "-1", "--format=%an").strip() == f"coordinator {number}"
    history = soup(karin.get(f"{DESK}historik/"))
    form = history.select(".cards form")[0]
    karin.post(f"{DESK}historik/angra/", {str(one["name"]): str(one["value"]) for one in form.select("input")})
    assert ILL not in shown(project)


def test_proposed_given_back_mended_and_published(karin: Client, phone: Client, project: Path) -> None:
    look = sent(phone, CAFE, do="cancel", reason=ILL)
    key = key_in(look)
    phone.get(look)
    assert "Tack för ditt förslag!" in text(phone.get(press(phone, key, "propose")))
    proposal = f"{DESK}forslag/{key}/"
    assert "ställs in" in text(karin.get(proposal))
    sent(karin, proposal, do="give-back", text="Skriv vad vi gör i stället.", key="k" * 24)
    assert "Skriv vad vi gör i stället." in text(phone.get(proposal))
    sent(phone, f"{CAFE}?utkast={key}", do="cancel", reason="Alla har feber. Kom nästa vecka.", key=key)
    press(phone, key, "propose")
    accepted = sent(karin, proposal, do="accept")
    assert "Kom nästa vecka." in text(karin.get(accepted))
    press(karin, key_in(accepted), "publish")
    assert "Kom nästa vecka." in shown(project)
    assert "Det finns inga förslag just nu." in text(karin.get(f"{DESK}forslag/"))


def test_what_the_check_says_stands_at_its_field(karin: Client, project: Path) -> None:
    before = said(project, "rev-parse", "HEAD")
    wrong = {"do": "move", "reason": "Salen målas.", "new_date": "2019-03-01", "new_start": "13:00", "new_end": "16:00"}
    form = karin.get(sent(karin, CAFE, **wrong), follow=True)
    page = soup(form)
    assert form.status_code == 422
    assert page.select_one("#new_date")["value"] == "2019-03-01"  # type: ignore[index]
    assert page.select(".wrong #new_date") != []
    assert said(project, "rev-parse", "HEAD") == before
