"""The forms that ship with the example: which, in which order, and what they ask for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from brygga.load.form_shapes import Shape, columns
from example.shipped import shipped_data
from tinysite import portal_of


@cache
def forms() -> dict[str, Shape]:
    """{id: form}, as the portal gets them."""
    with TemporaryDirectory() as folder:
        return {form["id"]: form for form in json.loads(portal_of(shipped_data(Path(folder)))["portal.json"])["forms"]}


def test_all_are_there_in_the_editors_order() -> None:
    assert [*forms()] == [
        *("fraga", "bli-en-av-oss", "foresla-amne", "bjud-in", "fel-i-oversattning", "tillganglighetsfel"),
        *("cafebesok", "reflektion", "onskemal"),
    ]


def test_the_figures_of_a_visit_name_nobody() -> None:
    visit = forms()["cafebesok"]
    assert columns(visit) == ["date", "place", "visitors", "new_visitors", "languages", "topics", "questions"]
    assert not any(field["personal"] or field["widget"] in ("short", "long") for field in visit["fields"])


def test_a_question_asks_for_little() -> None:
    question = forms()["fraga"]
    required = {field["name"] for field in question["fields"] if field["constraints"]["required"]}
    assert required == {"text", "language"}
