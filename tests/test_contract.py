"""portal.json is what was promised, where it is written and where it is read; what is not is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from citysite import PROJECT
from common.contract import Broken, keep_promise, version
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


def example() -> dict[str, Any]:
    portal: dict[str, Any] = json.loads((EXAMPLE / "portal.json").read_text("utf-8"))
    return portal


def test_the_example_is_as_promised() -> None:
    keep_promise(example())
    assert read_published(EXAMPLE).title == example()["title"]


@pytest.mark.parametrize("told", BROKEN)
def test_what_is_not_as_promised_is_named_on_both_sides(told: str, tmp_path: Path) -> None:
    portal = example()
    BROKEN[told](portal)
    with pytest.raises(Broken) as written:
        keep_promise(portal)
    assert str(written.value).startswith(told)
    folder = copytree(EXAMPLE, tmp_path / "published")
    (folder / "portal.json").write_text(json.dumps(portal), "utf-8")
    with pytest.raises(NotPublished) as read_back:
        read_published(folder)
    assert told in str(read_back.value)
    assert str(read_back.value).endswith("Run: make site")


def test_another_version_says_so_before_anything_else(tmp_path: Path) -> None:
    folder = copytree(EXAMPLE, tmp_path / "published")
    (folder / "portal.json").write_text(json.dumps({"version": version() + 1}), "utf-8")
    with pytest.raises(NotPublished, match="made by another version of the build. Run: make site"):
        read_published(folder)
