"""portal.json and desk.json are what was promised, where written and where read; what is not is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from citysite import PROJECT
from common.contract import DESK, PORTAL, Broken
from published.known import read_known
from published.reading import NotPublished, read_published

EXAMPLE = PROJECT / "tests/portal/example"
BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "$: 'news' is a required property": lambda portal: portal.pop("news"),
    "$: Additional properties are not allowed ('more' was unexpected)": lambda portal: portal.update(more=1),
    "$.forms[0].handling: 'mail' is not one of": lambda portal: portal["forms"][0].update(handling="mail"),
    "$.requests[1].date: '14/3'": lambda portal: portal["requests"][1].update(date="14/3"),
    "$.requests[0].needed: 0 is less than": lambda portal: portal["requests"][0].update(needed=0),
    "$.languages: [] should be non-empty": lambda portal: portal.update(languages=[]),
    "$.texts.ar.Skicka: 1 is not valid": lambda portal: portal["texts"]["ar"].update(Skicka=1),
    "$.contact: 'tel' is a required property": lambda portal: portal["contact"].pop("tel"),
}

KNOWN_BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "$.dates[0].status: 'gone' is not one of": lambda known: known["dates"][0].update(status="gone"),
    "$.kinds[0].fields: [] should be non-empty": lambda known: known["kinds"][0].update(fields=[]),
    "$.records[0]: 'title' is a required property": lambda known: known["records"][0].pop("title"),
}


def example() -> dict[str, Any]:
    portal: dict[str, Any] = json.loads((EXAMPLE / "portal.json").read_text("utf-8"))
    return portal


def test_the_example_is_as_promised() -> None:
    PORTAL.check(example())
    assert read_published(EXAMPLE).title == example()["title"]


@pytest.mark.parametrize("told", BROKEN)
def test_what_is_not_as_promised_is_named_on_both_sides(told: str, tmp_path: Path) -> None:
    portal = example()
    BROKEN[told](portal)
    with pytest.raises(Broken) as written:
        PORTAL.check(portal)
    assert str(written.value).startswith(told)
    folder = copytree(EXAMPLE, tmp_path / "published")
    (folder / "portal.json").write_text(json.dumps(portal), "utf-8")
    with pytest.raises(NotPublished) as read_back:
        read_published(folder)
    assert told in str(read_back.value)
    assert str(read_back.value).endswith("Run: make site")


def test_another_version_says_so_before_anything_else(tmp_path: Path) -> None:
    folder = copytree(EXAMPLE, tmp_path / "published")
    (folder / "portal.json").write_text(json.dumps({"version": PORTAL.version + 1}), "utf-8")
    with pytest.raises(NotPublished, match="made by another version of the build. Run: make site"):
        read_published(folder)


def test_what_the_desk_knows_is_as_promised() -> None:
    known = read_known(EXAMPLE)
    assert known.dates["2019-03-21-manadsmote"]["place"] in known.places
    assert known.records["places"].keys() == known.places.keys()
    assert {field["widget"] for field in known.kinds["events"]["fields"]} >= {"short", "long", "date", "record", "rows"}


@pytest.mark.parametrize("told", KNOWN_BROKEN)
def test_what_the_desk_knows_and_is_not_as_promised_is_named_on_both_sides(told: str, tmp_path: Path) -> None:
    content: dict[str, Any] = json.loads((EXAMPLE / DESK.file).read_text("utf-8"))
    KNOWN_BROKEN[told](content)
    with pytest.raises(Broken, match=f"^{re.escape(told)}"):
        DESK.check(content)
    (tmp_path / DESK.file).write_text(json.dumps(content), "utf-8")
    with pytest.raises(NotPublished, match=re.escape(told)):
        read_known(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 0}'])
def test_what_is_no_such_file_at_all_says_what_to_do(content: str, tmp_path: Path) -> None:
    (tmp_path / DESK.file).write_text(content, "utf-8")
    with pytest.raises(NotPublished, match="Run: make site"):
        read_known(tmp_path)
