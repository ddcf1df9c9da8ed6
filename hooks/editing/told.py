"""A project before and after → what its readers will see, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Any

from brygga.check.source import Source
from brygga.load.data import Data
from brygga.load.languages import Language
from brygga.load.prose import Prose
from brygga.load.schema import Field
from brygga.model.record import Record
from brygga.model.session import Session
from brygga.render.renderer import Renderer
from brygga.view.reader import Reader
from brygga.view.session_view import SessionView
from common.localisation.translator import without_context
from common.statuses import ASK, CHANGED, NEW, SCHEDULED

MOST_DATES = 8  # dates that are told one by one: a series whose hours change has many
_GONE, _GUEST = "gone", "guest"
_BY_DATE = frozenset(
    {"changes", "extra", "announced", "first_day", "last_day", "weekday", "effect", "every", "confirmed"}
)
_NAMED_BY_DATE = frozenset({"series", "events", "closures"})


@dataclass(frozen=True)
class DateChange:
    """What happens to one date. `date` is what is known of it afterwards, or was before it went."""

    kind: str
    date: SessionView
    before: SessionView | None


@dataclass(frozen=True)
class TextChange:
    """A `field` of a `record` that reads otherwise: what stood there, what will. Swedish, as written.

    Where a whole record comes or goes there is no field; then `record` is what such records are called together.
    """

    record: str
    field: str
    before: str
    after: str
    for_members: bool


class Telling:
    """The difference between two states of one project, for one reader."""

    def __init__(self, root: Path, before: Source, after: Source, language: Language) -> None:
        self._renderer = Renderer(root, after.languages, "")
        self._sources = before, after
        self._before = Reader(before.data, language, before.catalogues[language.code])
        self._after = Reader(after.data, language, after.catalogues[language.code])

    def sentences(self) -> list[str]:
        """One line a change, dates first; nothing where no reader sees a difference."""
        dates = list(date_changes(self._before, self._after))
        rendered = self._renderer.text(
            "brygga/editing/told.txt",
            self._after,
            dates=dates[:MOST_DATES],
            others=len(dates[MOST_DATES:]),
            texts=[
                *_texts(self._before.data, self._after.data),
                *_pages(*self._sources),
                *_translations(*self._sources),
            ],
            confirmed=self._confirmed(),
        )
        return self._after.language.words.fill(rendered).splitlines()  # texts are shown as readers will see them

    def _confirmed(self) -> date | None:
        """When somebody said that the programme is right, where she has just said so."""
        was, now = (reader.data.records.site["confirmed"] for reader in (self._before, self._after))
        return now if now != was else None


def date_changes(before: Reader, after: Reader) -> Iterator[DateChange]:
    """What happens to dates that have not been yet, in their order."""
    old, new = ({one.id: one for one in reader.sessions} for reader in (before, after))
    for key in sorted(old.keys() | new.keys(), key=lambda key: (new.get(key) or old[key]).session.sort_key):
        was, now = old.get(key), new.get(key)
        known = now or was
        if known is None or (known.is_past and (was is None or was.is_past)):
            continue
        if kind := _kind(was.session if was else None, now.session if now else None):
            yield DateChange(kind, known, was)


def _kind(was: Session | None, now: Session | None) -> str:
    """What happened to a date, or "" where nothing did."""
    if was is None or now is None:
        return NEW if now else _GONE
    if (was.status, was.actual, was.reason) != (now.status, now.actual, now.reason):
        return now.status if now.status != SCHEDULED or was.actual == now.actual else CHANGED
    if was.notice != now.notice:
        return ASK if now.notice else SCHEDULED
    return "" if _guests(was) == _guests(now) else _GUEST


def _guests(session: Session) -> list[tuple[Any, ...]]:
    return [(item.record.id, item.status, item.reason, item.other_day) for item in session.items]


def _texts(before: Data, after: Data) -> Iterator[TextChange]:
    old, new = ({record.path: record for record in data.records} for data in (before, after))
    for path in sorted(old.keys() | new.keys()):
        was, now = old.get(path), new.get(path)
        record = now or old[path]
        schema = after.schemas[record.kind]
        if was and now:
            yield from _fields(was, now, schema.fields)
        elif record.kind not in _NAMED_BY_DATE:  # the dates of those have been told
            old_name, new_name = (_name(one) if one else "" for one in (was, now))
            yield TextChange(schema.title, "", old_name, new_name, record.for_members or schema.for_members)


def _pages(before: Source, after: Source) -> Iterator[TextChange]:
    """Paragraphs of longer pages, by the page's name and language; where many are others, the first."""
    names = {language.code: language.name for language in after.languages}
    old, new = ({page.path: page for page in source.prose} for source in (before, after))
    for path in sorted(old.keys() | new.keys()):
        page, was, now = (new.get(path) or old[path]), _paragraphs(old.get(path)), _paragraphs(new.get(path))
        changes = (one for one in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if one[0] != "equal")
        for _tag, first, last, new_first, new_last in islice(changes, MOST_DATES):
            left, come = " ".join(was[first:last]), " ".join(now[new_first:new_last])
            yield TextChange(str(page.head.get("title", "")), names[page.language], left, come, page.for_members)


def _paragraphs(page: Prose | None) -> list[str]:
    return [_said(one) for one in page.body.split("\n\n") if one.strip()] if page else []


def _translations(before: Source, after: Source) -> Iterator[TextChange]:
    """By language; before and after are the same where somebody has read a translation and found it right."""
    for language in (one for one in after.languages if not one.is_source and one.code in before.catalogues):
        old = before.catalogues[language.code].entries
        for name, now in after.catalogues[language.code].entries.items():
            was = old.get(name)
            if now.usable and now != was:
                forms = " / ".join(was.forms) if was and was.usable else ""
                yield TextChange(language.name, without_context(name), forms, " / ".join(now.forms), False)


def _fields(was: Record, now: Record, fields: Mapping[str, Field]) -> Iterator[TextChange]:
    for field in (field for field in fields.values() if field.name not in _BY_DATE):
        before, after = _said(was[field.name]), _said(now[field.name])
        if before != after:
            yield TextChange(_name(now), field.title, before, after, now.for_members or field.for_members)


def _name(record: Record) -> str:
    return str(record["title"] or record["term"] or record.id)


def _said(value: Any) -> str:
    """As one line; rows and lists by their parts."""
    if isinstance(value, dict):
        value = [part for part in value.values() if part is not None]
    if isinstance(value, (list, tuple)):
        return ", ".join(_said(part) for part in islice(value, MOST_DATES))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else " ".join(str(value).split())
