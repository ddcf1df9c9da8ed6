"""Along the commits, from the first to the last: what calendars showed after each, and since when.

Where branches meet, a date counts as changed for everybody who last saw it as another branch had it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from brygga.history.catalogues import CATALOGUES
from brygga.history.commits import Commit
from brygga.history.shown import shown_dates
from brygga.load.schema import Schema
from brygga.model.record import Record, Records
from brygga.model.revisions import Dates, DateShown, History, Revision, gone, revised

Versions = Mapping[tuple[str, str], Record]  # (path, id of its text) → the record, where it was sound
Translated = Mapping[tuple[str, str], Mapping[str, DateShown]]  # (path, id of its text) → what that catalogue said
_EVERYWHERE = frozenset({"places", "closures"})  # what may change any date


@dataclass(frozen=True)
class State:
    """After one commit. `files`: the last sound text of each file; `moment`: when that was, later than all before."""

    files: Mapping[str, str] = field(default_factory=dict)
    dates: History = field(default_factory=dict)
    moment: int = 0


class Walk:
    """`site` is the present record of the whole site, `until` bounds series without a last day."""

    def __init__(
        self, versions: Versions, translated: Translated, schemas: Mapping[str, Schema], site: Record, until: date
    ) -> None:
        self._versions = versions
        self._translated = translated
        self._schemas = schemas
        self._site = site
        self._until = until

    def along(self, commits: Iterable[Commit], start: State) -> State:
        """`commits` with parents before their children; `start` is what came before the first of them."""
        listed = list(commits)
        last_child = {parent: commit.id for commit in listed for parent in commit.parents}
        states: dict[str, State] = {}
        state = start
        for commit in listed:
            parents = [parent for parent in commit.parents if parent in states]
            state = self._after(commit, [states[parent] for parent in parents] or [start])
            states[commit.id] = state
            for parent in parents:
                if last_child[parent] == commit.id:  # nobody asks for it any more
                    states.pop(parent, None)
        return state

    def _after(self, commit: Commit, parents: list[State]) -> State:
        """What changed did so between the first parent and the commit; the others' readers saw something else."""
        first, *others = parents
        moment = max(commit.moment, *(parent.moment + 1 for parent in parents))
        changed = {path: blob for path, blob in commit.changed.items() if self._counts(path, blob)}
        known = {**first.files, **changed}
        files = {path: blob for path, blob in known.items() if blob is not None}
        touched = [*self._records(first.files, changed), *self._records(files, changed)]
        now = {**self._shown(files, touched), **self._said(commit)}
        dates: History = {
            **first.dates,
            **{path: compared(first.dates.get(path, {}), now[path], moment) for path in now},
        }
        for other in others:
            dates = _met_all(dates, other.dates, moment)
        return State(files, dates, moment)

    def _counts(self, path: str, blob: str | None) -> bool:
        """A text that could not be published changes nothing."""
        return blob is None or (path, blob) in self._versions

    def _said(self, commit: Commit) -> Dates:
        """What the changed catalogues say, nothing where one went."""
        changed = ((path, blob) for path, blob in commit.changed.items() if path.startswith(CATALOGUES))
        return {path: self._translated.get((path, blob), {}) if blob else {} for path, blob in changed}

    def _records(self, files: Mapping[str, str], changed: Iterable[str]) -> list[Record]:
        return [self._versions[path, files[path]] for path in changed if path in files]

    def _shown(self, files: Mapping[str, str], touched: Collection[Record]) -> Dates:
        """By path: the dates of all records that a touched one may have changed, none where there are none left."""
        kinds = {record.kind for record in touched}
        if not kinds:
            return {}
        records = [self._versions[path, blob] for path, blob in sorted(files.items())]  # as they are loaded
        shared = [record for record in records if record.kind in _EVERYWHERE]
        carried = [record for record in records if record.kind not in _EVERYWHERE]
        affected = [*touched, *carried] if kinds & _EVERYWHERE else touched  # what was removed is only touched
        paths = {_carrier(record) for record in affected if record.kind not in _EVERYWHERE}
        own = [record for record in carried if _carrier(record) in paths]
        shown = shown_dates(Records([self._site, *shared, *own]), self._schemas, self._until)
        return {path: shown.get(path, {}) for path in paths}


def compared(before: Mapping[str, Revision], now: Mapping[str, DateShown], moment: int) -> dict[str, Revision]:
    """What changed did so at the `moment`."""
    found = {}
    for key in before.keys() | now.keys():
        old, new = before.get(key), now.get(key)
        if new is None and old is not None:
            found[key] = gone(old, moment)
        elif new is not None:
            same = old is not None and old.fingerprint == new.fingerprint
            found[key] = old if same and old else revised(new, moment)
    return found


def _carrier(record: Record) -> str:
    """The path of the record whose dates it is part of."""
    return f"data/series/{record['series']}.yaml" if record["series"] else record.path


def _met_all(dates: History, theirs: History, moment: int) -> History:
    """The dates where a branch comes in whose readers saw `theirs`."""
    others = {path: one for path, one in theirs.items() if dates.get(path, {}) is not one}
    return {**dates, **{path: _met_dates(dates.get(path, {}), one, moment) for path, one in others.items()}}


def _met_dates(mine: Mapping[str, Revision], theirs: Mapping[str, Revision], moment: int) -> dict[str, Revision]:
    return {**mine, **{key: _met(mine.get(key), one, moment) for key, one in theirs.items()}}


def _met(mine: Revision | None, theirs: Revision, moment: int) -> Revision:
    """How the date goes on for those who saw `theirs` until now, and for all others."""
    if mine is None:
        return gone(theirs, moment)
    if mine.fingerprint == theirs.fingerprint:
        return max(mine, theirs, key=lambda one: one.moment)
    return mine if mine.moment > theirs.moment else replace(mine, moment=moment)
