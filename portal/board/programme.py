"""The members' programme in words: in her own calendar as in those of the site."""

from __future__ import annotations

from collections.abc import Iterator

from common.icalendar import event_status
from common.localisation.marked import marked as _
from common.statuses import SCHEDULED, STATUSES
from published.reading import PublishedRow
from web.reader import PortalReader


def summary(reader: PortalReader, row: PublishedRow) -> str:
    title = reader.plain(row["title"])
    if row["status"] == SCHEDULED:
        return title
    return reader.plain(_("%(label)s: %(value)s"), label=reader.plain(STATUSES[row["status"]].word), value=title)


def description(reader: PortalReader, row: PublishedRow) -> str:
    """What has happened and why, how it was planned, what it is: line by line."""
    return "\n".join(line for line in _lines(reader, row) if line)


def status(row: PublishedRow) -> str:
    """As iCalendar calls it."""
    return event_status(STATUSES[row["status"]].takes_place, not row["notice"])


def _lines(reader: PortalReader, row: PublishedRow) -> Iterator[str]:
    status = STATUSES[row["status"]]
    is_on_after_all = row["status"] == SCHEDULED and row["reason"]
    parts = (
        reader.plain(status.sentence) if is_on_after_all else "",
        reader.sentence(row["reason"]) if row["reason"] else "",
        reader.plain(status.more) if status.more else "",
    )
    yield " ".join(part for part in parts if part)
    yield _before(reader, row["before"]) if row["before"] else ""
    if row["notice"]:
        yield f"{reader.sentence(row['notice'])} {reader.plain(_('Ring och fråga om det är öppet.'))}"
    yield reader.plain(row["summary"] or "")
    if row["start"] is None:
        yield reader.sentence(_("Ring och fråga om tiden"))


def _before(reader: PortalReader, was: PublishedRow) -> str:
    parts = (
        reader.day(was["date"]) if was["date"] else "",
        reader.hours(was["start"], was["end"]).striptags() if was["start"] else "",
        reader.plain(reader.site.places[was["place"]]["title"]) if was["place"] else "",
    )
    known = [part for part in parts if part]  # of a day that had no hours there is nothing to tell
    return reader.plain(_("Tidigare: %(before)s."), before=str(reader.in_a_row(known))) if known else ""
