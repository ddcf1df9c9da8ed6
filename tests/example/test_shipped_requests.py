"""The request that ships with the example: what the documents tell of, on the board and in the members' news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brygga.check.source import read_source
from example.shipped import shipped_data
from tinysite import TODAY, portal_of


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """portal.json of the example."""
    root = shipped_data(Path(tmp_path_factory.mktemp("example")))
    read: dict[str, list[dict[str, object]]] = json.loads(portal_of(root, read_source(root, TODAY))["portal.json"])
    return read


def test_the_board_is_not_empty(portal: dict[str, list[dict[str, object]]]) -> None:
    """Two who speak good Swedish, one evening, at a preschool."""
    [one] = portal["requests"]
    assert (one["needed"], one["languages"], one["start"]) == (2, ["sv"], "18:00")
    assert one["answer_by"] == "2019-03-11 12:00"
    assert "avsnitt 9.4.1" in str(one["source"])
    assert "exempel" in str(one["assumption"]), "what no document says is said to be made up"


def test_members_read_of_it_as_news(portal: dict[str, list[dict[str, object]]]) -> None:
    told = [one for one in portal["news"] if one["title"] == portal["requests"][0]["title"]]
    assert [(one["kind"], one["url"], one["day"]) for one in told] == [("new", "", "2019-03-13")]


@pytest.mark.parametrize("language", ["en", "ar", "fa", "so", "ti", "uk"])
def test_it_is_in_every_language(portal: dict[str, dict[str, dict[str, str]]], language: str) -> None:
    one, texts = portal["requests"][0], portal["texts"][language]  # type: ignore[index]
    assert all(texts[one[name]] for name in ("title", "summary", "assumption"))
