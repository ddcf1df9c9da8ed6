"""desk.json → what people pick from at the desk. The format is promised in hooks/common/contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from common.contract import DESK
from published.reading import PublishedRow, by_id, read_promised


@dataclass(frozen=True)
class Known:
    """Rows are as in desk.json; days and hours in them are texts (ISO 8601). All that members may see is among them."""

    dates: Mapping[str, PublishedRow]
    series: Mapping[str, PublishedRow]
    places: Mapping[str, PublishedRow]
    events: Mapping[str, PublishedRow]
    requests: Mapping[str, PublishedRow]
    kinds: Mapping[str, PublishedRow]
    records: Mapping[str, Mapping[str, PublishedRow]]  # by kind and id


def read_known(folder: Path) -> Known:
    """Raises NotPublished."""
    raw = read_promised(folder, DESK)
    records: dict[str, dict[str, PublishedRow]] = {kind["kind"]: {} for kind in raw["kinds"]}
    for row in raw["records"]:
        records[row["kind"]][row["id"]] = row
    return Known(
        **{name: by_id(raw[name]) for name in ("dates", "series", "places", "events", "requests")},
        kinds={kind["kind"]: kind for kind in raw["kinds"]},
        records=records,
    )
