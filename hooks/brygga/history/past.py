"""The dates that calendars have been shown, as git remembers them. What was worked out once is kept in .cache."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import brygga
from brygga.history.catalogues import CATALOGUES, shown_texts
from brygga.history.commits import Commit, head, is_straight, read_commits, read_texts
from brygga.history.handed_out import replace_file, revisions_of, rows_of
from brygga.history.walk import State, Walk
from brygga.load.cast import cast
from brygga.load.characters import decode
from brygga.load.rows import Row, parse_row
from brygga.load.schema import Schema
from brygga.model.record import Record
from brygga.model.revisions import Dates, DateShown, Past, Revision

_RECORDS = ("data/series", "data/events", "data/places", "data/closures")
_RECORD = re.compile(rf"({'|'.join(_RECORDS)})/[a-z0-9]+(-[a-z0-9]+)*\.yaml\Z")
_Text = tuple[str, str]  # a path, and the id of a text that stood there


def read_past(root: Path, schemas: Mapping[str, Schema], site: Record, until: date) -> Past | None:
    """None without git, and before the first commit. `until` bounds series without a last day."""
    checked_out = head(root)
    if checked_out is None:
        return None
    end, is_cut = checked_out
    file, recipe = root / ".cache/dates.json", _recipe(root, site, until, is_cut)
    kept, state = _kept(file, recipe)
    if kept != end:
        if kept is None or not is_straight(root, kept, end):
            reach, state = end, State()
        else:
            reach = f"{kept}..{end}"
        commits = read_commits(root, (*_RECORDS, CATALOGUES), reach)
        versions = _versions(root, schemas, [*state.files.items(), *_texts(commits)])
        translated = _translated(root, _texts(commits))
        state = Walk(versions, translated, schemas, site, until).along(commits, state)
        _keep(file, recipe, end, state)
    return Past(state.dates, state.moment + 1, is_cut)


def read_catalogues(root: Path) -> Dates:
    """The catalogues as they are now."""
    files = {file.relative_to(root).as_posix(): file for file in sorted((root / CATALOGUES).rglob("*.po"))}
    return {path: shown_texts(path, file.read_bytes()) for path, file in files.items()}


def _texts(commits: Iterable[Commit]) -> Iterator[tuple[str, str]]:
    """(path, id) of every text that ever stood in a file."""
    return ((path, blob) for commit in commits for path, blob in commit.changed.items() if blob)


def _versions(root: Path, schemas: Mapping[str, Schema], wanted: Iterable[tuple[str, str]]) -> dict[_Text, Record]:
    """The texts that are sound records, as today's schemas see them. All others could not be published."""
    listed = [(path, blob) for path, blob in dict.fromkeys(wanted) if _RECORD.match(path)]
    texts = dict(read_texts(root, {blob for _, blob in listed}))
    read = {(path, blob): _row(path, texts[blob]) for path, blob in listed if blob in texts}
    rows = {text: row for text, row in read.items() if row is not None}
    records, _ = cast(rows.values(), schemas)
    return {text: record for text, record in zip(rows, records, strict=True) if record.sound}


def _translated(root: Path, wanted: Iterable[_Text]) -> dict[_Text, Mapping[str, DateShown]]:
    """What each catalogue said."""
    listed = [(path, blob) for path, blob in dict.fromkeys(wanted) if path.startswith(CATALOGUES)]
    paths = {blob: path for path, blob in listed}
    said = {blob: shown_texts(paths[blob], text) for blob, text in read_texts(root, paths)}
    return {(path, blob): said.get(blob, {}) for path, blob in listed}


def _row(path: str, content: bytes) -> Row | None:
    """None where something is wrong with the file."""
    _, kind, name = path.split("/")
    row, problems = parse_row(decode(content)[0], kind, name.removesuffix(".yaml"), path)
    return None if problems else row


def _recipe(root: Path, site: Record, until: date, is_cut: bool) -> str:
    """A digest of all but the commit that the result is made from."""
    files = [*sorted((root / "data/schemas").rglob("*.yaml")), *sorted(Path(brygga.__file__).parent.rglob("*.py"))]
    made_from = hashlib.blake2b(repr((site["published"], until, is_cut)).encode(), digest_size=12)
    for file in files:
        made_from.update(file.read_bytes())
    return made_from.hexdigest()


def _kept(file: Path, recipe: str) -> tuple[str | None, State]:
    """The commit that was worked out before, and what came of it."""
    try:
        raw = json.loads(file.read_text("utf-8"))
        if raw["recipe"] != recipe:
            return None, State()
        dates: dict[str, Mapping[str, Revision]] = {path: revisions_of(rows) for path, rows in raw["dates"].items()}
        return str(raw["commit"]), State(dict(raw["files"]), dates, int(raw["moment"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, State()


def _keep(file: Path, recipe: str, commit: str, state: State) -> None:
    dates = {path: rows_of(revisions) for path, revisions in state.dates.items()}
    kept = {"recipe": recipe, "commit": commit, "files": state.files, "moment": state.moment, "dates": dates}
    with suppress(OSError):  # where nothing can be kept, the next build works it out again
        replace_file(file, json.dumps(kept))
