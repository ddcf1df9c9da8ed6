"""Requests as the portal's board reads them. Their texts are Swedish; the portal has the translations beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from brygga.model.record import Record
from brygga.view.member_events import iso_hour
from common.statuses import OPEN

_TEXTS = ("task", "title", "summary", "where", "place", "needed", "reason", "source", "assumption")
_LISTS = ("languages", "topics")


def requests_json(records: Iterable[Record], returned: Mapping[str, int]) -> list[dict[str, Any]]:
    """By day and time; those of other kinds are passed by. `returned`: how often each came back (history.returns)."""
    requests = [record for record in records if record.kind == "requests"]
    ordered = sorted(requests, key=lambda one: (one["date"], str(one["start"]), one.id))
    return [{**_request(record), "returned": returned.get(record.id, 0)} for record in ordered]


def _request(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        **{name: record[name] for name in _TEXTS},
        **{name: record[name] or [] for name in _LISTS},
        "date": record["date"].isoformat(),
        "start": iso_hour(record["start"]),
        "end": iso_hour(record["end"]),
        "answer_by": str(record["answer_by"]),
        "status": record["status"] or OPEN,
    }
