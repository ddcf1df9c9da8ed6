"""Every publication can be taken back, and what has been published reads as sentences."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from editing.commit import head_of
from editing.outcome import SignedOrder
from editing.publish import publish_order
from editing.questions import answer
from editing.refused import Refused
from publishing import COORDINATOR, TODAY, copy_whole, full_build
from repository import git

pytestmark = pytest.mark.site

CANCEL = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}
LATER = {**CANCEL, "day": "2019-03-19", "reason": "Lokalen målas."}
RENAME = {"do": "change", "kind": "places", "id": "torget", "fields": {"title": "Stora torget"}}
EVENT = {
    "do": "add-event",
    "title": "Vi bakar bröd",
    "date": "2019-03-16",
    "place": "torget",
    "summary": "Ta med mjöl.",
}
NO_COMMITS = ["HEAD", "--all", "main", "0" * 40, "HEAD~1", "refs/heads/main", "x", "-1", "../..", "f" * 39]


@pytest.fixture
def project(once_published: Path, tmp_path: Path) -> Path:
    return copy_whole(once_published, tmp_path)


def publish(root: Path, order: dict[str, Any]) -> str:
    return publish_order(root, TODAY, SignedOrder(order, COORDINATOR, token_hex(8)), full_build).published


def undo(root: Path, commit: str) -> str:
    return publish(root, {"do": "undo", "commit": commit})


def history(root: Path, **of: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(root, TODAY, {"ask": "history", **of})["history"]
    return found


def series(root: Path) -> str:
    return (root / "data/series/tisdag.yaml").read_text("utf-8")


def test_a_publication_is_taken_back_by_a_new_one(project: Path) -> None:
    before = series(project)
    cancelled = publish(project, CANCEL)
    assert series(project) != before
    undone = undo(project, cancelled)
    assert series(project) == before
    newest, older = history(project)[:2]
    assert (newest["commit"], newest["undone"]) == (undone, False)
    assert newest["sentences"][0] == "Tisdagscafé, tisdag 12 mars: blir av som planerat."
    assert (older["commit"], older["undone"]) == (cancelled, True)
    undo(project, undone)
    assert "feber" in series(project)
    assert [one["undone"] for one in history(project)[:3]] == [False, True, False]


def test_what_others_have_changed_since_stays(project: Path) -> None:
    cancelled = publish(project, CANCEL)
    publish(project, LATER)
    undo(project, cancelled)
    assert "feber" not in series(project)
    assert "Lokalen målas." in series(project)


def test_what_has_been_changed_again_cannot_be_taken_back(project: Path) -> None:
    renamed = publish(project, RENAME)
    publish(project, {**RENAME, "fields": {"title": "Gamla torget"}})
    with pytest.raises(Refused) as refused:
        undo(project, renamed)
    assert refused.value.key == "edit-undo-late"


def test_a_date_that_calendars_show_is_cancelled_not_taken_back(project: Path) -> None:
    for order in (EVENT, {"do": "add-date", "name": "tisdag", "day": "2019-03-14"}):
        assert undo(project, publish(project, order))
        assert history(project)[0]["sentences"][0].endswith(": ställs in.")
    with pytest.raises(Refused, match="edit-already"):
        undo(project, history(project)[1]["commit"])


def test_a_new_record_goes_and_a_removed_one_comes_back(project: Path) -> None:
    added = publish(
        project,
        {
            "do": "add",
            "kind": "glossary",
            "fields": {"title": "bokstav", "forms": "bokstav", "explanation": "Ett tecken."},
        },
    )
    assert (project / "data/glossary/bokstav.yaml").exists()
    gone = undo(project, added)
    assert not (project / "data/glossary/bokstav.yaml").exists()
    undo(project, gone)
    assert (project / "data/glossary/bokstav.yaml").exists()


@pytest.mark.parametrize("commit", NO_COMMITS)
def test_nothing_but_a_publication_is_taken_back(project: Path, commit: str) -> None:
    with pytest.raises(Refused, match="edit-un"):
        undo(project, commit)
    with pytest.raises(Refused):  # the first commit of all, which made everything
        undo(project, head_of(project))


def test_the_history_of_a_record_reads_as_sentences(project: Path) -> None:
    publish(project, RENAME)
    publish(project, CANCEL)
    (renamed, first) = history(project, kind="places", id="torget")
    assert renamed["sentences"] == ["Stora torget, Namn: ”Torget” blir ”Stora torget”."]
    assert renamed["author"] == {"role": "coordinator", "number": 1}
    assert (first["sentences"], first["author"]) == (["x"], None), (
        "what was committed by hand says what its subject says"
    )
    assert history(project, kind="places", id="ingen") == []
    assert history(project, kind="../..", id="--all") == []


def test_what_was_committed_by_hand_takes_back_nothing(project: Path) -> None:
    cancelled = publish(project, CANCEL)
    git(project, "commit", "-q", "--allow-empty", "-m", f'x\n\nUndoes: "{cancelled}"')
    assert not history(project)[0]["undone"]
