"""What a page is made from is a part of its inputs: an incremental build makes it again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brygga.site.build import LightPages
from brygga.site.write import write_all
from tinysite import HANDBOOK, build_of, everything, outputs, put, without_today

pytestmark = pytest.mark.many

CAFE = "cafe/torget/index.html"
FAR = """title: Höstfika
place: torget
weekday: friday
start: 13:00
end: 15:00
first_day: 2020-01-10
summary: Vi börjar nästa år.
source: Provdata
"""


def inputs(root: Path) -> dict[str, str | None]:
    return {one.path: one.inputs for one in build_of(root).sites["sv"].outputs()}


@pytest.mark.parametrize(
    ("old", "new"), [("13:00", "14:00"), ("friday", "monday"), ("Provdata", "Ett samtal"), (FAR, "")]
)
def test_a_series_without_dates_as_yet_is_on_the_page_of_its_café(tmp_path: Path, old: str, new: str) -> None:
    root = everything(tmp_path)
    file = root / "data/series/host.yaml"
    put(file, FAR)
    before = inputs(root)
    put(file, FAR.replace(old, new) or None)
    assert inputs(root)[CAFE] != before[CAFE]


def test_what_a_series_says_of_languages_is_where_nobody_speaks_one(tmp_path: Path) -> None:
    root = everything(tmp_path)
    file = root / "data/series/host.yaml"
    put(file, FAR)
    before = inputs(root)
    put(file, FAR.replace("summary:", "languages_note: Ring oss.\nsummary:"))
    assert inputs(root)["program/sprak/en/index.html"] != before["program/sprak/en/index.html"]


def test_a_cancelled_extra_date_is_no_exception_from_the_rule(tmp_path: Path) -> None:
    root = without_today(everything(tmp_path))
    extra = "extra:\n  - {date: 2019-04-24, place: torget, announced: 2019-03-01}\n"
    gone = "  - {date: 2019-04-24, status: cancelled, reason: Snö., announced: 2019-03-02}\n"
    file = root / "data/series/tisdag.yaml"
    text = file.read_text("utf-8").replace("source: Provdata", f"{gone}{extra}source: Provdata")
    put(file, text)
    page = outputs(root, date(2019, 3, 5))["cafe/kvarnen/index.html"].decode()
    assert '"exceptDate":["2019-03-12"' in page
    assert "2019-04-24" not in page.partition('"exceptDate":')[2].partition("]")[0]


@pytest.mark.site
def test_what_a_site_was_made_from_is_known_without_making_it_again(tmp_path: Path) -> None:
    light = LightPages(build_of(everything(tmp_path / "project")), HANDBOOK)
    assert light.inputs() == write_all(tmp_path / "site", light, {}).inputs
