"""A build reads what it is made from once, for all sites and in all its processes; and asks git each question once."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from brygga.check.source import read_source
from brygga.model.record import MEMBERS, PUBLIC
from brygga.site.build import Build
from repository import commit
from tinysite import SITE_URL, TODAY, everything, light_files, portal_of, put

AGAIN = "data/schemas/"  # looked at once more, byte for byte: whether what was worked out before is still good

SETTINGS = "data/site.yaml"  # asked for its time zone first: which day it is decides how everything is read


@pytest.mark.site
def test_every_record_and_page_is_opened_once(site: Path) -> None:
    opened = Counter((site.parent / "opened.txt").read_text("utf-8").splitlines())
    texts = {path: times for path, times in opened.items() if path.endswith((".yaml", ".md")) and AGAIN not in path}
    assert len(texts) > 50
    assert {path: times for path, times in texts.items() if times > 1} == {SETTINGS: 2}


@pytest.mark.site
def test_git_is_asked_each_question_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = everything(tmp_path)
    put(root / ".gitignore", ".cache\n")
    commit(root)
    asked: list[str] = []
    run = subprocess.run

    def listening(command: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(f"{' '.join(command)} {how['input']!r}")
        return run(command, **how)

    monkeypatch.setattr("brygga.history.git.subprocess.run", listening)
    source = read_source(root, TODAY)
    for audience in (PUBLIC, MEMBERS):
        assert light_files(Build(root, source, SITE_URL, audience))
    assert portal_of(root, source)
    assert sum(" log " in one for one in asked) == 3  # of dates, of texts, of requests
    assert [one for one, times in Counter(asked).items() if times > 1] == []
