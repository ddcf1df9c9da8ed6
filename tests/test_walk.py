"""Nothing lowers SEQUENCE, DTSTAMP and LAST-MODIFIED, whatever is edited, removed, brought back, branched and merged.

The history is made up, without git: each file has a few texts, one of which could not be published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brygga.history.commits import Commit
from brygga.history.shown import shown_dates
from brygga.history.walk import State, Walk
from brygga.model.record import MEMBERS, Record, Records
from brygga.model.revisions import GONE, Dates, DateShown, Past, Revision, revise
from tinysite import real_schemas

pytestmark = pytest.mark.many

FIRST, LAST, UNTIL = date(2019, 3, 5), date(2019, 3, 19), date(2019, 12, 31)
TOLD = date(2019, 3, 1)
SITE = Record("site", "site", "data/site.yaml", {"published": TOLD, "horizon_weeks": 8}, {})
CAFE = {
    "title": "Café",
    "place": "torget",
    "weekday": "tuesday",
    "first_day": FIRST,
    "last_day": LAST,
    "summary": "Vi.",
}
CAFE |= {"start": time(13), "end": time(16)}
OFF = {"status": "cancelled", "reason": "Snö.", "announced": TOLD}
DAY_OFF = {"first_day": LAST, "last_day": LAST, "effect": "closed", "announced": TOLD, "title": "Påsk."}
GUEST = {"title": "Gäst", "date": FIRST, "series": "cafe", "summary": "Hej."}
TEXTS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "series/cafe": (CAFE, {**CAFE, "changes": [{"date": FIRST, **OFF}]}, {**CAFE, "weekday": "friday"}),
    "events/gast": (GUEST, {**GUEST, "date": LAST}, {**GUEST, "audience": MEMBERS}),
    "events/fest": ({"title": "Fest", "date": FIRST, "place": "torget", "summary": "Kom."},),
    "places/torget": ({"title": "Torget"}, {"title": "Torget", "street": "Gatan 1"}),
    "closures/pask": (DAY_OFF, {**DAY_OFF, "effect": "ask"}, {**DAY_OFF, "audience": MEMBERS}),
}
CATALOGUE = "data/translations/ar.po"
BROKEN = "broken"
Tree = Mapping[str, str]  # path → id of its text
QUICK = settings(derandomize=True, database=None, deadline=None, max_examples=25)


def _versions() -> dict[tuple[str, str], Record]:
    found = {}
    for name, texts in TEXTS.items():
        kind, _, id_ = name.partition("/")
        for number, values in enumerate(texts):
            path = f"data/{name}.yaml"
            found[path, str(number)] = Record(kind, id_, path, values, {})
    return found


VERSIONS = _versions()
# Two records' translations; the last text says nothing of one of them.
SAID = {"0": {"a": "0", "b": "0"}, "1": {"a": "1", "b": "0"}, "2": {"a": "2"}, BROKEN: {}}
TRANSLATED = {
    (CATALOGUE, blob): {key: DateShown(text, date.max, False, 0) for key, text in said.items()}
    for blob, said in SAID.items()
}
PATHS = [*sorted({path for path, _ in VERSIONS}), CATALOGUE]
EDITS = st.dictionaries(
    st.sampled_from(PATHS),
    st.sampled_from(["0", "0", "1", "2", BROKEN, None]),
    min_size=1,
    max_size=4,
)


class Step(NamedTuple):
    """`back`: how many commits before the last one its parent is, `beside`: that of a merge's second parent."""

    edits: Mapping[str, str | None]
    moment: int
    back: int
    beside: int | None
    is_theirs: bool


def step(back: st.SearchStrategy[int], beside: st.SearchStrategy[int | None]) -> st.SearchStrategy[Step]:
    return st.builds(Step, st.just({}) | EDITS, st.integers(0, 60), back, beside, st.booleans())


# Everything is there; two branches, which meet again; then anything.
BASE = Step(dict.fromkeys(PATHS, "0"), 30, 0, None, is_theirs=False)
MERGE = step(st.just(0), st.just(1)) | step(st.just(1), st.just(0))
FORK = (st.just(BASE), step(st.just(0), st.none()), step(st.just(1), st.none()), MERGE)
REST = st.lists(step(st.integers(0, 2), st.none() | st.integers(0, 3)), max_size=3)
# Both branches change the same dates in the same second, and one wins.
TIE = [
    BASE,
    Step({"data/series/cafe.yaml": "1"}, 0, 0, None, is_theirs=False),
    Step({"data/series/cafe.yaml": "2"}, 0, 1, None, is_theirs=False),
    Step({}, 0, 1, 0, is_theirs=False),
]
STEPS = st.builds(lambda fork, rest: [*fork, *rest], st.tuples(*FORK), REST)


class Made(NamedTuple):
    commit: Commit
    tree: Tree
    state: State


def edited(tree: Tree, edits: Mapping[str, str | None]) -> Tree:
    return {path: blob for path, blob in {**tree, **edits}.items() if blob is not None}


def history(steps: Sequence[Step]) -> list[Made]:
    """Each commit with the state that a build of it works out."""
    made: list[Made] = []
    for number, step in enumerate(steps):
        names = [max(0, number - 1 - step.back)] if number else []
        if names and step.beside is not None and (other := max(0, number - 1 - step.beside)) != names[0]:
            names.append(other)
        trees = [made[name].tree for name in names] or [{}]
        merged = {**trees[0], **trees[-1]} if step.is_theirs else trees[0]
        tree = edited(merged, step.edits)
        changed = {path: tree.get(path) for path in {**trees[0], **tree} if trees[0].get(path) != tree.get(path)}
        commit = Commit(tuple(str(name) for name in names), str(number), step.moment, changed)
        walk = Walk(VERSIONS, TRANSLATED, real_schemas()[0], SITE, UNTIL)
        before = [made[int(name)].commit for name in sorted(ancestors(made, names))]
        made.append(Made(commit, tree, walk.along([*before, commit], State())))
    return made


def ancestors(made: Sequence[Made], names: Sequence[int]) -> set[int]:
    found = set(names)
    for name in names:
        found |= ancestors(made, [int(parent) for parent in made[name].commit.parents])
    return found


def dates_of(tree: Tree) -> Dates:
    """What calendars show of it, worked out from nothing else."""
    records = [VERSIONS[path, blob] for path, blob in sorted(tree.items()) if (path, blob) in VERSIONS]
    return shown_dates(Records([SITE, *records]), real_schemas()[0], UNTIL)


def is_published(tree: Tree) -> bool:
    return all((path, blob) in VERSIONS for path, blob in tree.items() if path != CATALOGUE)


def flat(dates: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {key: one for found in dates.values() for key, one in found.items()}


def risen(before: Mapping[str, Revision], after: Mapping[str, Revision]) -> bool:
    """Nothing was forgotten or lowered, and what changed, left or came back is later than it was."""
    return all(
        key in after
        and after[key].moment >= one.moment
        and (after[key].fingerprint == one.fingerprint or after[key].moment > one.moment)
        for key, one in before.items()
    )


@QUICK
@example(TIE)
@given(STEPS)
def test_no_commit_lowers_what_any_of_its_parents_had(steps: list[Step]) -> None:
    made = history(steps)
    for one in made:
        for parent in one.commit.parents:
            assert risen(flat(made[int(parent)].state.dates), flat(one.state.dates))


@QUICK
@example(TIE)
@given(STEPS)
def test_what_is_remembered_is_what_calendars_show(steps: list[Step]) -> None:
    made = history(steps)
    for number, one in enumerate(made):
        if all(is_published(made[name].tree) for name in ancestors(made, [number])):
            known = flat({path: dates for path, dates in one.state.dates.items() if path != CATALOGUE})
            live = {key: found.fingerprint for key, found in known.items() if found.fingerprint != GONE}
            assert live == {key: shown.fingerprint for key, shown in flat(dates_of(one.tree)).items()}


BUILDS = st.lists(
    st.tuples(st.none() | st.integers(0, 9), st.just({}) | EDITS, st.none() | st.dates(TOLD, LAST)),
    min_size=2,
    max_size=6,
)


@QUICK
@given(STEPS, BUILDS)
def test_no_build_of_a_folder_lowers_what_an_earlier_one_handed_out(
    steps: list[Step], builds: list[tuple[int | None, Mapping[str, str | None], date | None]]
) -> None:
    """Whatever is checked out, with a history or none, with edits that nobody has committed."""
    made, handed_out = history(steps), dict[str, Revision]()
    for chosen, edits, live_on in builds:
        one = made[(chosen or 0) % len(made)]
        tree = edited(one.tree, edits)
        if is_published(tree):
            past = None if chosen is None else Past(one.state.dates, one.state.moment + 1, is_cut=False)
            found = revise(dates_of(tree), past, handed_out, live_on)
            assert risen(handed_out, found.dates)
            handed_out = dict(found.dates)
