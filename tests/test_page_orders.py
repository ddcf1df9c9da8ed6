"""Pages in Markdown, asked for and written by name; and how pages look before they are published."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from brygga.__main__ import main
from citysite import TESTS
from editing.propose import propose
from editing.questions import answer
from editing.refused import Refused
from tinysite import TODAY, copy_of, make_buildable

pytestmark = pytest.mark.many

NO_PAGES = ["../../etc/passwd", "om.md", "/om", "ingen", "", "om/", "--help", "docs/om"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_buildable(copy_of("tiny", tmp_path / "project"))
    copytree(TESTS / "tiny/docs", root / "docs")
    monkeypatch.chdir(root)
    assert main(["format"]) == 0
    return root


def seen(root: Path, **of: str) -> dict[str, Any]:
    return dict(answer(root, TODAY, {"ask": "page", "page": "om", **of}))


def write(root: Path, text: str, preview: Path | None = None, **more: str) -> dict[str, str | None]:
    done = propose(root, TODAY, {"do": "write", "page": "om", "text": text, **more}, "sv", preview)
    assert done.problems == []
    return dict(done.files)


def test_pages_are_told_by_name(project: Path) -> None:
    (om,) = answer(project, TODAY, {"ask": "pages"})["pages"]
    assert (om["page"], om["languages"], om["members"]) == ("om", ["sv"], False)
    assert seen(project)["title"] == om["title"]


def test_the_text_of_a_page_is_another_and_its_head_stays(project: Path) -> None:
    before = (project / "docs/om.md").read_text("utf-8")
    head = before.partition("---\n\n")[0]
    (text,) = write(project, "# Om oss\n\nVi **ses**.\r\n", was=seen(project)["digest"]).values()
    assert text == f"{head}---\n\n# Om oss\n\nVi **ses**.\n"


def test_it_is_told_in_words_which_paragraphs_of_a_page_are_others(project: Path) -> None:
    order = {"do": "write", "page": "om", "text": f"{seen(project)['text']}\n\nVi ses i vår."}
    assert propose(project, TODAY, order, "sv").sentences == ["Om oss, sv: ”Vi ses i vår.” kommer till."]


def test_a_translation_notes_which_swedish_text_it_is_of(project: Path) -> None:
    assert seen(project, into="ar")["text"] == ""
    files = write(project, "# من نحن", title="من نحن", into="ar", was="")
    (path, text) = next(iter(files.items()))
    assert path == "docs/om.ar.md"
    assert text is not None
    assert "title: من نحن\n" in text
    assert "reviewed: no\n" in text
    assert "source_hash: " in text


def test_others_words_are_not_written_over_unseen(project: Path) -> None:
    with pytest.raises(Refused, match="edit-changed"):
        write(project, "# Nytt", was="0" * 24)
    assert write(project, "# Nytt", was="0" * 24, choice="mine")


@pytest.mark.parametrize("name", NO_PAGES)
def test_no_name_of_a_page_is_a_path(project: Path, name: str) -> None:
    for order in ({"ask": "page", "page": name}, {"ask": "page", "page": "om", "into": "../sv"}):
        if order["page"] != "om":
            with pytest.raises(Refused):
                answer(project, TODAY, order)
    with pytest.raises(Refused):
        write(project, "x", page=name)
    with pytest.raises(Refused, match="edit-unknown-language"):
        write(project, "x", into="../sv")


def test_what_may_not_stand_in_a_page_is_told_at_its_line(project: Path) -> None:
    done = propose(project, TODAY, {"do": "write", "page": "om", "text": "# Om\n\n<script>x</script>"}, "sv")
    assert [(one.id, one.path) for one in done.problems] == [("prose-html", "docs/om.md")]


def test_pages_are_seen_before_they_are_published(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    write(project, "# Om oss\n\nVi *ses*.", folder)
    page = (folder / "site/om/index.html").read_text("utf-8")
    assert "<em>ses</em>" in page
    assert '<meta name="robots" content="noindex">' in page
    cancel = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}
    done = propose(project, TODAY, cancel, "ar", folder)
    addresses = [page.address for page in done.pages]
    assert "ar/program/tisdag/2019-03-12/" in addresses
    assert all((folder / "site" / address / "index.html").exists() for address in addresses)
    assert "Alla har feber." in (folder / "site/ar/program/tisdag/2019-03-12/index.html").read_text("utf-8")


def test_what_only_members_see_is_in_no_public_preview(project: Path, tmp_path: Path) -> None:
    request = {"do": "add-request", "title": "Hemligt besök", "task": "accompany", "date": "2019-03-20",
               "where": "Biblioteket", "needed": "1", "answer_by": "2019-03-18"}  # fmt: skip
    done = propose(project, TODAY, request, "sv", tmp_path / "preview")
    assert done.problems == []
    public = [file for file in (tmp_path / "preview/site").rglob("*") if file.is_file()]
    assert all("Hemligt" not in file.read_text("utf-8") for file in public)
