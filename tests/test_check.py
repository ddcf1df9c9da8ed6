"""What an editor is told about each mistake: tests/cases/check holds one mistake a file, named after its rule.

`questions` are what is asked beside, and holds nothing up.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brygga.check.check import check, examine
from brygga.check.notices import notices
from brygga.check.source import BadData, read_source
from brygga.command.commands import tell_bad_data
from brygga.command.console import Console
from brygga.load.data import Data
from brygga.model.expand import expand
from brygga.model.problem import Problem, report
from brygga.translation.house_words import avoided
from repository import commit
from tinysite import make_buildable, put_all, real_schemas, without_today

TODAY = date(2019, 3, 5)
TESTS = Path(__file__).parent
CASES = sorted((TESTS / "cases/check").glob("*.yaml"))
SENTENCE = re.compile(r"data/[\w./-]+:[1-9]\d*: \S[^\n]* \[[a-z-]+\]")
SOUND = """title: Utflykt
date: 2019-03-16
place: torget
start: 10:00
summary: "Vi går en runda."
topics: [arbete]
languages:
  - sv
changes:
  - date: 2019-03-16
    status: moved
    reason: Regn.
    new_start: 11:00
    announced: 2019-03-05
source: Provdata
""".encode()
STRANGE = [b"\xff", b"\0", b"&a ", b"*a", b"!b ", b"<<: ", b"- ", b"\n- ", b": "]
STRANGE += [bytes([code]) for code in b"\t\n[]{}'\"#"]
MUTATIONS = st.lists(
    st.tuples(st.integers(0, len(SOUND)), st.integers(0, 3), st.sampled_from(STRANGE) | st.binary(max_size=3)),
    min_size=1,
    max_size=6,
)
ATTEMPTS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def quick(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny set with schemas read once: reading them is most of the time, and few tests change them."""
    monkeypatch.setattr("brygga.check.check.read_schemas", lambda _: real_schemas())
    return tiny


def test_the_tiny_set_is_sound(tiny: Path) -> None:
    data, problems = check(tiny, TODAY)
    assert (report(problems, "sv"), data is None) == ([], False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    tiny = request.getfixturevalue("tiny" if case.stem.startswith("schema") else "quick")
    wanted = yaml.safe_load(case.read_text("utf-8"))
    answer = _checked if wanted.get("read_by", "check") == "check" else _read_for_a_build
    if answer == _read_for_a_build:
        copytree(TESTS / "tiny", tiny, dirs_exist_ok=True)
    for files in wanted.get("history", []):
        commit(put_all(tiny, files))
    put_all(tiny, wanted["files"])
    data, problems = answer(tiny)
    assert report(problems, "sv") == wanted["problems"]
    assert report(problems, "en") == wanted["english"]
    asked = [*notices(data, TODAY), *avoided(tiny, data)] if data else []
    assert report(asked, "sv") == wanted.get("questions", [])
    assert report(asked, "en") == wanted.get("questions_english", [])


def _checked(root: Path) -> tuple[Data | None, list[Problem]]:
    data, problems = check(root, TODAY)
    assert (data is None) == bool(problems)
    return data, problems


def _read_for_a_build(root: Path) -> tuple[Data | None, list[Problem]]:
    """For cases that say `read_by: build`: with translations and prose."""
    try:
        return read_source(root, TODAY).data, []
    except BadData as bad:
        return None, bad.problems


def test_no_finding_comes_by_itself(tiny: Path) -> None:
    """Two cafés that first meet in the same room in a year: told today, and told the same in ten years."""
    one = (tiny / "data/series/tisdag.yaml").read_text("utf-8").replace("last_day: 2019-04-30\n", "every: 7\n")
    other = one.replace("every: 7", "every: 8").replace("first_day: 2019-03-01", "first_day: 2019-03-12")
    files = {"series/tisdag.yaml": one, "series/other.yaml": other, "events/gast.yaml": None}
    without_today(put_all(tiny, {f"data/{path}": content for path, content in files.items()}))
    found = [report(check(tiny, date(year, 3, 5))[1], "en") for year in (2019, 2029)]
    assert len(found[0]) == 1
    assert found[0] == found[1]


def test_series_without_a_last_day_are_shown_up_to_the_horizon_and_no_further(tiny: Path) -> None:
    """Rules look further ahead than the site shows; extra dates are shown however far away they are."""
    series = (tiny / "data/series/tisdag.yaml").read_text("utf-8").replace("last_day: 2019-04-30\n", "")
    extra = "extra:\n  - date: 2019-11-06\n    announced: 2019-03-01\n"
    put_all(tiny, {"data/series/tisdag.yaml": series + extra})
    data, _ = check(tiny, TODAY)
    assert data is not None
    assert data.sessions == expand(data.records, date(2019, 4, 30))
    assert [str(session.planned.date) for session in data.sessions[-2:]] == ["2019-04-30", "2019-11-06"]


@ATTEMPTS
@given(content=st.binary(max_size=200))
def test_any_bytes_are_answered_with_sentences(quick: Path, content: bytes) -> None:
    assert _answer(quick, content), "a file of noise was taken for an event"


@ATTEMPTS
@given(mutations=MUTATIONS)
def test_any_slip_in_a_sound_file_is_answered_with_sentences(
    quick: Path, mutations: list[tuple[int, int, bytes]]
) -> None:
    content = SOUND
    for position, deleted, inserted in mutations:
        content = content[:position] + inserted + content[position + deleted :]
    _answer(quick, content)


def test_the_file_that_the_slips_begin_with_is_sound(quick: Path) -> None:
    assert _answer(quick, SOUND) == []


def _answer(root: Path, content: bytes) -> list[str]:
    (root / "data/events/x.yaml").write_bytes(content)
    read, problems = examine(root, TODAY)
    asked = notices(read, TODAY) if read else []
    sentences = report(problems, "sv") + report(problems, "en")
    assert [said for said in (*sentences, *report(asked, "sv")) if not SENTENCE.fullmatch(said)] == []
    return sentences


def test_questions_are_asked_beside_findings(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one run: of the record that is wrong and of others; what needs a date is asked of those that have one."""
    event = "title: <b>Torg</b>\ndate: 2019-02-30\nplace: torget\nsummary: Vi går.\nsource: Provdata\n"
    holiday = "title: Påsk\ndate: 2019-04-19\nplace: torget\nsummary: Vi går.\nsource: Provdata\n"
    closure = "title: <i>Stängt</i>\nfirst_day: igår\nlast_day: 2019-04-20\neffect: closed\nannounced: 2019-03-01\n"
    request = "title: <u>Tolka</u>\ntask: cafe\nsummary: Kom.\ndate: 19\nplace: torget\nsource: Provdata\n"
    files = {"events/torg": event, "events/pask": holiday, "closures/stangt": closure, "requests/tolka": request}
    make_buildable(put_all(tiny, {f"data/{name}.yaml": text for name, text in files.items()}))
    with pytest.raises(BadData) as bad:
        read_source(tiny, TODAY)
    assert tell_bad_data(bad.value, tiny, TODAY, Console("en")) == 1
    lines = [line.split(":")[0] + " " + line.split("[")[-1] for line in capsys.readouterr().out.splitlines()]
    wrong = {f"data/{name}.yaml date]" for name in ("events/torg", "closures/stangt", "requests/tolka")}
    assert wrong <= {*lines}
    asked = lines[lines.index("data/closures/stangt.yaml markup]") :]
    assert {"data/events/torg.yaml markup]", "data/requests/tolka.yaml markup]"} <= {*asked}
    assert "data/events/pask.yaml planned-closed]" in asked
    assert asked[-1].startswith("Questions to you")


@pytest.mark.parametrize("name", ["schemas/events", "site"])
def test_nothing_is_asked_where_nothing_could_be_read(tiny: Path, name: str) -> None:
    put_all(make_buildable(tiny), {f"data/{name}.yaml": "title: '\n"})
    with pytest.raises(BadData) as bad:
        read_source(tiny, TODAY)
    assert bad.value.read is None
