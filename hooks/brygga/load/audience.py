"""The wall: what the readers of one build may see. Everything after this knows nothing of the rest.

Checking sees all. What is hidden here is gone before anything is made from the data, so nothing has to remember to
leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from brygga.load.data import Data
from brygga.load.prose import Prose
from brygga.load.schema import SITE_KIND, Field, Schema
from brygga.model.expand import expand
from brygga.model.record import MEMBERS, Record, Records

# What may lie beside the pages in docs/. An editor's backup copy (egna.md~) must not be published as it is.
_BESIDE_PAGES = frozenset({".gif", ".jpeg", ".jpg", ".mp3", ".pdf", ".png", ".svg", ".webp"})
MEMBERS_FOLDER = "medlem/"  # the members' site stands here, below the public one


def site_address(site_url: str, audience: str) -> str:
    """Where the site for an audience stands, when the public one stands at `site_url`."""
    return f"{site_url.rstrip('/')}/{MEMBERS_FOLDER}" if audience == MEMBERS else site_url


def public_address(site_url: str, audience: str) -> str:
    """The other way round: where everybody can read what stands on the site at `site_url` too."""
    return site_url.removesuffix(MEMBERS_FOLDER) if audience == MEMBERS else site_url


def visible(data: Data, audience: str) -> Data:
    """The data for an audience. Dates are computed anew: a hidden guest must not count in a revision either."""
    if audience == MEMBERS:
        return data
    records = public_records(data.records, data.schemas)
    sessions = expand(records, data.today + timedelta(weeks=records.site["horizon_weeks"]))
    heard = {record["audio"] for record in records}
    recordings = {name: files for name, files in data.recordings.items() if name in heard}
    return replace(data, audience=audience, records=records, sessions=sessions, recordings=recordings)


def public_records(records: Records, schemas: Mapping[str, Schema]) -> Records:
    """What residents may see of them."""
    return Records(_public(record, schemas[record.kind].fields) for record in records if is_public(record))


def is_public(record: Record) -> bool:
    return record.kind == SITE_KIND or not record.for_members


def _public(record: Record, fields: Mapping[str, Field]) -> Record:
    return replace(record, values=_public_values(record.values, fields))


def _public_values(values: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    shown = {name: value for name, value in values.items() if name not in fields or not fields[name].for_members}
    for name, value in shown.items():
        rows = fields[name].rows if name in fields else None
        if rows:
            shown[name] = [_public_values(row, rows) for row in value]
    return shown


def visible_prose(pages: Iterable[Prose], audience: str) -> list[Prose]:
    """A page is hidden in all languages when one of them says so: a translation must not tell what the others hide."""
    listed = list(pages)
    hidden = {page.uri for page in listed if page.for_members} if audience != MEMBERS else set()
    return [page for page in listed if page.uri not in hidden]


def is_hidden_file(uri: str, everything: Iterable[Prose], shown: Iterable[Prose]) -> bool:
    """Whether a file below docs/ is, or belongs to, a hidden page: pictures follow the pages of their folder."""
    paths, shown_paths = ({page.path for page in pages} for pages in (everything, shown))
    if f"docs/{uri}" in paths or PurePosixPath(uri).suffix.lower() not in _BESIDE_PAGES:
        return f"docs/{uri}" not in shown_paths
    for folder in PurePosixPath("docs", uri).parents:
        beside = {path for path in paths if PurePosixPath(path).parent == folder}
        if beside:
            return not beside & shown_paths
    return False
