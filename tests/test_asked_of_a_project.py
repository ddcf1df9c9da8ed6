"""What another program may ask of a project, and what it is answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from editing.questions import answer
from editing.refused import Refused
from tinysite import copy_of

TODAY = date(2019, 3, 5)
NO_RECORDS = [("places", "../site"), ("schemas", "places"), ("..", "data"), ("places", "ingen"), ("--", "-"), ("", "")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of("tiny", tmp_path_factory.mktemp("asked") / "project")


def test_a_record_is_told_as_it_stands_in_its_file(project: Path) -> None:
    told = answer(project, TODAY, {"ask": "record", "kind": "series", "id": "tisdag"})
    assert (told["kind"], told["id"], told["title"]) == ("series", "tisdag", "Tisdagscafé")
    assert told["values"]["start"] == "13:00"
    assert told["values"]["place"] == "kvarnen"
    assert answer(project, TODAY, {"ask": "record", "kind": "site", "id": "site"})["values"]["site_url"]


@pytest.mark.parametrize(("kind", "name"), NO_RECORDS)
def test_nothing_but_a_record_is_told(project: Path, kind: str, name: str) -> None:
    with pytest.raises(Refused):
        answer(project, TODAY, {"ask": "record", "kind": kind, "id": name})
    with pytest.raises(Refused):
        answer(project, TODAY, {"ask": "the way"})
