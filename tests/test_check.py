"""What an editor is told about each mistake: tests/cases/check holds one mistake a file, named after its rule."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brygga.check import check
from brygga.problem import Problem, report
from brygga.schema import Schema, read_schemas

TODAY = date(2019, 3, 5)
CASES = sorted((Path(__file__).parent / "cases/check").glob("*.yaml"))
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
    monkeypatch.setattr("brygga.check.read_schemas", lambda _: real_schemas())
    return tiny


@cache
def real_schemas() -> tuple[dict[str, Schema], list[Problem]]:
    return read_schemas(Path(__file__).parents[1])


def test_the_tiny_set_is_sound(tiny: Path) -> None:
    data, problems = check(tiny, TODAY)
    assert (report(problems, "sv"), data is None) == ([], False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    tiny = request.getfixturevalue("tiny" if case.stem.startswith("schema") else "quick")
    wanted = yaml.safe_load(case.read_text("utf-8"))
    for path, content in wanted["files"].items():
        _put(tiny / path, content)
    begin = perf_counter()
    data, problems = check(tiny, TODAY)
    assert perf_counter() - begin < 1, "one record made the check slow"
    assert report(problems, "sv") == wanted["problems"]
    assert report(problems, "en") == wanted["english"]
    assert (data is None) == bool(wanted["problems"])


def _put(file: Path, content: str | Mapping[str, Any] | None) -> None:
    if content is None:
        rmtree(file) if file.is_dir() else file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case str():
            file.write_bytes(content.encode("utf-8"))
        case {"base64": str(code)}:
            file.write_bytes(b64decode(code))
        case {"repeat": [str(text), int(times)]}:
            file.write_bytes(text.encode("utf-8") * times)
        case {"link": str(target)}:
            file.unlink(missing_ok=True)
            file.symlink_to(target)
        case _:
            raise ValueError(f"{file}: cannot make a file of {content!r}")


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
    _, problems = check(root, TODAY)
    sentences = report(problems, "sv") + report(problems, "en")
    assert [sentence for sentence in sentences if not SENTENCE.fullmatch(sentence)] == []
    return sentences
