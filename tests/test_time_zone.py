"""How the clocks change, as calendars are told it: read by dateutil, held against the time zone database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from common.time_zone import vtimezone
from tinysite import TODAY, build_of, everything, light_files, put

# Europe, one that changed its rule, one that stopped changing, one that never did, summer at Christmas.
ZONES = (
    "Europe/Stockholm",
    "Europe/Helsinki",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Pacific/Auckland",
)


@pytest.mark.parametrize("name", ZONES)
def test_every_day_of_thirty_years_is_as_in_the_database(name: str) -> None:
    zone = ZoneInfo(name)
    read = tzical(StringIO(vtimezone(zone).decode())).get(name)
    assert read is not None
    noons = [datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days) for days in range(30 * 365)]
    walls = [noon.astimezone(zone).replace(tzinfo=None) for noon in noons]
    assert [wall for wall in walls if read.utcoffset(wall) != zone.utcoffset(wall)] == []


def test_a_rule_is_told_once() -> None:
    assert vtimezone(ZoneInfo("Europe/Helsinki")).count(b"RRULE") == 2
    assert b"RRULE" not in vtimezone(ZoneInfo("Asia/Tokyo"))


@pytest.mark.site
def test_a_city_in_another_zone_says_so_everywhere(tmp_path: Path) -> None:
    root = everything(tmp_path)
    site = root / "data/site.yaml"
    put(site, site.read_text("utf-8").replace("Europe/Stockholm", "Europe/Helsinki").replace("today: 2019-03-05\n", ""))
    files = light_files(build_of(root, TODAY))
    shown = {
        path: content.decode() for path, content in files.items() if path.endswith((".html", ".ics", ".atom", ".json"))
    }
    assert [path for path, content in shown.items() if "Europe/Stockholm" in content or "+01:00" in content] == []
    assert "DTSTART;TZID=Europe/Helsinki:20190305T130000" in shown["program/program.ics"]
    assert 'data-zone="Europe/Helsinki"' in shown["index.html"]
    assert '"2019-03-05T13:00:00+02:00"' in shown["program/tisdag/2019-03-05/index.html"]
