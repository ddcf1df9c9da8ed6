"""Whatever comes in as JSON is carried out, found wrong or refused; and what is written reads back."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brygga.check.source import Source, read_source
from brygga.load.rows import parse_row
from editing.order import read_order
from editing.orders import carry_out
from editing.refused import Refused
from tinysite import TODAY, copy_of, make_buildable

pytestmark = pytest.mark.many

ORDERS = [
    "cancel",
    "move",
    "close",
    "add-date",
    "add-event",
    "add-request",
    "change",
    "add",
    "remove",
    "write",
    "undo",
    "accept",
    "translate",
    "confirm-week",
    "x",
]
GIVEN = [
    "name",
    "day",
    "reason",
    "kind",
    "id",
    "fields",
    "was",
    "page",
    "text",
    "commit",
    "proposal",
    "places",
    "title",
    "date",
    "choice",
    "into",
    "texts",
    "last_day",
    "where",
]
KNOWN = ["tisdag", "kvarnen", "torget", "places", "series", "events", "site", "2019-03-12", "mine", "om", "ar"]
WORDS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=30))
LISTS = st.lists(WORDS, max_size=3)
INNER = st.lists(st.dictionaries(st.sampled_from(["date", "reason", "x: y\n"]), WORDS), max_size=2)
FIELDS = st.one_of(st.sampled_from(["title", "changes", "languages", "extra", "date", "status"]), st.text(max_size=5))
ROWS = st.dictionaries(FIELDS, st.one_of(st.none(), WORDS, LISTS, INNER), max_size=4)
PARTS = st.one_of(st.none(), WORDS, LISTS, ROWS, st.integers(), st.lists(ROWS, max_size=2))
OFTEN = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Source]:
    root = make_buildable(copy_of("tiny", tmp_path_factory.mktemp("any") / "project"))
    return root, read_source(root, TODAY)


@OFTEN
@given(said=st.dictionaries(st.sampled_from(GIVEN), PARTS, max_size=6), do=st.sampled_from(ORDERS))
def test_any_json_is_carried_out_or_refused(source: tuple[Path, Source], said: dict[str, Any], do: str) -> None:
    root, known = source
    try:
        files = carry_out(root, known, read_order(json.dumps({"do": do, **said})))
    except Refused:
        return
    assert all(path.startswith(("data/", "docs/")) and ".." not in path for path in files)
    for path, text in files.items():
        assert text is None or text.encode()
        assert (root / path).resolve().is_relative_to(root)


@OFTEN
@given(title=st.text(min_size=1), summary=st.text(min_size=1))
def test_a_text_is_never_more_than_the_text_of_its_field(source: tuple[Path, Source], title: str, summary: str) -> None:
    root, known = source
    order = {"do": "change", "kind": "places", "id": "torget", "fields": {"title": title, "summary": summary}}
    try:
        (text,) = carry_out(root, known, read_order(json.dumps(order))).values()
    except Refused:
        return
    row, _ = parse_row(text or "", "places", "torget", "data/places/torget.yaml")
    if row.readable:
        assert row.values.keys() <= {"title", "kind", "summary", "source"}
        assert row.values["kind"] == "venue"


@OFTEN
@given(text=st.text())
def test_any_text_is_an_order_or_refused(text: str) -> None:
    with suppress(Refused):
        assert isinstance(read_order(text), dict)
