"""A publication, taken back: files as they were before it, where nobody has changed the same words since."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from brygga.check.source import Source
from brygga.load.rows import parse_row
from brygga.load.schema import Schema
from common.statuses import CANCELLED
from editing.commit import paths_between, text_at
from editing.edits import Editor, Files
from editing.git import NoCommit, ask
from editing.meetings import Meeting
from editing.order import Order, optional_in, text_in
from editing.refused import Refused
from editing.taken_back import Touched, taken_back

_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_RECORD = re.compile(r"data/(?P<kind>[a-z-]+)(?:/(?P<id>[a-z0-9-]+))?\.yaml\Z")
_REASON = "Det blir inte av."
_ORDERED = ("data/", "docs/")  # what orders change


def undo_commit(order: Order, editor: Editor, source: Source) -> Files:
    """Raises Refused where it is no publication, or where it cannot be taken back any more."""
    root, commit = editor.root, text_in(order, "commit")
    parent = _parent_of(root, commit)
    paths = paths_between(root, parent, commit)
    if not paths or not all(path.startswith(_ORDERED) for path in paths):
        raise Refused("edit-undo-other")
    reason = optional_in(order, "reason") or _REASON
    files: dict[str, str | None] = {}
    for path in paths:
        texts = _texts(root, path, commit, parent)
        if cancelled := _cancelled(path, texts, reason, editor, source):
            files |= cancelled
            continue
        try:
            files[path] = taken_back(_schema(path, source), editor.lies(path), *texts)
        except Touched:
            raise Refused("edit-undo-late", path=path) from None
    changed = {path: text for path, text in files.items() if text != editor.lies(path)}
    if not changed:
        raise Refused("edit-already", path=paths[0])
    return changed


def _parent_of(root: Path, commit: str) -> str:
    if not _COMMIT.match(commit):
        raise Refused("edit-unknown-commit")
    try:
        ask(root, "merge-base", "--is-ancestor", commit, "HEAD")
        (parent,) = ask(root, "rev-parse", f"{commit}^@").split()
    except NoCommit:
        raise Refused("edit-unknown-commit") from None
    except ValueError:  # the very first commit, or one that joins two lines
        raise Refused("edit-undo-other") from None
    return parent


def _texts(root: Path, path: str, commit: str, parent: str) -> tuple[str | None, str | None]:
    """As the commit made it, and as it was before. A file that is no text was no order's."""
    try:
        return text_at(root, commit, path), text_at(root, parent, path)
    except NoCommit:
        raise Refused("edit-undo-other") from None


def _schema(path: str, source: Source) -> Schema | None:
    named = _RECORD.match(path)
    return source.data.schemas.get(named["kind"]) if named else None


def _cancelled(
    path: str, texts: tuple[str | None, str | None], reason: str, editor: Editor, source: Source
) -> Files | None:
    """A date that was new is in calendars by now: it is cancelled there, it does not vanish. None for all else."""
    named = _RECORD.match(path)
    record = source.data.records.of(named["kind"]).get(named["id"] or "") if named else None
    if record is None or record["series"]:  # a guest's date stays without the guest
        return None
    made, before = texts
    if record.kind == "events" and made is not None and before is None:
        return editor.change_date(Meeting(record, record["date"]), CANCELLED, reason)
    days = _extra_days(made) - _extra_days(before)
    if record.kind != "series" or made is None or before is None or len(days) != 1:
        return None
    return editor.change_date(Meeting(record, date.fromisoformat(days.pop())), CANCELLED, reason)


def _extra_days(text: str | None) -> set[str]:
    rows = parse_row(text, "series", "", "")[0].values.get("extra", []) if text else []
    return {str(row.get("date")) for row in rows if isinstance(row, dict)}
