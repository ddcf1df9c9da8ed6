"""What can happen to a date: every status has its words, once, wherever it may come from."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import UndefinedError

from brygga.render.renderer import site_templates
from citysite import PROJECT
from common import contract, statuses
from common.statuses import ASK, CANCELLED, CLOSED, OPEN, STATUSES, WORDS
from tinysite import SITE_URL

TABLE = Path(statuses.__file__)
CODE = [path for folder in ("hooks", "portal") for path in sorted((PROJECT / folder).rglob("*.py")) if path != TABLE]
TEMPLATES = [
    path
    for folder in ("overrides", "portal/templates")
    for path in sorted((PROJECT / folder).rglob("*.*"))
    if path.suffix in (".html", ".txt", ".xml", ".js")
]


def choices(schema: str, field: str) -> set[str]:
    """What a record may hold."""
    listed = yaml.safe_load((PROJECT / f"data/schemas/{schema}.yaml").read_text("utf-8"))["fields"]
    return {one["value"] for one in next(one for one in listed if one.get("name") == field)["categories"]}


def promised(part: str, field: str) -> set[str]:
    """What the portal is told."""
    promise: Any = yaml.safe_load((Path(contract.__file__).parent / "portal.yaml").read_text("utf-8"))
    return set(promise["$defs"][part]["properties"][field]["enum"])


def without_words(ids: Collection[str]) -> list[str]:
    return sorted(set(ids) - WORDS.keys())


def test_every_status_of_a_record_and_of_the_portal_has_its_words() -> None:
    assert without_words(choices("rows/changes", "status")) == []
    assert without_words([*choices("rows/changes", "status"), "delayed"]) == ["delayed"], "one more is told by its name"
    assert choices("rows/changes", "status") == promised("event", "status") == set(STATUSES)
    assert choices("requests", "status") == promised("request", "status") == {OPEN, CANCELLED}
    assert choices("closures", "effect") == {CLOSED, ASK}
    assert promised("entry", "kind") == set(WORDS)
    assert all(status.word and status.sentence and status.event_status for status in STATUSES.values())


def test_a_template_that_asks_for_a_word_that_is_not_there_says_which() -> None:
    word = site_templates(PROJECT, SITE_URL).get_template("brygga/form/status.html").module.status_word  # type: ignore[attr-defined]
    assert word("moved", str).strip() == "Flyttat"
    with pytest.raises(UndefinedError, match="delayed"):
        word("delayed", str)


def texts() -> set[str]:
    """Every word and sentence of the table, without its full stop."""
    told = {text for status in STATUSES.values() for text in (status.word, status.sentence, status.more) if text}
    return {text.removesuffix(".") for text in {*told, *WORDS.values()}}


def test_words_of_a_status_stand_nowhere_else() -> None:
    quoted = [f"{mark}{text}{stop}{mark}" for text in texts() for mark in "\"'" for stop in ("", ".")]
    assert [word for word in quoted if word in TABLE.read_text("utf-8")] != []
    found = [(path.name, word) for path in (*CODE, *TEMPLATES) for word in quoted if word in path.read_text("utf-8")]
    assert found == []


def written_ids(path: Path) -> Iterator[str]:
    """Statuses of a date that code writes as texts of its own."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and node.value in STATUSES:
            yield f"{path.name}:{node.lineno}: {node.value!r}"


def test_code_asks_the_table_for_a_status() -> None:
    assert [one for path in CODE if "migrations" not in path.parts for one in written_ids(path)] == []
    assert [one.partition(":")[0] for one in written_ids(TABLE)] != [], "where they stand they are seen"
