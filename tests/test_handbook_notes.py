"""What stands below a page of the handbook about its text speaks of that text, not of the menu around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tinysite import build_of, make_buildable

BY_COMPUTER = "A computer translated"


@pytest.mark.parametrize(
    ("unread", "is_told"),
    [("Hem", False), ("Sök", False), ("Källa:", True)],
    ids=["in the menu", "in the search", "in the text"],
)
def test_one_text_that_nobody_has_read(tiny: Path, unread: str, is_told: bool) -> None:
    make_buildable(tiny)
    file = tiny / "data/translations/en.po"
    entries = file.read_text("utf-8").replace("# unreviewed\n", "").split("\n\n")
    marked = [f"# unreviewed\n{entry}" if f'\nmsgid "{unread}"\n' in entry else entry for entry in entries]
    assert marked != entries
    file.write_text("\n\n".join(marked), "utf-8")
    build = build_of(tiny)
    uri = next(uri for uri in build.handbook["en"] if "metoder" in uri)
    frames = [build.frame("en", uri, uri.replace(".md", "/")) for _ in range(2)]
    assert [BY_COMPUTER in frame.notes for frame in frames] == [is_told] * 2
