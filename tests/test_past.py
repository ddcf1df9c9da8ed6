"""Where the moments of the last changes come from: branches, broken files, cut or missing histories, what was kept."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brygga.check.check import check
from brygga.command.console import Console
from brygga.history.handed_out import hand_out
from brygga.model.record import PUBLIC
from brygga.model.revisions import CUT, NONE, WHOLE, Revisions
from repository import MOMENT, commit, git
from tinysite import TODAY, put, real_schemas, without_today

pytestmark = pytest.mark.many

SERIES = "data/series/tisdag.yaml"
CANCELLED = "changes:\n  - {date: 2019-03-19, status: cancelled, reason: Snö., announced: 2019-03-04}\n"
CHANGED, OTHER = "tisdag/2019-03-19", "tisdag/2019-03-26"
LATER = "2019-03-06T12:00:00Z"


@pytest.fixture
def root(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny set with a history of one commit."""
    monkeypatch.setattr("brygga.check.check.read_schemas", lambda _: real_schemas())
    commit(tiny)
    return tiny


def revisions(root: Path, clock: date = TODAY) -> Revisions:
    data, problems = check(root, clock)
    assert data is not None, problems
    return data.revisions


def moments(root: Path, clock: date = TODAY) -> tuple[int, int]:
    """In seconds since 1970, of a date that will be changed and of one beside it."""
    found = revisions(root, clock)
    return found.moment(f"{PUBLIC} {CHANGED}"), found.moment(f"{PUBLIC} {OTHER}")


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(UTC).timestamp())


def cancel(root: Path) -> None:
    file = root / SERIES
    put(file, file.read_text("utf-8") + CANCELLED)


def reopen(root: Path) -> None:
    file = root / SERIES
    put(file, file.read_text("utf-8").replace(CANCELLED, ""))


def test_a_change_happens_when_it_is_committed(root: Path) -> None:
    cancel(root)
    assert moments(root) == (seconds(MOMENT) + 1, seconds(MOMENT))
    commit(root, LATER)
    assert moments(root) == (seconds(LATER), seconds(MOMENT))
    put(root / SERIES, (root / SERIES).read_text("utf-8") + "note: Ring vaktmästaren.\n")
    commit(root, "2019-03-07T12:00:00Z")
    assert moments(root) == (seconds(LATER), seconds(MOMENT))


def test_a_clock_that_went_back_lowers_nothing(root: Path) -> None:
    cancel(root)
    commit(root, "2018-01-01T00:00:00Z")
    assert moments(root) == (seconds(MOMENT) + 1, seconds(MOMENT))


def test_a_file_that_could_not_be_published_changes_nothing(root: Path) -> None:
    good = (root / SERIES).read_text("utf-8")
    for broken in ("title: [", good.replace("13:00", "25:00"), good + "colour: red\n", "\x00"):
        put(root / SERIES, broken)
        commit(root, LATER)
    put(root / SERIES, good)
    commit(root, LATER)
    assert moments(root) == (seconds(MOMENT), seconds(MOMENT))


def branched(root: Path) -> None:
    """Two branches that were both published: one cancels and opens again, the other changes something else."""
    git(root, "branch", "other")
    cancel(root)
    commit(root)
    reopen(root)
    commit(root)
    git(root, "checkout", "-q", "other")
    put(root / "data/places/kvarnen.yaml", (root / "data/places/kvarnen.yaml").read_text("utf-8") + "note: Ja.\n")
    commit(root)


@pytest.mark.parametrize(("into", "merged"), [("main", "other"), ("other", "main")])
def test_where_branches_meet_the_later_of_both_counts(root: Path, into: str, merged: str) -> None:
    branched(root)
    git(root, "checkout", "-q", into)
    git(root, "merge", "-q", "--no-ff", "-m", "x", merged)
    assert moments(root) == (seconds(MOMENT) + 2, seconds(MOMENT))


def test_what_a_merge_leaves_out_has_changed_for_those_who_saw_it(root: Path) -> None:
    git(root, "branch", "other")
    cancel(root)
    commit(root)
    git(root, "checkout", "-q", "other")
    put(root / "data/places/kvarnen.yaml", (root / "data/places/kvarnen.yaml").read_text("utf-8") + "note: Ja.\n")
    commit(root)
    git(root, "merge", "-q", "-s", "ours", "-m", "x", "main")
    assert moments(root) == (seconds(MOMENT) + 2, seconds(MOMENT))


def test_going_on_from_what_was_kept_gives_the_same_as_from_the_beginning(root: Path) -> None:
    for edit in (cancel, reopen, cancel):
        edit(root)
        commit(root)
        kept = revisions(root)
    branched(root)
    git(root, "merge", "-q", "--no-ff", "-m", "x", "main")
    kept = revisions(root)
    (root / ".cache/dates.json").unlink()
    assert revisions(root) == kept


@pytest.mark.parametrize("content", ["", "{", "[]", '{"recipe": 1}', "\x00"])
def test_what_was_kept_and_cannot_be_read_is_made_anew(root: Path, content: str) -> None:
    before = revisions(root)
    put(root / ".cache/dates.json", content)
    put(root / ".cache/handed-out.json", content)
    assert revisions(root) == before


def test_a_shallow_clone_never_says_less_than_the_whole_history(root: Path, tmp_path: Path) -> None:
    cancel(root)
    commit(root)
    reopen(root)
    commit(root, LATER)
    whole = revisions(root)
    subprocess.run(["git", "clone", "-q", "--depth=1", root.as_uri(), "copy"], cwd=tmp_path, check=True)
    cut = revisions(tmp_path / "copy")
    assert (whole.history, cut.history) == (WHOLE, CUT)
    assert set(moments(tmp_path / "copy")) == {seconds(LATER)}
    assert all(cut.moment(key) >= whole.moment(key) for key in whole.dates)


def test_a_live_site_without_history_says_the_latest_there_can_be(root: Path) -> None:
    without_today(root)
    commit(root, LATER)
    today = date(2019, 3, 6)
    whole = moments(root, today)
    (root / ".git").rename(root / "no-git")
    assert min(moments(root, today)) > max(whole)
    assert revisions(root, today).history == NONE


def test_without_history_what_was_handed_out_goes_on(root: Path) -> None:
    (root / ".git").rename(root / "no-git")
    seen = [moments(root)]
    for edit in (cancel, reopen, cancel):
        hand_out(root, revisions(root))
        edit(root)
        seen.append(moments(root))
    assert [changed for changed, _ in seen] == sorted({changed for changed, _ in seen})
    assert {other for _, other in seen} == {seen[0][1]}


def test_a_history_that_is_written_anew_lowers_nothing(root: Path) -> None:
    cancel(root)
    commit(root, LATER)
    hand_out(root, revisions(root))
    before = moments(root)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    after = moments(root)
    assert (after[0] > before[0], after[1]) == (True, before[1])


def test_a_date_that_left_and_came_back_is_newer_than_before(root: Path) -> None:
    text = "title: Fest\ndate: 2019-03-02\nplace: torget\nsummary: Vi dansar.\nsource: Provdata\n"
    found: list[Mapping[str, int]] = []
    for content in (text, None, text):
        put(root / "data/events/fest.yaml", content)
        commit(root)
        found.append({key: one.moment for key, one in revisions(root).dates.items() if key.endswith(" fest")})
    assert found[1] == {}
    assert found[2][f"{PUBLIC} fest"] == found[0][f"{PUBLIC} fest"] + 2


def test_a_series_without_a_last_day_loses_what_was_shown_and_no_more(root: Path) -> None:
    """Eight weeks ahead were shown; what lies beyond is nobody's, also when it comes near."""
    without_today(root)
    endless = (root / SERIES).read_text("utf-8").replace("last_day: 2019-04-30\n", "")
    put(root / SERIES, endless)
    commit(root)
    put(root / SERIES, endless.replace("weekday: tuesday\n", "weekday: tuesday\nlast_day: 2019-04-09\n"))
    assert lost(root, date(2019, 3, 5)) == "2019-04-16, 2019-04-23, 2019-04-30"
    commit(root)
    found = [lost(root, day) for day in (date(2019, 3, 5), date(2019, 4, 20), date(2019, 5, 1), date(2020, 1, 7))]
    assert found == ["2019-04-16, 2019-04-23, 2019-04-30", "2019-04-23, 2019-04-30", None, None]


def lost(root: Path, clock: date) -> str | None:
    _, problems = check(root, clock)
    return problems[0].facts["dates"] if problems else None


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_build_says_what_a_cut_or_missing_history_costs(language: str) -> None:
    said = [Console(language).sentence(f"history-{history}") for history in (CUT, NONE)]
    assert ["--unshallow" in said[0], ".cache" in said[1]] == [True, True]
