"""What reaches the pages that MkDocs frames is published as the command does it: all of the site, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from builtsite import copy_project
from editing.commit import head_of
from editing.publish import commit_as_it_lies, note_published, published_commit
from publishing import answered, said
from repository import commit

pytestmark = pytest.mark.site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """In Swedish alone, in git, with no site yet."""
    root = copy_project(tmp_path / "project", ("sv",))
    (root / ".gitignore").write_text(".cache/\nsite/\nsite.*/\n__pycache__/\n", "utf-8")
    (root / ".cache").mkdir()
    commit(root)
    note_published(root, commit_as_it_lies(root))
    return root


def test_a_page_of_prose_is_published_and_one_with_a_dead_link_is_not(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, command = head_of(project), ["order", "--publish-as", "coordinator-1"]
    dead = {"do": "write", "page": "om", "text": "# Om oss\n\nLäs [mer](finns-inte.md)."}
    status, answer = answered(project, command, dead, monkeypatch, capsys)
    assert (status, answer["refused"]["id"]) == (1, "edit-build-failed")
    assert "finns-inte.md" in answer["refused"]["message"]
    assert head_of(project) == before
    assert not (project / "site").exists()
    status, answer = answered(project, command, {**dead, "text": "# Om oss\n\nVi är **här**."}, monkeypatch, capsys)
    assert (status, answer["published"]) == (0, head_of(project))
    assert "<strong>här</strong>" in (project / "site/om/index.html").read_text("utf-8")
    assert published_commit(project) == head_of(project)
    assert said(project, "status", "--porcelain") == ""
