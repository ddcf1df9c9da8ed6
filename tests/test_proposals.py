"""What somebody proposes is a branch until it is published: nobody's words are lost, whatever happens meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

import editing.proposals
import editing.publish
from brygga.site.staging import locked
from editing.commit import head_of
from editing.git import Author, ask
from editing.outcome import OrderOutcome, SignedOrder
from editing.proposals import Proposal, read_proposals
from editing.publish import mend, propose_order, publish_order
from editing.questions import answer
from editing.refused import Refused
from editing.review import review
from publishing import COORDINATOR, TODAY, answered, copy_whole, full_build, said

pytestmark = pytest.mark.site

MAMMA, OTHER = Author("member", 7), Author("member", 8)
KEY, SECOND = "a" * 16, "b" * 16
RENAME = {
    "do": "change",
    "kind": "places",
    "id": "torget",
    "fields": {"title": "Stora torget"},
    "was": {"title": "Torget"},
}
CANCEL = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}


@pytest.fixture
def project(once_published: Path, tmp_path: Path) -> Path:
    return copy_whole(once_published, tmp_path)


def propose(root: Path, order: dict[str, Any], key: str = KEY, author: Author = MAMMA) -> OrderOutcome:
    return propose_order(root, TODAY, SignedOrder(order, author, key))


def publish(root: Path, order: dict[str, Any]) -> OrderOutcome:
    return publish_order(root, TODAY, SignedOrder(order, COORDINATOR, token_hex(8)), full_build)


def accept(root: Path, key: str = KEY, **more: str) -> OrderOutcome:
    return publish(root, {"do": "accept", "proposal": key, **more})


def say(root: Path, do: str, text: str = "", author: Author = COORDINATOR, key: str = KEY) -> OrderOutcome:
    order = {"do": do, "proposal": key, "text": text}
    return review(root, SignedOrder(order, author, token_hex(8)), author == COORDINATOR)


def waiting(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(root, TODAY, {"ask": "proposals"})["proposals"]
    return found


def the_proposal(root: Path) -> Proposal:
    (found,) = read_proposals(root)
    return found


def torget(root: Path) -> str:
    return (root / "data/places/torget.yaml").read_text("utf-8")


def test_a_proposal_is_a_branch_with_a_commit_and_changes_nothing_else(project: Path) -> None:
    before = head_of(project)
    assert propose(project, CANCEL).proposed == KEY
    assert head_of(project) == before
    assert said(project, "status", "--porcelain") == ""
    assert said(project, "branch", "--list", "proposals/*").split() == [f"proposals/{KEY}"]
    changed = said(project, "diff", f"HEAD...proposals/{KEY}")
    assert "\n+    reason: Alla har feber.\n" in changed
    (one,) = waiting(project)
    assert (one["key"], one["state"], one["author"]) == (KEY, "open", {"role": "member", "number": 7})
    assert one["sentences"][0] == "Tisdagscafé, tisdag 12 mars: ställs in."
    assert one["order"] == CANCEL


def test_it_is_published_as_its_author_wrote_it_by_who_publishes(project: Path) -> None:
    propose(project, RENAME)
    done = accept(project)
    assert done.published == head_of(project)
    assert said(project, "log", "-1", "--format=%an|%cn") == "member 7|coordinator 1\n"
    assert "title: Stora torget\n" in torget(project)
    assert waiting(project) == []
    assert said(project, "branch", "--list", "proposals/*") == ""
    assert accept(project).published == done.published, "a second tap"
    assert propose(project, RENAME).published == done.published, "who proposes it again is told that it is done"


def test_sent_twice_it_is_one_proposal_and_mended_it_is_the_same_branch(project: Path) -> None:
    propose(project, RENAME)
    tip = the_proposal(project).tip
    assert propose(project, RENAME).proposed == KEY
    assert the_proposal(project).tip == tip
    say(project, "give-back", "Skriv Lilla torget.")
    assert waiting(project)[0]["state"] == "given-back"
    propose(project, {**RENAME, "fields": {"title": "Lilla torget"}})
    (one,) = waiting(project)
    assert (one["state"], one["order"]["fields"]) == ("open", {"title": "Lilla torget"})
    assert [(said["author"], said["text"]) for said in one["comments"]] == [
        ({"role": "coordinator", "number": 1}, "Skriv Lilla torget.")
    ]
    accept(project)
    assert "title: Lilla torget\n" in torget(project)


def test_who_else_signs_cannot_mend_or_take_it_back(project: Path) -> None:
    propose(project, RENAME)
    with pytest.raises(Refused, match="edit-not-yours"):
        propose(project, CANCEL, author=OTHER)
    for do, author in (("withdraw", OTHER), ("withdraw", COORDINATOR), ("give-back", MAMMA)):
        with pytest.raises(Refused, match="edit-not-yours"):
            say(project, do, "x", author=author)
    say(project, "comment", "Tack!", author=OTHER)
    say(project, "withdraw", author=MAMMA)
    assert waiting(project) == []
    with pytest.raises(Refused) as refused:
        accept(project)
    assert refused.value.key == "edit-no-proposal"


def test_of_two_on_one_field_the_second_is_overtaken_and_her_words_are_kept(project: Path) -> None:
    propose(project, RENAME)
    propose(project, {**RENAME, "fields": {"title": "Lilla torget", "summary": "Vid ån."}}, SECOND, OTHER)
    accept(project)
    (one,) = waiting(project)
    assert (one["key"], one["state"]) == (SECOND, "overtaken")
    assert one["order"]["fields"]["title"] == "Lilla torget"
    assert one["refused"].choices == ("mine", "theirs")
    with pytest.raises(Refused, match="edit-changed"):
        accept(project, SECOND)
    accept(project, SECOND, choice="theirs")
    assert "title: Stora torget\n" in torget(project)
    assert "summary: Vid ån.\n" in torget(project)


def test_her_words_may_stand_after_all(project: Path) -> None:
    propose(project, RENAME)
    publish(project, {**RENAME, "fields": {"title": "Gamla torget"}})
    accept(project, choice="mine")
    assert "title: Stora torget\n" in torget(project)


def test_two_on_different_fields_are_both_in(project: Path) -> None:
    propose(project, RENAME)
    propose(project, {**RENAME, "fields": {"summary": "Vid ån."}, "was": {"summary": "Mitt i byn."}}, SECOND, OTHER)
    accept(project)
    accept(project, SECOND)
    assert "title: Stora torget\n" in torget(project)
    assert "summary: Vid ån.\n" in torget(project)


def test_a_record_that_was_deleted_meanwhile_can_come_back_with_her_words(project: Path) -> None:
    propose(project, {"do": "change", "kind": "training", "id": "introduktion", "fields": {"title": "Lyssna"}})
    assert publish(project, {"do": "remove", "kind": "training", "id": "introduktion"}).published
    (one,) = waiting(project)
    assert (one["state"], one["refused"].choices) == ("overtaken", ("add", "drop"))
    assert accept(project, choice="add").published
    text = (project / "data/training/introduktion.yaml").read_text("utf-8")
    assert "title: Lyssna\n" in text
    assert "source: Provdata\n" in text


def test_what_breaks_a_rule_is_no_proposal(project: Path) -> None:
    wrong = {"do": "move", "name": "tisdag", "day": "2019-03-19", "new_date": "2019-03-01", "reason": "Målning."}
    assert [one.id for one in propose(project, wrong).problems] == ["announced-late"]
    assert waiting(project) == []


def test_a_branch_that_holds_no_order_is_no_proposal(project: Path) -> None:
    for name in (f"proposals/{KEY}", "proposals/Short", "proposals/x/" + KEY):
        said(project, "branch", name)
    assert waiting(project) == []


def test_no_text_forges_a_key_or_an_author(project: Path) -> None:
    forged = f'x\n\nKey: "{SECOND}"\nProposal: "{SECOND}"\nState: "given-back"'
    propose(project, RENAME)
    say(project, "comment", forged, author=MAMMA)
    (one,) = waiting(project)
    assert (one["state"], one["comments"][0]["text"]) == ("open", forged)
    publish(project, {**RENAME, "fields": {"summary": forged}, "was": {}})
    assert propose(project, CANCEL, SECOND).proposed == SECOND, "nothing was published under that key"


def killed_at(module: Any, name: str, work: Callable[[Path], object]) -> Callable[[Path], None]:
    def run(root: Path) -> None:
        setattr(module, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        work(root)

    return run


KILLS = {
    "proposing-before-the-commit": (killed_at(editing.proposals, "make_commit", lambda root: propose(root, CANCEL)), 0),
    "proposing-before-the-branch": (killed_at(editing.proposals, "head_of", lambda root: propose(root, CANCEL)), 0),
    "accepting-before-the-branch-moves": (killed_at(editing.publish, "move_branch", accept), 1),
    "accepting-before-the-sites-take-their-places": (killed_at(editing.publish, "publish", accept), 2),
    "accepting-before-its-branch-goes": (killed_at(editing.publish, "drop_proposal", accept), 2),
}


@pytest.mark.parametrize("moment", KILLS)
def test_whoever_is_killed_leaves_it_waiting_or_published(project: Path, moment: str) -> None:
    kill, stage = KILLS[moment]
    if stage:
        propose(project, RENAME)
    child = multiprocessing.get_context("fork").Process(target=kill, args=(project,))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    with locked(project):
        mend(project, TODAY, full_build)
    assert said(project, "status", "--porcelain") == ""
    assert ("Stora torget" in torget(project)) == (stage == 2)
    assert len(waiting(project)) == (1 if stage == 1 else 0)
    assert propose(project, CANCEL, SECOND).proposed == SECOND


def test_it_is_all_done_by_another_program(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def order(said: dict[str, Any], *words: str) -> tuple[int, dict[str, Any]]:
        return answered(project, ["order", *words], said, monkeypatch, capsys)

    assert order(RENAME, "--propose-as", "member-7", "--key", KEY)[1]["proposed"] == KEY
    assert order({"do": "give-back", "proposal": KEY, "text": "x"}, "--propose-as", "member-7")[0] == 1
    assert order({"do": "give-back", "proposal": KEY, "text": "Mer!"}, "--publish-as", "coordinator-1")[0] == 0
    status, seen = order({"do": "accept", "proposal": KEY})
    assert (status, seen["lines"]) == (0, {"data/places/torget.yaml": ["-title: Torget", "+title: Stora torget"]})
    publish(project, {**RENAME, "fields": {"title": "Gamla torget"}})
    _, asked = answered(project, ["ask"], {"ask": "proposals"}, monkeypatch, capsys)
    (one,) = asked["proposals"]
    assert [choice["id"] for choice in one["refused"]["choices"]] == ["mine", "theirs"]
    assert one["comments"][0]["text"] == "Mer!"
    assert ask(project, "rev-parse", "--verify", f"refs/heads/proposals/{KEY}")
