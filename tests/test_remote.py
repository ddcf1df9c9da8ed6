"""A clone of a repository elsewhere: what others bring comes in, what is published goes there, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

import editing.publish
import editing.remote
from brygga.site.staging import locked
from editing.commit import head_of
from editing.git import Author
from editing.outcome import OrderOutcome, SignedOrder
from editing.proposals import read_proposals
from editing.publish import mend, propose_order, publish_order, published_commit
from editing.refused import Refused
from publishing import COORDINATOR, TODAY, copy_whole, full_build, said
from repository import git

pytestmark = pytest.mark.site

CANCEL = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}
LATER = {**CANCEL, "day": "2019-03-19", "reason": "Lokalen målas."}
PAGE = "site/program/tisdag/2019-03-12/index.html"
PROTECTED = "#!/bin/sh\nread old new ref\ncase $ref in refs/heads/main) exit 1;; esac\n"


@pytest.fixture
def project(once_published: Path, tmp_path: Path) -> Path:
    """With a bare repository beside it, `there`, that it has been pushed to."""
    root = copy_whole(once_published, tmp_path)
    git(tmp_path, "init", "-q", "--bare", "there")
    git(root, "remote", "add", "origin", str(tmp_path / "there"))
    git(root, "push", "-q", "origin", "HEAD:refs/heads/main")
    return root


@pytest.fixture
def other(project: Path) -> Path:
    """Somebody else's clone."""
    git(project.parent, "clone", "-q", "there", "other")
    return project.parent / "other"


def publish(root: Path, order: dict[str, Any] = CANCEL, key: str = "") -> OrderOutcome:
    return publish_order(root, TODAY, SignedOrder(order, COORDINATOR, key or token_hex(8)), full_build)


def bring(clone: Path, path: str, text: str) -> None:
    """Somebody else commits a file and pushes it."""
    (clone / path).parent.mkdir(parents=True, exist_ok=True)
    (clone / path).write_text(text, "utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Theirs")
    git(clone, "push", "-q", "origin", "HEAD:refs/heads/main")


def there(root: Path) -> str:
    return said(root.parent / "there", "rev-parse", "refs/heads/main").strip()


def renamed(clone: Path) -> tuple[str, str]:
    """A file with a place's new name."""
    path = "data/places/kvarnen.yaml"
    return path, (clone / path).read_text("utf-8").replace("title: Kvarnen", "title: Nya kvarnen")


def test_what_is_published_is_there_too(project: Path) -> None:
    made = publish(project).published
    assert made == head_of(project) == there(project)


def test_a_new_repository_gets_everything(project: Path) -> None:
    git(project.parent / "there", "update-ref", "-d", "refs/heads/main")
    assert publish(project).published == there(project)


def test_what_others_brought_comes_in_before(project: Path, other: Path) -> None:
    bring(other, *renamed(other))
    made = publish(project).published
    assert made == head_of(project) == there(project) == published_commit(project)
    page = (project / PAGE).read_text("utf-8")
    assert "Nya kvarnen" in page
    assert "Alla har feber." in page
    assert said(project, "status", "--porcelain") == ""


def test_who_is_overtaken_at_the_door_tries_again_on_top_of_it(
    project: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, quicker = editing.remote.push_commit, iter([renamed(other)])

    def overtaken(root: Path, commit: str) -> None:
        if theirs := next(quicker, None):
            bring(other, *theirs)
        real(root, commit)

    monkeypatch.setattr(editing.publish, "push_commit", overtaken)
    made = publish(project).published
    assert made == head_of(project) == there(project)
    assert "Nya kvarnen" in (project / PAGE).read_text("utf-8")


def test_who_is_always_overtaken_has_proposed(project: Path, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, quicker = editing.remote.push_commit, iter(range(9))

    def overtaken(root: Path, commit: str) -> None:
        bring(other, "note.txt", f"{next(quicker)}\n")
        real(root, commit)

    monkeypatch.setattr(editing.publish, "push_commit", overtaken)
    done = publish(project, key="k" * 16)
    assert (done.published, done.proposed) == ("", "k" * 16)
    assert read_proposals(project)[0].order == CANCEL
    assert "feber" not in (project / PAGE).read_text("utf-8")


def test_where_nobody_may_publish_it_becomes_a_proposal(project: Path) -> None:
    hook = project.parent / "there/hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(PROTECTED, "utf-8")
    hook.chmod(0o755)
    before = head_of(project)
    assert publish(project, key="k" * 16).proposed == "k" * 16
    assert head_of(project) == there(project) == before
    assert publish(project, {"do": "accept", "proposal": "k" * 16}).proposed == "k" * 16, "it still waits"


def test_a_repository_that_does_not_answer_changes_nothing(project: Path) -> None:
    (project.parent / "there").rename(project.parent / "away")
    before = head_of(project)
    with pytest.raises(Refused) as refused:
        publish(project)
    assert refused.value.key == "edit-remote-gone"
    assert head_of(project) == before
    proposed = propose_order(project, TODAY, SignedOrder(CANCEL, Author("member", 7), "k" * 16))
    assert proposed.proposed == "k" * 16, "proposing needs nobody"
    (project.parent / "away").rename(project.parent / "there")
    assert publish(project, {"do": "accept", "proposal": "k" * 16}).published == there(project)


def test_a_proposal_that_was_merged_there_is_done_here(project: Path, other: Path) -> None:
    propose_order(project, TODAY, SignedOrder(CANCEL, Author("member", 7), "k" * 16))
    git(project, "push", "-q", "origin", f"refs/heads/proposals/{'k' * 16}")
    git(other, "fetch", "-q")
    git(other, "merge", "-q", "--no-ff", "-m", "Merged", f"origin/proposals/{'k' * 16}")
    git(other, "push", "-q", "origin", "HEAD:refs/heads/main")
    with locked(project):
        mend(project, TODAY, full_build)
    assert "Alla har feber." in (project / PAGE).read_text("utf-8")
    assert read_proposals(project) == []


def test_who_is_stopped_after_the_door_is_done_next_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(editing.publish, "move_branch", stopped)
        with pytest.raises(KeyboardInterrupt):
            publish(project, key="k" * 16)
    before = there(project)
    assert publish(project, key="k" * 16).published == before == head_of(project)
    assert "Alla har feber." in (project / PAGE).read_text("utf-8")


def test_commits_on_both_sides_are_told(project: Path, other: Path) -> None:
    bring(other, "note.txt", "x\n")
    git(project, "commit", "-q", "--allow-empty", "-m", "Mine")
    with pytest.raises(Refused, match="edit-diverged"):
        publish(project)


def test_what_others_broke_is_told_and_the_sites_stay(project: Path, other: Path) -> None:
    before = (project / PAGE).read_bytes()
    bring(other, "data/places/torget.yaml", "title: [\n")
    with pytest.raises(Refused) as refused:
        publish(project)
    assert (refused.value.key, refused.value.facts["path"]) == ("edit-main-broken", "data/places/torget.yaml")
    assert (project / PAGE).read_bytes() == before
    bring(other, "data/places/torget.yaml", said(other, "show", "HEAD~1:data/places/torget.yaml"))
    assert publish(project, LATER).published == there(project)


def test_pictures_and_programs_come_in_whole(project: Path, other: Path) -> None:
    (other / "overrides/public/x.png").write_bytes(b"\x89PNG\r\n\x00\xff")
    (other / "do.sh").write_text("#!/bin/sh\n", "utf-8")
    (other / "do.sh").chmod(0o755)
    bring(other, "note.txt", "x\r\n")
    publish(project)
    assert (project / "overrides/public/x.png").read_bytes() == b"\x89PNG\r\n\x00\xff"
    assert said(project, "status", "--porcelain") == ""
