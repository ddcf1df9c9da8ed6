"""Edits that git remembers → news: which chapter, page or contact reads differently now, for an audience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from brygga.history.texts import Edit
from brygga.load.data import Data
from brygga.load.prose import Prose, head_and_body
from brygga.load.rows import Raw, parse_row
from brygga.load.schema import Field
from brygga.model.record import MEMBERS, Record
from brygga.view.news import NewsEntry
from common.statuses import CHANGED, NEW

# Where a kind's records can be read.
_PAGES = {
    "contacts": "kontakt/#{id}",
    "methods": "handbok/metoder/{id}/",
    "topics": "handbok/omraden/",
    "training": "handbok/utbildning/",
}
_NOT_READ = frozenset({"audience", "checked", "note", "order", "source"})  # a change there is no news


def edited(data: Data, prose: Iterable[Prose], edits: Iterable[Edit]) -> Iterator[NewsEntry]:
    """The latest edit of each text that this audience reads and that changed for it. `edits` come newest first.

    What was written before the site was published nobody has read otherwise: another city's work, our own drafts.
    """
    published: date = data.records.site["published"]
    records = {record.path: record for kind in _PAGES for record in data.records.of(kind).values()}
    pages = {page.path: page for page in prose if page.path == f"docs/{page.uri}"}
    told: set[str] = set()
    for edit in edits:
        if edit.date <= published or edit.path in told or edit.path not in records.keys() | pages.keys():
            continue
        record = records.get(edit.path)
        entry = _record_entry(data, record, edit) if record else _page_entry(data, pages[edit.path], edit)
        if entry is not None:
            told.add(edit.path)
            yield entry


def _record_entry(data: Data, record: Record, edit: Edit) -> NewsEntry | None:
    fields = data.schemas[record.kind].fields
    before, after = (_read(text, fields, data.audience) for text in (edit.before, edit.after))
    if after is None or before == after:
        return None
    url = _PAGES[record.kind].format(id=record.id)
    is_name = not fields["title"].translate
    return NewsEntry(
        edit.date, _kind(before), record["title"], "", url, is_name=is_name, for_members=record.for_members
    )


def _read(text: str | None, fields: Mapping[str, Field], audience: str) -> dict[str, Raw] | None:
    """What the audience read in the record then; None when it did not see it at all."""
    if text is None:
        return None
    row, problems = parse_row(text, "", "", "")
    if problems or _is_hidden(row.values, audience):
        return None
    hidden = {name for name, field in fields.items() if field.for_members and audience != MEMBERS}
    return {name: value for name, value in row.values.items() if name not in _NOT_READ | hidden}


def _page_entry(data: Data, page: Prose, edit: Edit) -> NewsEntry | None:
    before, after = (_read_page(text, data.audience) for text in (edit.before, edit.after))
    if after is None or before == after:
        return None
    folder = page.uri.removesuffix(".md").removesuffix("index")
    url = folder if page.uri.endswith("index.md") else f"{folder}/"
    return NewsEntry(edit.date, _kind(before), str(page.head["title"]), "", url, for_members=page.for_members)


def _read_page(text: str | None, audience: str) -> tuple[Raw | None, str] | None:
    head, body = head_and_body(text or "")
    return None if text is None or _is_hidden(head, audience) else (head.get("title"), body)


def _is_hidden(values: Mapping[str, Raw], audience: str) -> bool:
    return audience != MEMBERS and values.get("audience") == MEMBERS


def _kind(before: object | None) -> str:
    return NEW if before is None else CHANGED
