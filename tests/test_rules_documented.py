"""Every rule has its sentence in two languages, its paragraph in CONTRIBUTING.md and its case."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from brygga.model.problem import messages

TESTS = Path(__file__).parent
CONTRIBUTING = TESTS.parent / "CONTRIBUTING.md"
RULES = [rule for rule in messages() if not rule.startswith("_")]


def test_contributing_explains_each_rule_once() -> None:
    headings = re.findall(r"^### `(.+)`(?: \(a question\))?$", CONTRIBUTING.read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(RULES)


def test_each_rule_has_a_case_that_breaks_it() -> None:
    stems = [file.stem for file in (TESTS / "cases/check").glob("*.yaml") if not file.stem.endswith(".ok")]
    assert {stem.split(".")[0] for stem in stems} == set(RULES)


@pytest.mark.parametrize("rule", messages())
def test_both_languages_tell_the_same_facts(rule: str) -> None:
    facts = [{name for _, name, _, _ in Formatter().parse(messages()[rule][code]) if name} for code in ("sv", "en")]
    assert facts[0] == facts[1]
    assert set(messages()[rule]) == {"sv", "en"}
