"""What the example says is easy Swedish, and its Swedish is marked as such where others read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brygga.command.readability import HARDEST, judge
from brygga.translation.catalogue import catalogue_files
from citysite import PROJECT
from example.shipped import LANGUAGES, built, shipped_data
from test_marked_swedish import SCRIPTS, unmarked
from test_names import NAMES, replaced, texts_of
from tinysite import TODAY


@pytest.mark.site
def test_texts_are_easy(tmp_path: Path) -> None:
    judged = list(judge(shipped_data(tmp_path), TODAY))
    assert [f"{text.name}: {text.reading.lix:.0f}: {text.reading.worst}" for text in judged if text.is_hard] == []
    names = {text.name for text in judged}
    pages = {"/", "program/", "cafe/", "cafe/dalhem/", "cafe/dalhem/vag/", "kontakt/", "ord/"}
    assert pages | {"docs/om.md", "docs/tillganglighet.md", "data/contacts", "data/contacts/polisen.yaml"} <= names
    assert any(name.startswith("program/multicafe-dalhem-2019-var/") for name in names)
    assert HARDEST == 30


def test_words_in_italics_on_translated_pages_are_swedish_and_say_so() -> None:
    """In prose that is what italics are for."""
    pages = [file for file in (PROJECT / "docs").rglob("*.md") if file.stem.count(".")]
    words = [
        one for file in pages for one in re.findall(r"(?<![*\w])\*[^*\s][^*\n]*\*(?!\*).{9}", file.read_text("utf-8"))
    ]
    assert len(words) > 40
    assert [one for one in words if not one.endswith("{lang=sv}")] == []


@pytest.mark.site
@pytest.mark.parametrize("code", SCRIPTS)
def test_light_pages_mark_what_is_swedish(code: str) -> None:
    found = set()
    for path, content in built().items():
        if path.startswith(f"{code}/") and path.endswith(".html"):
            found |= {(text, path) for text in unmarked(content.decode(), code)}
    assert {text for text, _ in found} == set(), sorted(found)[:20]


@pytest.mark.site
@pytest.mark.parametrize("code", [code for code in NAMES if code in LANGUAGES])
def test_no_page_shows_a_name_that_the_table_replaces(code: str) -> None:
    """Nor a text of ours: pages, handbook and catalogue."""
    texts = texts_of(built(), code, [*LANGUAGES])
    texts |= {str(file): file.read_text("utf-8") for file in (PROJECT / "docs").rglob(f"*.{code}.md")}
    texts |= {str(file): file.read_text("utf-8") for file in catalogue_files(PROJECT, code)}
    assert len(texts) > 50
    for cldr in replaced(code):
        pattern = re.compile(rf"(?<!\w){re.escape(cldr)}(?!\w)")
        assert [path for path, text in texts.items() if pattern.search(text)] == [], cldr
