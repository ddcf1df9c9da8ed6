"""Since when a date is shown as it is: by git's history, by earlier builds, by the records themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from brygga.model.record import Record
from brygga.model.revisions import (
    CUT,
    GONE,
    NONE,
    WHOLE,
    DateShown,
    Past,
    Revision,
    Revisions,
    gone,
    revise,
    revised,
    told_by,
)
from brygga.model.session import Session, Slot

DAY, OTHER_DAY = date(2019, 3, 12), date(2019, 3, 13)
FILE = "data/series/cafe.yaml"
MIDNIGHT = int(datetime(2019, 3, 5, tzinfo=UTC).timestamp())
LAST_SECOND = MIDNIGHT + 24 * 60 * 60 - 1
LIVE = date(2019, 3, 5)
FOLLOWING = 500


def known(fingerprint: str, moment: int) -> Revision:
    return Revision(fingerprint, moment, OTHER_DAY, is_endless=True)


def past(is_cut: bool = False, **dates: Revision) -> Past:
    return Past({FILE: dates}, FOLLOWING, is_cut)


# what the records say, the history, what was handed out, the real day → since when
MOMENTS: dict[str, tuple[int, Past | None, Revision | None, date | None, int]] = {
    "as the record says": (100, None, None, None, 100),
    "nobody knows what was handed out today": (100, None, None, LIVE, LAST_SECOND),
    "told later than today": (LAST_SECOND + 7, None, None, LIVE, LAST_SECOND + 7),
    "history is asked before the clock": (100, past(k=known("new", 300)), None, LIVE, 300),
    "unchanged since a commit": (100, past(k=known("new", 300)), None, None, 300),
    "changed since the last commit": (100, past(k=known("old", 300)), None, None, FOLLOWING),
    "new since the last commit": (100, past(x=known("new", 300)), None, None, FOLLOWING),
    "in no commit": (100, past(), None, None, FOLLOWING),
    "handed out so": (100, None, known("new", 90), None, 90),
    "handed out so, later": (100, None, known("new", 110), None, 110),
    "handed out otherwise": (100, None, known("old", 90), None, 100),
    "handed out otherwise at that moment": (100, None, known("old", 100), None, 101),
    "handed out otherwise later": (100, None, known("old", 110), None, 111),
    "handed out so before its commit": (100, past(k=known("new", 300)), known("new", 290), None, 300),
    "handed out so after its commit": (100, past(k=known("new", 300)), known("new", 310), None, 310),
    "handed out otherwise before its commit": (100, past(k=known("new", 300)), known("old", 290), None, 300),
    "handed out otherwise at its commit": (100, past(k=known("new", 300)), known("old", 300), None, 301),
    "gone once and back": (100, None, known(GONE, 120), None, 121),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_since_when_a_date_is_shown_as_it_is(name: str) -> None:
    told, history, earlier, live_on, moment = MOMENTS[name]
    now = {FILE: {"k": DateShown("new", DAY, False, told)}, "data/events/x.yaml": {}}
    found = revise(now, history, {"k": earlier} if earlier else {}, live_on)
    assert found.dates == {"k": Revision("new", moment, DAY, is_endless=False)}
    assert (found.moment("k"), found.moment("other")) == (moment, 0)


def test_dates_of_several_records_are_kept_apart() -> None:
    now = {path: {path: DateShown(path, DAY, False, 7)} for path in ("a", "b")}
    history = Past({path: {path: known(path, number)} for path, number in (("b", 2), ("a", 1))}, FOLLOWING, False)
    assert {key: one.moment for key, one in revise(now, history, {}, None).dates.items()} == {"a": 1, "b": 2}


def test_what_was_handed_out_and_is_no_longer_there_is_gone_a_second_later() -> None:
    earlier = {"lost": known("old", 90), "lost before": known(GONE, 80)}
    found = revise({}, None, earlier, None)
    assert found.dates == {"lost": known(GONE, 91), "lost before": known(GONE, 80)}


def test_how_much_of_the_history_is_known() -> None:
    kinds = [revise({}, one, {}, None).history for one in (None, past(), past(is_cut=True))]
    assert kinds == [NONE, WHOLE, CUT]


def test_a_revision_keeps_what_it_is_of() -> None:
    assert revised(DateShown("x", DAY, True, 7), 9) == Revision("x", 9, DAY, is_endless=True)
    assert gone(known("x", 9), 10) == known(GONE, 10)
    assert gone(known(GONE, 9), 10) == known(GONE, 9)
    assert Revisions().moment("x") == 0


@pytest.mark.parametrize("sequence", [0, 3])
def test_a_record_tells_the_day_and_a_second_for_each_announcement(sequence: int) -> None:
    record = Record("series", "cafe", FILE, {}, {})
    slot = Slot(DAY, None, None, "")
    session = Session("cafe", record, (slot,), "scheduled", None, None, (), date(2019, 1, 1), sequence, LIVE)
    assert told_by(session) == MIDNIGHT + sequence
