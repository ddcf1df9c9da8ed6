"""An order is published whole or not at all: commit, files and sites, whenever the process that does it is killed."""

from __future__ import annotations

import errno
import filecmp
import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

import editing.commit
import editing.publish
from brygga.__main__ import main
from brygga.check.source import read_source
from brygga.site.sites import FOLDERS
from brygga.site.staging import locked
from editing.commit import head_of
from editing.git import Author
from editing.outcome import SignedOrder
from editing.proposals import read_proposals
from editing.publish import commit_as_it_lies, mend, note_published, publish_order, published_commit
from publishing import COORDINATOR, TODAY, answered, copy_whole, full_build, said
from repository import commit_files

pytestmark = pytest.mark.site

CANCEL = {"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Alla har feber."}
AGAINST_A_RULE = {"do": "move", "name": "tisdag", "day": "2019-03-19", "new_date": "2019-03-01", "reason": "Målning."}
PAGE = "program/tisdag/2019-03-12/index.html"


@pytest.fixture
def project(once_published: Path, tmp_path: Path) -> Path:
    return copy_whole(once_published, tmp_path)


def publish(root: Path, order: dict[str, Any] = CANCEL, build: Callable[..., None] = full_build) -> list[str]:
    signed = SignedOrder(order, COORDINATOR, token_hex(8))
    return [problem.id for problem in publish_order(root, TODAY, signed, build).problems]


def state(root: Path) -> tuple[str, str, dict[str, bytes]]:
    """Commit, what is not committed, and every file of every site."""
    dirty = subprocess.run(
        ["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    files = (file for name in FOLDERS for file in (root / name).rglob("*") if file.is_file())
    return head_of(root), dirty, {str(file.relative_to(root)): file.read_bytes() for file in files}


def is_cancelled(root: Path) -> bool:
    return "Alla har feber." in (root / "site" / PAGE).read_text("utf-8")


def test_a_cancellation_is_a_commit_and_on_the_page(project: Path) -> None:
    before = head_of(project)
    assert not is_cancelled(project)
    assert publish(project) == []
    assert is_cancelled(project)
    assert is_cancelled_for_members(project)
    now, dirty, _ = state(project)
    assert published_commit(project) == now != before
    assert dirty == ""
    shown = said(project, "show", "--format=%an%n%B")
    assert shown.startswith("coordinator 1\nTisdagscafé, tisdag 12 mars: ställs in.\n\nBesökarna läser varför")
    assert "\n+  - date: 2019-03-12\n+    status: cancelled\n" in shown


def is_cancelled_for_members(root: Path) -> bool:
    return "Alla har feber." in (root / "site.members" / PAGE).read_text("utf-8")


def test_two_at_the_same_moment_are_both_in(project: Path) -> None:
    before, context = head_of(project), multiprocessing.get_context("fork")
    orders = [CANCEL, {**CANCEL, "day": "2019-03-19"}, {**CANCEL, "day": "2019-03-26"}]
    at_work = [context.Process(target=publish, args=(project, order)) for order in orders]
    for one in at_work:
        one.start()
    for one in at_work:
        one.join()
    assert [one.exitcode for one in at_work] == [0, 0, 0]
    assert said(project, "rev-list", "--count", f"{before}..HEAD").strip() == "3"
    pages = [project / "site" / PAGE.replace("2019-03-12", order["day"]) for order in orders]
    assert all("Alla har feber." in page.read_text("utf-8") for page in pages)


def never(*_: object) -> None:
    raise AssertionError("no page of MkDocs' is another")


def test_what_is_published_bit_by_bit_is_what_a_full_build_makes(project: Path, tmp_path: Path) -> None:
    publish(project)
    publish(project, {"do": "add-request", "title": "Följ med", "task": "accompany", "date": "2019-03-20",
                      "where": "Biblioteket", "needed": "1", "answer_by": "2019-03-18"})  # fmt: skip
    publish(project, {"do": "confirm-week"}, build=never)
    publish(project, {"do": "change", "kind": "places", "id": "torget", "fields": {"title": "Stora"}}, build=never)
    full = tmp_path / "full"
    full_build(project, full, read_source(project, TODAY))
    listed = [str(file.relative_to(full)) for file in full.rglob("*") if file.is_file()]
    same, others, missing = filecmp.cmpfiles(project, full, listed, shallow=False)
    assert len(same) > 50
    assert [path for path in others if not path.endswith((".ics", ".atom"))] == []  # they hold the commits' moments
    assert missing == []


def test_what_a_build_was_made_from_is_not_made_again(project: Path) -> None:
    def build(*_: object) -> None:
        raise AssertionError("it stands already")

    (project / ".cache/published").unlink()
    assert commit_as_it_lies(project) == head_of(project)
    note_published(project, commit_as_it_lies(project))
    assert publish(project, build=build) == []
    (project / "data/series/tisdag.yaml").write_text("title: Halv\n", "utf-8")
    assert commit_as_it_lies(project) == ""


def test_who_reads_the_old_site_while_the_new_one_is_made_reads_it_whole(project: Path) -> None:
    with (project / "site" / PAGE).open() as old:
        publish(project)
        assert "Alla har feber." not in old.read()


def test_what_breaks_a_rule_changes_nothing(project: Path) -> None:
    before = state(project)
    assert publish(project, AGAINST_A_RULE) == ["announced-late"]
    assert state(project) == before


def test_a_build_that_fails_changes_nothing(project: Path) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    (project / "site.members").rename(project / "away")  # so that all is to be built
    before = state(project)
    with pytest.raises(OSError, match="full"):
        publish(project, build=fail)
    assert state(project) == before
    assert list((project / ".cache").glob("build-*")) == []


@pytest.mark.parametrize("times", [1, 9])
def test_of_two_at_once_both_are_in_or_one_is_a_proposal(
    project: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, quicker = editing.commit.make_commit, iter(range(times))

    def overtaken(root: Path, *rest: Any) -> str:
        made = real(root, *rest)
        if (number := next(quicker, None)) is not None:
            commit_files(root, {"note.txt": f"{number}\n"}, head_of(root), Author("member", 2), "Quicker")
        return made

    monkeypatch.setattr(editing.publish, "make_commit", overtaken)
    assert publish(project) == []
    assert len(read_proposals(project)) == (0 if times == 1 else 1), "never a loss"
    assert (project / "note.txt").exists()
    series = (project / "data/series/tisdag.yaml").read_text("utf-8")
    assert is_cancelled(project) == ("feber" in series) == (times == 1)


def killed_before(module: Any, name: str) -> Callable[[Path], None]:
    def run(root: Path) -> None:
        setattr(module, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        publish(root)

    return run


def killed_at_rename(number: int) -> Callable[[Path], None]:
    """While the sites take each other's places."""

    def run(root: Path) -> None:
        real, count = Path.rename, iter(range(1000))

        def rename(self: Path, target: Path) -> Path:
            if next(count) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(self, target)

        Path.rename = rename  # type: ignore[method-assign, assignment]
        publish(root)

    return run


KILLS = {
    "before-the-sites-are-made": (killed_before(editing.publish, "_make_sites"), False),
    "before-the-commit": (killed_before(editing.publish, "make_commit"), False),
    "before-the-branch-moves": (killed_before(editing.publish, "move_branch"), False),
    "before-the-files-are-brought": (killed_before(editing.commit, "bring_files"), True),
    "before-the-index-knows": (killed_before(editing.commit, "_indexed"), True),
    "before-the-sites-take-their-places": (killed_before(editing.publish, "publish"), True),
    **{f"at-rename-{number}": (killed_at_rename(number), True) for number in range(7)},
    "before-it-is-noted": (killed_before(editing.publish, "note_published"), True),
}


@pytest.mark.parametrize("moment", KILLS)
def test_whoever_is_killed_leaves_all_or_nothing_to_the_next(project: Path, moment: str) -> None:
    kill, is_published = KILLS[moment]
    before = state(project)
    child = multiprocessing.get_context("fork").Process(target=kill, args=(project,))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    with locked(project):
        mend(project, TODAY, full_build)
    now, dirty, files = state(project)
    assert dirty == ""
    assert is_cancelled(project) == is_cancelled_for_members(project) == is_published == (now != before[0])
    assert published_commit(project) == now
    if not is_published:
        assert files == before[2]
    assert publish(project, {**CANCEL, "day": "2019-03-19"}) == []
    assert list((project / ".cache").glob("build-*")) == []


def test_it_is_done_from_the_shell(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    order = ["cancel", "kvarnen", "2019-03-12", "--reason", "Alla har feber.", "--yes", "--lang", "sv", "--publish-as"]
    with pytest.raises(SystemExit):
        main([*order, "Maria Svensson"])
    said(project, "checkout", "-q", "--detach")
    assert main([*order, "coordinator-1"]) == 1
    assert "Inget är ändrat" in capsys.readouterr().out
    said(project, "checkout", "-q", "-")
    assert main([*order, "coordinator-1"]) == 0
    assert capsys.readouterr().out.endswith("Klart. Det är publicerat.\n")
    assert is_cancelled(project)


def test_another_program_publishes_once_under_a_key(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["order", "--publish-as", "coordinator-1", "--key", "0123456789abcdef"]
    status, answer = answered(project, command, {**CANCEL, "language": "en"}, monkeypatch, capsys)
    assert (status, answer["published"]) == (0, head_of(project))
    assert is_cancelled(project)
    assert "ställs in" in answer["sentences"][0]
    assert {"address": PAGE.removesuffix("index.html"), "members": False} in [
        {name: page[name] for name in ("address", "members")} for page in answer["pages"]
    ]
    status, again = answered(project, command, CANCEL, monkeypatch, capsys)
    assert (status, again["published"]) == (0, answer["published"])
    assert head_of(project) == answer["published"]
    status, answer = answered(project, [*command[:-1], "9" * 16], CANCEL, monkeypatch, capsys)
    assert (status, answer["refused"]["id"]) == (1, "edit-already")


@pytest.mark.parametrize("state", ["detached", "dirty", "locked", "full"])
def test_a_clone_that_is_in_no_state_is_told_in_words(
    project: Path, state: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    if state == "detached":
        said(project, "checkout", "-q", "--detach")
    if state == "dirty":
        (project / "data/places/torget.yaml").write_text("title: half\n", "utf-8")
    if state == "locked":
        (project / ".git/index.lock").touch()
    if state == "full":
        monkeypatch.setattr(editing.publish, "make_commit", fail)
    before = head_of(project)
    status, answer = answered(project, ["order", "--publish-as", "coordinator-1"], CANCEL, monkeypatch, capsys)
    assert (status, head_of(project)) == (1, before)
    assert answer["refused"]["id"] == ("disk-full" if state == "full" else f"edit-{state}")
    assert not is_cancelled(project)


def test_a_lock_that_was_left_long_ago_is_taken_away(project: Path) -> None:
    for name in ("index.lock", "refs/heads/main.lock"):
        (project / ".git" / name).touch()
        os.utime(project / ".git" / name, (0, 0))
    assert publish(project) == []
    assert is_cancelled(project)
