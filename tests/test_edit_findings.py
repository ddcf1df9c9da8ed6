"""What is wrong with an edit that is typed in a shell is told by what was typed: the file is not written yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brygga.__main__ import main
from brygga.command.arguments import order_of, parser, typed_as
from tinysite import copy_of, make_buildable

pytestmark = pytest.mark.many

WHEN = ["tisdag", "2019-03-19", "--reason", "Färgen luktar."]
EVENT = ["title=Bröd", "place=torget", "summary=Vi bakar."]
DAY = "date=2019-03-21"
FINDINGS = {
    "an hour": (["move", *WHEN, "--start", "25:00"], "--start", "time"),
    "a place": (["move", *WHEN, "--place", "torgt"], "--place", "unknown-id"),
    "a day": (["move", *WHEN, "--to", "2019-02-30"], "--to", "date"),
    "a day that is over": (["move", *WHEN, "--to", "2019-03-01"], "--to", "announced-late"),
    "nowhere to": (["move", *WHEN], "move", "change-target"),
    "a reason": (["cancel", *WHEN[:3], "x" * 400], "--reason", "too-long"),
    "a closed place": (["close", "2019-03-11", "--reason", "Färg", "--place", "torgt"], "--place", "unknown-id"),
    "the last day": (["close", "2019-03-11", "2019-03-09", "--reason", "Färg"], "last_day", "last-before-first"),
    "why it is closed": (["close", "2019-03-11", "--reason", "x" * 400], "--reason", "too-long"),
    "another date": (["add-date", "tisdag", "2019-03-19"], "day", "extra-date"),
    "its end": (["add-date", "tisdag", "2019-03-20", "--start", "14:00", "--end", "9:00"], "--end", "time"),
    "a field": (["add-event", *EVENT, DAY, "weekday=tisdag"], "weekday=", "choice"),
    "a field that is wanted": (["add-event", *EVENT[:2], DAY], "summary=", "missing-field"),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_buildable(copy_of("tiny", tmp_path / "project"))
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_names_what_was_typed(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed, place, finding = FINDINGS[name]
    before = {file: file.read_bytes() for file in (project / "data").rglob("*.yaml")}
    assert main(["--lang", "en", *typed, "--yes"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(f"{place}: ") and line.endswith(f" [{finding}]")], lines
    assert not [line for line in lines if line.startswith("data/")], lines
    assert {file: file.read_bytes() for file in (project / "data").rglob("*.yaml")} == before


def test_what_can_be_typed_is_named_as_it_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """Every option of every command that changes dates is what is named for some field."""
    made = parser((), None)
    fields = ("new_date", "new_start", "new_end", "new_place", "reason", "start", "end", "place")
    for name, words in (("move", ["a", "2019-03-05"]), ("close", ["2019-03-05"]), ("add-date", ["a", "2019-03-05"])):
        order = order_of(made.parse_args([name, *words]))
        assert order
        with pytest.raises(SystemExit):
            made.parse_args([name, "--help"])
        options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--yes", "--lang", "--publish-as"}
        assert {"--reason", "--place"} <= options <= {typed_as(order, field) for field in fields}
        assert typed_as(order, "status") == name


def test_another_file_is_named_by_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was wrong in the project before the edit, where an editor can go and look."""
    event = "title: Torg\ndate: 2019-02-30\nplace: torget\nsummary: Vi går.\nsource: Provdata\n"
    (project / "data/events/torg.yaml").write_text(event, "utf-8")
    assert main(["cancel", *WHEN, "--yes", "--lang", "en"]) == 1
    assert "data/events/torg.yaml:2: " in capsys.readouterr().out
