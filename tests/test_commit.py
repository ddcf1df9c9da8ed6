"""A publication is one commit with exactly its lines, whoever else is at work, and whatever was typed."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editing.commit import head_of
from editing.git import Author, NoCommit, Overtaken
from repository import commit, commit_files

pytestmark = pytest.mark.many

COORDINATOR = Author("coordinator", 3)
STRANGE = ["--amend", "-F/etc/passwd", "a\n\n--author=x <y@z>", "$(touch x)`touch y`", "é\u202e"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.yaml").write_text("title: A\n", "utf-8")
    (tmp_path / "data/b.yaml").write_text("title: B\n", "utf-8")
    commit(tmp_path)
    return tmp_path


def said(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def test_one_commit_holds_what_was_changed_and_nothing_else(project: Path) -> None:
    (project / "data/b.yaml").write_text("half written\n", "utf-8")
    before = head_of(project)
    made = commit_files(
        project, {"data/a.yaml": "title: Å\n", "data/nytt/c.yaml": "title: C\n"}, before, COORDINATOR, "Nytt"
    )
    assert head_of(project) == made
    assert said(project, "-c", "core.quotePath=off", "diff", "--name-only", before, made).split() == [
        "data/a.yaml",
        "data/nytt/c.yaml",
    ]
    assert (project / "data/a.yaml").read_text("utf-8") == "title: Å\n"
    assert (project / "data/b.yaml").read_text("utf-8") == "half written\n"
    assert said(project, "status", "--porcelain") == "M data/b.yaml"


def test_its_author_is_a_role_and_a_number(project: Path) -> None:
    commit_files(project, {"data/a.yaml": "x: 1\n"}, head_of(project), COORDINATOR, "Ändrat")
    assert said(project, "log", "-1", "--format=%an|%ae|%cn|%ce|%s") == (
        "coordinator 3|coordinator-3@brygga.invalid|coordinator 3|coordinator-3@brygga.invalid|Ändrat"
    )


def test_who_was_overtaken_is_told_and_nothing_of_hers_is_written(project: Path) -> None:
    old = head_of(project)
    commit_files(project, {"data/a.yaml": "title: first\n"}, old, COORDINATOR, "First")
    with pytest.raises(Overtaken):
        commit_files(project, {"data/a.yaml": "title: second\n"}, old, Author("member", 7), "Second")
    assert (project / "data/a.yaml").read_text("utf-8") == "title: first\n"
    assert said(project, "log", "--format=%s").splitlines()[0] == "First"


def test_of_many_at_once_each_is_in_or_is_told(project: Path) -> None:
    old = head_of(project)

    def publish(number: int) -> bool:
        try:
            commit_files(project, {f"data/{number}.yaml": f"title: {number}\n"}, old, Author("member", number), "x")
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(publish, range(8)))
    assert done.count(True) == 1
    assert said(project, "rev-list", "--count", f"{old}..HEAD") == "1"
    assert said(project, "ls-tree", "--name-only", "HEAD", "data/").split() == sorted(
        ["data/a.yaml", "data/b.yaml", f"data/{done.index(True)}.yaml"]
    )


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_a_message_is_never_an_option_or_a_command(project: Path, text: str) -> None:
    commit_files(project, {"data/a.yaml": text}, head_of(project), COORDINATOR, text)
    assert said(project, "log", "-1", "--format=%B") == text.strip()
    assert said(project, "log", "-1", "--format=%an") == "coordinator 3"
    assert sorted(path.name for path in project.iterdir()) == [".git", "data"]


def test_hooks_of_the_clone_are_not_run(project: Path) -> None:
    hook = project / ".git/hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    commit_files(project, {"data/a.yaml": "x: 1\n"}, head_of(project), COORDINATOR, "x")
    assert not (project / "ran").exists()
    by_hand = ["git", "-C", str(project), "update-ref", "refs/heads/other", "HEAD"]
    subprocess.run(by_hand, capture_output=True, check=False)
    assert (project / "ran").exists(), "it is run for others"


def test_a_folder_without_a_branch_refuses(project: Path, tmp_path: Path) -> None:
    old = head_of(project)
    said(project, "checkout", "-q", "--detach")
    with pytest.raises(NoCommit):
        commit_files(project, {"data/a.yaml": "x: 1\n"}, old, COORDINATOR, "x")
    assert head_of(project) == old
    assert (tmp_path / "data/a.yaml").read_text("utf-8") == "title: A\n"
    with pytest.raises(NoCommit):
        head_of(tmp_path.parent)


def test_a_lock_that_was_left_behind_is_told(project: Path) -> None:
    old = head_of(project)
    branch = said(project, "symbolic-ref", "HEAD")
    (project / ".git" / f"{branch}.lock").touch()
    with pytest.raises(NoCommit, match="lock") as refused:
        commit_files(project, {"data/a.yaml": "x: 1\n"}, old, COORDINATOR, "x")
    assert not isinstance(refused.value, Overtaken)
    assert head_of(project) == old
