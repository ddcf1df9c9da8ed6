"""Where there is a portal, every page leads to it: residents to their answer, members to their own pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from formsite import site, soup_of
from tinysite import build_of, everything, light_files, with_portal

pytestmark = pytest.mark.many

PORTAL = "/portal/sv/"


def links(soup: object, place: str) -> list[str]:
    found = soup.select(f"{place} a[href*='{PORTAL}']")  # type: ignore[attr-defined]
    return [str(link["href"]).split(PORTAL)[1] for link in found]


def test_residents_find_their_answer_and_the_sign_in() -> None:
    for path in ("", "program/", "kontakt/"):
        assert links(soup_of(site("everything", portal=True), path), "footer") == ["svar/", "in/"]


def test_without_a_portal_nothing_leads_there() -> None:
    for path in ("", "program/"):
        page = soup_of(site("everything", portal=False), path)
        assert page.select("footer a")
        assert links(page, "body") == []


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_portal(everything(tmp_path_factory.mktemp("members")))


@pytest.fixture(scope="module")
def members(root: Path) -> dict[str, bytes]:
    return light_files(build_of(root, audience="members"))


def test_members_find_the_way_back_to_the_board(members: dict[str, bytes]) -> None:
    for path in ("", "program/", "kontakt/"):
        page = soup_of(members, path)
        assert links(page, "header") == ["uppdrag/", "fragor/", "jag/"]
        assert links(page, "footer") == ["svar/"]


@pytest.mark.parametrize("audience", ["members", "public"])
@pytest.mark.parametrize("uri", ["handbok/index.md", "om.md"])
def test_the_handbooks_bar_and_notes_lead_there_as_well(root: Path, audience: str, uri: str) -> None:
    frame = build_of(root, audience=audience).frame("sv", uri, uri.replace("index.md", "").replace(".md", "/"))
    bar, notes = (BeautifulSoup(f"<div>{part}</div>", "html5lib") for part in (frame.bar, frame.notes))
    is_hers = audience == "members"
    assert links(bar, "div") == (["uppdrag/", "fragor/", "jag/"] if is_hers else [])
    assert links(notes, "div") == (["svar/"] if is_hers else ["svar/", "in/"])
