"""The sites as files: the public one for everybody, the members' one for who is signed in, nothing else for anybody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from somebody import member, signed_in

pytestmark = pytest.mark.django_db
SECRET = "bara för mammor"
TRICKS = (
    *("/medlem/../site.members/", "/../site.members/index.html", "/x/../../site.members/index.html", "//site.members/"),
    *("//medlem/", "/%2e%2e/site.members/index.html", "/..%2fsite.members/index.html", "/medlem%2f", "/MEDLEM/"),
    *("/medlem./", "/medlem/.", "/medlem//", "/medlem;/", "/./medlem/", "/link/index.html", "/link/", "/file.html"),
    *("/.hidden", "/a%00b", "/circle", "/" + "x" * 300, "/site.members", "/index.html/", "/portal.json"),
    *("/..", "/../portal.json", "/.%2e/portal.json", "/medlem/../portal.json", "/portal/../site.members/index.html"),
)


@pytest.fixture(autouse=True)
def _sites(tmp_path: Path, settings: Settings) -> None:
    settings.SITE, settings.MEMBERS_SITE = tmp_path / "site", tmp_path / "site.members"
    for folder, text in ((settings.SITE, "för alla"), (settings.MEMBERS_SITE, SECRET)):
        (folder / "om").mkdir(parents=True)
        for file in (folder / "index.html", folder / "om/index.html", folder / ".hidden"):
            file.write_text(f"<!doctype html><style>p{{color:red}}</style><p>{text}</p>", "utf-8")
    (settings.SITE / "link").symlink_to(settings.MEMBERS_SITE)
    (settings.SITE / "file.html").symlink_to(settings.MEMBERS_SITE / "index.html")
    (settings.SITE / "circle").symlink_to(settings.SITE / "circle")
    (settings.MEMBERS_SITE / "out").symlink_to(tmp_path / "site.portal")


def body(client: Client, path: str) -> str:
    return b"".join(client.get(path)).decode()


def test_the_public_site_is_for_everybody(client: Client) -> None:
    for path in ("/", "/index.html", "/om/"):
        response = client.get(path)
        assert (response.status_code, SECRET in body(client, path)) == (200, False)
        assert not response.cookies
        assert "sha256-" in response.headers["Content-Security-Policy"]
    assert client.get("/om").headers["Location"] == "/om/"
    assert client.post("/").status_code == 405


def test_unchanged_files_are_not_sent_again(client: Client) -> None:
    whole = client.get("/")
    again = client.get("/", headers={"If-None-Match": f"W/{whole.headers['ETag']}"})  # weak where nginx has packed it
    assert again.status_code == 304
    # A browser shows the page that it kept under the policy that came last.
    assert again.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"]


def test_a_site_that_was_put_back_is_sent_although_it_is_older(client: Client, settings: Settings) -> None:
    tag = client.get("/").headers["ETag"]
    page = settings.SITE / "index.html"
    page.write_text(page.read_text("utf-8").replace("för alla", "för alla igen"), "utf-8")
    os.utime(page, (0, 0))
    again = client.get("/", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert "för alla igen" in again.content.decode()
    assert again.headers["ETag"] != tag


@pytest.mark.parametrize("path", ["/medlem/", "/medlem/om/", "/medlem/index.html", "/medlem/finns/inte/"])
def test_the_members_site_asks_for_a_sign_in(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == "/portal/sv/in/"


def test_members_read_their_site(client: Client) -> None:
    client = signed_in(member())
    assert SECRET in body(client, "/medlem/")
    assert SECRET in body(client, "/medlem/om/")
    assert client.get("/medlem/").headers["Cache-Control"] == "no-store"
    for path in ("/medlem/out/portal.json", "/medlem/../site.portal/portal.json", "/medlem/.hidden", "/medlem//om/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", TRICKS)
def test_no_trick_leads_in(client: Client, path: str) -> None:
    response = client.get(path, follow=True)
    assert SECRET not in b"".join(response).decode()
    assert "requests" not in b"".join(client.get(path)).decode()
    assert response.status_code in (200, 404)
