"""Along the commits, from the first to the last: what calendars showed after each, and since when.

Where branches meet, a date counts as changed for everybody who last saw it as another branch had it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from brygga.history.commits import Commit
from brygga.history.shown import shown_dates
from brygga.load.schema import Schema
from brygga.model.record import Record, Records
from brygga.model.revisions import Dates, Revision, Shown, gone, revised, shown_texts

Versions = Mapping[tuple[str, str], Record]  # (path, id of its text) → the record, where it was sound
CATALOGUES = "data/translations/"
_EVERYWHERE = frozenset({"places", "closures"})  # what may change any date


@dataclass
class State:
    """After one commit. `files`: the last sound text of each file; `moment`: when that was, later than all before."""

    files: dict[str, str] = field(default_factory=dict)
    dates: dict[str, Mapping[str, Revision]] = field(default_factory=dict)
    moment: int = 0

    def copy(self) -> State:
        return State(dict(self.files), dict(self.dates), self.moment)


class Walk:
    """`site` is the present record of the whole site, `until` bounds series without a last day."""

    def __init__(self, versions: Versions, schemas: Mapping[str, Schema], site: Record, until: date) -> None:
        self._versions = versions
        self._schemas = schemas
        self._site = site
        self._until = until

    def along(self, commits: Iterable[Commit], start: State) -> State:
        """`commits` with parents before their children; `start` is what came before the first of them."""
        listed = list(commits)
        waiting = Counter(parent for commit in listed for parent in commit.parents)
        states: dict[str, State] = {}
        state = start
        for commit in listed:
            parents = [_taken(states, waiting, parent) for parent in commit.parents if parent in states]
            state = self._after(commit, parents or [start.copy()])
            states[commit.id] = state
        return state

    def _after(self, commit: Commit, parents: list[State]) -> State:
        """The first parent's state is made into the commit's own."""
        state, *others = parents
        moment = max(commit.moment, *(parent.moment + 1 for parent in parents))
        self._read(state, commit, moment)
        for other in others:
            _meet(state, other, moment)
        state.moment = moment
        return state

    def _read(self, state: State, commit: Commit, moment: int) -> None:
        changed = {path: blob for path, blob in commit.changed.items() if self._counts(path, blob)}
        touched = self._records(state, changed)
        for path, blob in changed.items():
            if blob is None:
                state.files.pop(path, None)
            else:
                state.files[path] = blob
        self._show(state, [*touched, *self._records(state, changed)], moment)
        for path in (path for path in commit.changed if path.startswith(CATALOGUES)):
            state.dates[path] = compared(state.dates.get(path, {}), shown_texts(path, commit.changed[path]), moment)

    def _counts(self, path: str, blob: str | None) -> bool:
        """A text that could not be published changes nothing."""
        return blob is None or (path, blob) in self._versions

    def _records(self, state: State, changed: Iterable[str]) -> list[Record]:
        return [self._versions[path, state.files[path]] for path in changed if path in state.files]

    def _show(self, state: State, touched: Collection[Record], moment: int) -> None:
        """Compares the dates of all records that a touched one may have changed with what they were."""
        kinds = {record.kind for record in touched}
        if not kinds:
            return
        records = [self._versions[path, blob] for path, blob in sorted(state.files.items())]  # as they are loaded
        shared = [record for record in records if record.kind in _EVERYWHERE]
        carried = [record for record in records if record.kind not in _EVERYWHERE]
        affected = [*touched, *carried] if kinds & _EVERYWHERE else touched  # what was removed is only touched
        paths = {_carrier(record) for record in affected if record.kind not in _EVERYWHERE}
        own = [record for record in carried if _carrier(record) in paths]
        now: Dates = shown_dates(Records([self._site, *shared, *own]), self._schemas, self._until)
        for path in paths:
            state.dates[path] = compared(state.dates.get(path, {}), now.get(path, {}), moment)


def compared(before: Mapping[str, Revision], now: Mapping[str, Shown], moment: int) -> dict[str, Revision]:
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


def _taken(states: dict[str, State], waiting: Counter[str], parent: str) -> State:
    """Its last child may change it, the others get a copy."""
    waiting[parent] -= 1
    return states[parent].copy() if waiting[parent] else states.pop(parent)


def _carrier(record: Record) -> str:
    """The path of the record whose dates it is part of."""
    return f"data/series/{record['series']}.yaml" if record["series"] else record.path


def _meet(state: State, other: State, moment: int) -> None:
    for path, theirs in other.dates.items():
        mine = state.dates.get(path, {})
        if mine is not theirs:
            state.dates[path] = {**mine, **{key: _met(mine.get(key), one, moment) for key, one in theirs.items()}}


def _met(mine: Revision | None, theirs: Revision, moment: int) -> Revision:
    """How the date goes on for those who saw `theirs` until now, and for all others."""
    if mine is None:
        return gone(theirs, moment)
    if mine.fingerprint == theirs.fingerprint:
        return max(mine, theirs, key=lambda one: one.moment)
    return mine if mine.moment > theirs.moment else replace(mine, moment=moment)
