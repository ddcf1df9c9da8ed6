"""A publication, taken back: files as they were before it, where nobody has changed the same words since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from brygga.check.source import Source
from brygga.load.canonical import canonical
from brygga.load.rows import Raw, Row, parse_row
from editing.commit import paths_between, text_at
from editing.edits import Editor, Files
from editing.git import NoCommit, ask, ask_bytes
from editing.order import Order, text_in
from editing.refused import Refused

_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_RECORD = re.compile(r"data/(?P<kind>[a-z-]+)(?:/(?P<id>[a-z0-9-]+))?\.yaml\Z")
_ORDERED = ("data/", "docs/")  # what orders change


class _Touched(Exception):
    """The same words have been changed since."""


def undo_commit(order: Order, editor: Editor, source: Source) -> Files:
    """Raises Refused where it is no publication, or where it cannot be taken back any more."""
    root, commit = editor.root, text_in(order, "commit")
    parent = _parent_of(root, commit)
    paths = paths_between(root, parent, commit)
    if not paths or not all(path.startswith(_ORDERED) for path in paths):
        raise Refused("edit-undo-other")
    files = {}
    for path in paths:
        try:
            files[path] = _taken_back(source, path, editor.lies(path), _texts(root, path, commit, parent))
        except _Touched:
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


def _taken_back(source: Source, path: str, now: str | None, texts: tuple[str | None, str | None]) -> str | None:
    made, before = texts
    if now in (made, before):
        return before
    if now is None or made is None or before is None:
        raise _Touched
    named = _RECORD.match(path)
    schema = source.data.schemas.get(named["kind"]) if named else None
    if schema is None:
        return _without_lines(now, made, before)
    rows = [parse_row(text, schema.kind, "", path)[0] for text in (now, made, before)]
    return canonical(_without_values(*rows), schema.fields)


def _without_values(now: Row, made: Row, before: Row) -> Row:
    """A record whose other fields, and other rows of the same field, may have been changed since."""
    values = {**now.values}
    for name in made.values.keys() | before.values.keys():
        own, old = made.values.get(name), before.values.get(name)
        if own == old:
            continue
        back = old if now.values.get(name) == own else _without_rows(now.values.get(name), own, old)
        values[name] = back if back is not None else ""
    return replace(now, values={name: value for name, value in values.items() if value})


def _without_rows(now: Raw | None, made: Raw | None, before: Raw | None) -> list[Raw]:
    """What was added goes, what was taken away comes back, as far as it stands as it was made."""
    listed, own, old = (_rows(value) for value in (now, made, before))
    added = list(_less(own, old))
    if any(row not in listed for row in added):
        raise _Touched
    return [*_less(listed, added), *_less(old, own)]


def _rows(value: Raw | None) -> list[Raw]:
    if value is not None and not isinstance(value, list):
        raise _Touched
    return value or []


def _less(rows: list[Raw], others: list[Raw]) -> Iterator[Raw]:
    left = [*others]
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            yield row


def _without_lines(now: str, made: str, before: str) -> str:
    """Of a page: its lines, as git joins them."""
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("now", "made", "before")]
        for file, text in zip(files, (now, made, before), strict=True):
            file.write_bytes(text.encode())
        try:
            return ask_bytes(Path(folder), "merge-file", "-p", "--quiet", *(file.name for file in files)).decode()
        except NoCommit:  # some lines are both's
            raise _Touched from None
