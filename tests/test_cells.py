"""What is read without Frictionless is what Frictionless reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.load.cells import cell_reader
from brygga.load.schema import read_schemas
from brygga.load.table_fields import field_reader

PROJECT = Path(__file__).parents[1]

KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "text": ("string", "default", {}),
    "short": ("string", "default", {"maxLength": 3}),
    "choice": ("string", "default", {"enum": ["yes", "no"]}),
    "pattern": ("string", "default", {"pattern": "a|b+|c", "maxLength": 2}),
    "whole": ("integer", "default", {"minimum": -3, "maximum": 20}),
    "number": ("number", "default", {"minimum": 1, "maximum": 20}),
    "decimal limit": ("number", "default", {"minimum": 1.5}),
    "day": ("date", "default", {}),
    "hour": ("time", "%H:%M", {}),
    "hour with seconds": ("time", "default", {}),
    "address": ("string", "uri", {}),
    "day and hour": ("datetime", "default", {}),
}
CELLS = [
    *("", " ", "yes", "no", "a", "bb", "cc", "ab\n", "x", "åäö", "true", "None", "https://example.org"),
    *("7", "-3", "-4", "007", "21", "1.5", "1.", "1e2", "NaN"),
    *("2019-03-05", "2019-02-30", "2019-3-5", "1919-03-05", "2019-03-12 18:00", "2019-03-12 24:00"),
    *("09:00", "9:00", "24:00", "09:60", "09:00:00", "٠٩:٠٠"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_is_read_as_frictionless_reads_it(kind: str) -> None:
    type_, format_, constraints = KINDS[kind]
    read, judge = cell_reader(type_, format_, constraints), field_reader(type_, format_, json.dumps(constraints))
    assert [(cell, read(cell)) for cell in CELLS] == [(cell, judge(cell)) for cell in CELLS]


@given(kind=st.sampled_from(sorted(KINDS)), cell=st.text("0123456789-:. aby\n", max_size=16))
def test_so_is_any_text(kind: str, cell: str) -> None:
    type_, format_, constraints = KINDS[kind]
    judge = field_reader(type_, format_, json.dumps(constraints))
    assert cell_reader(type_, format_, constraints)(cell) == judge(cell)


@pytest.mark.parametrize(
    ("type_", "constraints"),
    [
        ("string", {"pattern": "("}),
        ("string", {"pattern": "(?i)x"}),
        ("date", {"maxLength": 3}),
        ("string", {"minimum": 1}),
    ],
)
def test_what_is_no_constraint_is_noticed_at_once(type_: str, constraints: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"constraint|subpattern|flags"):
        cell_reader(type_, "default", constraints)


def test_schemas_without_a_fault_are_read_without_frictionless() -> None:
    """Of every kind: what loads it once would load it for everybody."""
    code = "import sys; from pathlib import Path; from brygga.load.schema import read_schemas; " + (
        f"assert read_schemas(Path({str(PROJECT)!r}))[0]; print('frictionless' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
    assert read_schemas(PROJECT)[1] == []
