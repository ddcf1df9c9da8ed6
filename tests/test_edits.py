"""An order → what readers will see, and which lines are written: tests/cases/edits holds one order a file."""

from __future__ import annotations

import difflib
import io
import json
import os
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from brygga.__main__ import main
from brygga.check.source import read_source
from brygga.command.arguments import author
from brygga.history.commits import head
from brygga.model.problem import report
from brygga.translation.extract import portal_texts
from citysite import PROJECT
from editing.draft import draft, write_files
from editing.edits import Editor
from editing.order import read_order
from editing.orders import carry_out
from editing.outcome import OrderOutcome
from editing.propose import propose
from editing.refused import Refused
from repository import commit
from tinysite import copy_of, make_buildable, put_all

pytestmark = pytest.mark.many

TODAY = date(2019, 3, 5)
NO_ORDERS = ["", "[1", "[]", "7", '{"do": {}}', '{"do": ["cancel", 7]}', "[" * 100_000]
NO_NAMES = ["../../etc/passwd", "--yes", "site", "$(id)", "", "tisdag/2019-03-12\x00"]
NO_AUTHORS = ["Maria Svensson", "coordinator", "coordinator-x", "coordinator-3\n", "-1", "mamma-" + "9" * 5000]
CASES = sorted((Path(__file__).parent / "cases/edits").glob("*.yaml"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project in its one form, where commands are typed."""
    root = make_buildable(copy_of("tiny", tmp_path / "project"))
    monkeypatch.chdir(root)
    assert main(["format"]) == 0
    return root


def read_case(file: Path) -> dict[str, Any]:
    """Dates stay texts, as in an order."""
    case: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return case


def carry_out_before(root: Path, case: dict[str, Any]) -> None:
    """What the case begins with: files of its own, and orders."""
    put_all(root, case.get("files", {}))
    for order in case.get("first", []):
        write_files(root, carry_out(root, read_source(root, TODAY), order))


def changed_lines(root: Path, proposal: OrderOutcome) -> list[str]:
    """The lines that go and come, with the files they are in."""
    found = []
    for path, text in proposal.files.items():
        old = (root / path).read_text("utf-8") if (root / path).exists() else ""
        lines = difflib.unified_diff(old.splitlines(), (text or "").splitlines(), n=0, lineterm="")
        found += [f"{path}", *(line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))]
    return found


@pytest.mark.parametrize("file", [file for file in CASES if "lines" in read_case(file)], ids=lambda file: file.stem)
def test_an_order_is_told_and_written_as_the_case_says(project: Path, file: Path) -> None:
    case = read_case(file)
    carry_out_before(project, case)
    proposal = propose(project, TODAY, case["order"], "sv")
    assert report(proposal.problems, "sv") == case.get("problems", [])
    assert proposal.sentences == case.get("told", [])
    assert changed_lines(project, proposal) == case["lines"]


@pytest.mark.parametrize("file", [file for file in CASES if "refused" in read_case(file)], ids=lambda file: file.stem)
def test_an_order_that_means_nothing_is_refused(project: Path, file: Path) -> None:
    case = read_case(file)
    carry_out_before(project, case)
    source = read_source(project, TODAY)
    with pytest.raises(Refused) as refused:
        carry_out(project, source, case["order"])
    assert refused.value.key == case["refused"]


def test_orders_write_records_in_their_one_form(project: Path) -> None:
    source = read_source(project, TODAY)
    for name in ("cancel", "close", "add-guest", "a-script-in-a-text"):
        order = read_case(CASES[0].with_name(f"{name}.yaml"))["order"]
        write_files(project, carry_out(project, source, order))
    written = {path: path.read_text("utf-8") for path in (project / "data").rglob("*.yaml")}
    assert main(["format"]) == 0
    assert {path: path.read_text("utf-8") for path in written} == written


def test_nothing_is_written_before_it_is_agreed_to(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("j\n"))  # no terminal: nobody has read the sentences
    before = (project / "data/series/tisdag.yaml").read_text("utf-8")
    order = ["cancel", "kvarnen", "2019-03-12", "--reason", "Alla har feber."]
    assert main(order) == 1
    assert (project / "data/series/tisdag.yaml").read_text("utf-8") == before
    assert main([*order, "--yes"]) == 0
    assert (project / "data/series/tisdag.yaml").read_text("utf-8") != before
    assert "reason: Alla har feber." in (project / "data/series/tisdag.yaml").read_text("utf-8")


def test_a_person_at_a_terminal_is_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for answer, status in (("n", 1), ("", 1), ("J", 0)):
        monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
        assert main(["cancel", "kvarnen", "2019-03-12", "--reason", "Feber.", "--lang", "sv"]) == status
        assert "Ska det bli så?" in capsys.readouterr().out
    assert "Feber." in (project / "data/series/tisdag.yaml").read_text("utf-8")


@pytest.mark.usefixtures("project")
def test_another_program_gets_files_sentences_and_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for order, status in (
        ({"do": "cancel", "name": "kvarnen", "day": "2019-03-12", "reason": "Feber."}, 0),
        ({"do": "move", "name": "tisdag", "day": "2019-03-19", "new_date": "2019-03-01", "reason": "Målning."}, 1),
        ({"do": "cancel", "name": "ingen", "day": "2019-03-12", "reason": "Feber."}, 1),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(order)))
        assert main(["order", "--lang", "en"]) == status
    good, bad, refused = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert list(good["files"]) == ["data/series/tisdag.yaml"]
    assert good["sentences"]
    assert good["findings"] == []
    assert bad["findings"][0]["path"] == "data/series/tisdag.yaml"
    assert (bad["findings"][0]["field"], bad["findings"][0]["row"]) == ("announced", "changes.0")
    assert "data/series" not in bad["findings"][0]["message"], "who sees the field needs no path"
    assert refused["refused"]["id"] == "edit-unknown"


def test_a_draft_has_the_programs_that_make_its_sites_and_their_texts() -> None:
    """MkDocs is told of one of them, and the portal's own words are published with every order."""
    with draft(PROJECT, {}) as folder:
        assert (folder / "hooks/main.py").is_file()
        assert list(portal_texts(folder)) == list(portal_texts(PROJECT)) != []


def test_a_draft_has_the_files_as_they_are_to_be_and_the_history_as_it_was(project: Path) -> None:
    """What calendars were told is asked of git: without it every date would count as told anew."""
    commit(project)
    with draft(project, {"data/site.yaml": "nothing\n"}) as folder:
        assert (folder / "data/site.yaml").read_text("utf-8") == "nothing\n"
        assert head(folder) == head(project) is not None
    assert not folder.exists()
    assert (project / "data/site.yaml").read_text("utf-8") != "nothing\n"


def test_a_draft_that_a_killed_process_left_goes_with_the_next_one(project: Path) -> None:
    drafts = project / ".cache/drafts"
    for name, age in (("left", 7200), ("somebodys", 60)):
        (drafts / name / "project").mkdir(parents=True)
        moment = drafts.stat().st_mtime - age
        os.utime(drafts / name, (moment, moment))
    with draft(project, {}):
        assert {one.name for one in drafts.iterdir()} > {"somebodys"}
        assert not (drafts / "left").exists()
    assert [one.name for one in drafts.iterdir()] == ["somebodys"]


def test_what_is_written_in_a_draft_stays_there(project: Path) -> None:
    before = (project / "data/site.yaml").read_text("utf-8")
    with draft(project, {"data/site.yaml": "nothing\n"}) as folder:
        assert (folder / "data/site.yaml").read_text("utf-8") == "nothing\n"
        assert (project / "data/site.yaml").read_text("utf-8") == before


@pytest.mark.parametrize("text", NO_ORDERS, ids=range(len(NO_ORDERS)))
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_order(text)
    assert refused.value.key == "edit-no-order"


@pytest.mark.parametrize("name", NO_NAMES, ids=range(len(NO_NAMES)))
def test_no_name_is_a_path_or_an_option(project: Path, name: str) -> None:
    source = read_source(project, TODAY)
    with pytest.raises(Refused):
        carry_out(project, source, {"do": "cancel", "name": name, "day": "2019-03-12", "reason": "x"})


def test_a_new_file_is_named_in_plain_letters_and_never_twice(project: Path) -> None:
    data = read_source(project, TODAY).data
    editor = Editor(project, data)
    (path,) = editor.create("events", "2019-03-16 ../../Vårfest/ÅÄÖ", {"title": "Vårfest"})
    assert path == "data/events/2019-03-16-varfest-aao.yaml"
    (path,) = editor.create("events", "gast", {"title": "Gäst"})
    assert path == "data/events/gast-2.yaml"
    (path,) = editor.create("events", "ዕለት", {"title": "ዕለት"})
    assert path == "data/events/ny.yaml"


@pytest.mark.parametrize("text", NO_AUTHORS, ids=range(len(NO_AUTHORS)))
def test_an_author_is_a_role_and_a_number(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="coordinator-3"):
        author(text)
    assert author("coordinator-3").name == "coordinator 3"


def test_a_draft_is_made_while_others_build_and_write(project: Path) -> None:
    """What they put down is gone in a moment: nobody stumbles over it."""
    vanishing = project / ".cache/build-x/making/page.html"
    vanishing.parent.mkdir(parents=True)
    for file in (vanishing, project / "data/places/.torget.yaml.new"):
        file.symlink_to("nowhere")  # as unreadable as what is gone
    with draft(project, {}) as folder:
        assert sorted(path.name for path in (folder / "data/places").iterdir()) == ["kvarnen.yaml", "torget.yaml"]
