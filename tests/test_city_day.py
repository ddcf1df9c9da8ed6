"""The day that a site is built for is the city's, wherever the machine stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brygga.load.city_day import today_in_city

LATE = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
EARLY = datetime(2026, 11, 28, 4, 30, tzinfo=UTC)


def city(root: Path, text: str) -> Path:
    (root / "data").mkdir()
    (root / "data/site.yaml").write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(
    ("zone", "late", "early"),
    [
        ("Europe/Stockholm", date(2026, 11, 28), date(2026, 11, 28)),
        ("America/New_York", date(2026, 11, 27), date(2026, 11, 27)),
        ("Pacific/Kiritimati", date(2026, 11, 28), date(2026, 11, 28)),
        ("UTC", date(2026, 11, 27), date(2026, 11, 28)),
    ],
)
def test_the_day_is_that_of_the_city(tmp_path: Path, zone: str, late: date, early: date) -> None:
    root = city(tmp_path, f"time_zone: {zone}\n")
    assert (today_in_city(root, LATE), today_in_city(root, EARLY)) == (late, early)


@pytest.mark.parametrize("zone", ["", "Europe", "../x", "[x", "x: y"])
def test_what_the_check_refuses_does_not_stop_the_day(tmp_path: Path, zone: str) -> None:
    assert today_in_city(city(tmp_path, f"time_zone: {zone}\n"), LATE) == date(2026, 11, 27)


def test_a_folder_without_a_site_has_a_day(tmp_path: Path) -> None:
    assert today_in_city(tmp_path, LATE) == date(2026, 11, 27)
