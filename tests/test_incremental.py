"""An incremental build leaves the same bytes as a full one, and makes only what has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from brygga.check.source import BadData
from brygga.command.serve import reaches_frame, refresh
from brygga.load.file_cache import FileCache
from brygga.site.write import Inputs
from builtsite import copy_project

pytestmark = pytest.mark.site

CLOCK = date(2019, 3, 5)
SITE_URL = "https://example.org/"
HAMNEN = "data/series/hamnen-2019-var.yaml"
GUEST_MOVED = """changes:
  - {date: 2019-03-07, status: moved, reason: Sjuk., new_date: 2019-03-14, announced: 2019-03-04}
"""
CHANGE = "changes:\n  - date: 2019-03-19\n    status: {}\n    reason: Det är halt.\n{}    announced: 2019-03-04\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("project"), ("sv", "ar"))


@pytest.fixture(scope="module")
def cache() -> FileCache:
    """What is remembered from one build to the next, as `make serve` does; a full build remembers nothing."""
    return FileCache()


@pytest.fixture(scope="module")
def built(project: Path, cache: FileCache, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inputs]:
    """The light pages before any edit, and what they were made from."""
    folder = tmp_path_factory.mktemp("built")
    return folder, refresh(project, CLOCK, folder, {}, cache).inputs


@pytest.fixture
def site(built: tuple[Path, Inputs], tmp_path: Path) -> Path:
    """A copy of them, to be brought in step."""
    return copytree(built[0], tmp_path / "site")


@pytest.fixture
def known(built: tuple[Path, Inputs]) -> Inputs:
    return built[1]


Edit = Callable[[str], str | None]  # None deletes the file


def replace(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


def append(more: str) -> Edit:
    return lambda text: text + more


EDITS: dict[str, tuple[str, Edit]] = {
    "text-of-an-event": ("data/events/2019-03-07-tandlakare.yaml", replace("Kom och lyssna.", "Välkommen!")),
    "cancelled": (HAMNEN, append(CHANGE.format("cancelled", ""))),
    "moved": (HAMNEN, append(CHANGE.format("moved", "    new_date: 2019-03-20\n    new_place: berget\n"))),
    "hours-of-a-series": (HAMNEN, replace("end: 16:00", "end: 15:30")),
    "shorter-series": (HAMNEN, replace("last_day: 2019-04-30", "last_day: 2019-04-16")),
    "name-of-a-place": ("data/places/berget.yaml", replace("title: Mammacafé Berget", "title: Bergets café")),
    "address-of-a-place": ("data/places/biblioteket.yaml", replace("city:", "street: Gatan 1\ncity:")),
    "closure": ("data/closures/varens-helgdag.yaml", replace("effect: ask", "effect: closed")),
    "source-of-a-closure": (
        "data/closures/varens-helgdag.yaml",
        replace("source: ", "source: I bok 2, "),
    ),
    "closure-of-a-place": (
        "data/closures/varens-helgdag.yaml",
        replace("effect: ask", "effect: closed\nplaces: [berget]"),
    ),
    "guest-of-another-date": ("data/events/2019-03-07-tandlakare.yaml", append(GUEST_MOVED)),
    "extra-date-elsewhere": (
        HAMNEN,
        append("extra:\n  - {date: 2019-03-20, place: berget, announced: 2019-03-04}\n"),
    ),
    "hard-word": ("data/glossary/blankett.yaml", replace("Ett papper", "Ett ark")),
    "name-of-a-language": ("data/names.yaml", replace("{ckb: sorani, ", "{ar: Arabian, ckb: sorani, ")),
    "read-translation": ("data/translations/ar.po", lambda text: text.replace("# unreviewed\n", "")),
    "name-of-the-site": ("data/site.yaml", replace("title: ", "title: Våra ")),
    "activity": ("data/activities/fika.yaml", replace("title: Fika", "title: Kaffe")),
    "contact": ("data/contacts/nodnumret.yaml", replace("Det brinner.", "Det brinner här.")),
    "translation": ("data/translations/ar.po", replace('msgstr "البرنامج"', 'msgstr "برنامجنا"')),
    "template": ("overrides/brygga/light/base.html", replace("</footer>", "<!-- x --></footer>")),
    "style": ("overrides/public/tokens.css", replace("12px", "14px")),
    "day": ("data/site.yaml", replace("today: 2019-03-05", "today: 2019-03-12")),
    "deleted": ("data/events/2019-06-19-utflykt.yaml", lambda _text: None),
}


def save(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("name", EDITS)
def test_incremental_equals_full(
    project: Path, site: Path, known: Inputs, cache: FileCache, tmp_path: Path, name: str
) -> None:
    path, edit = EDITS[name]
    file, full = project / path, tmp_path / "full"
    before = file.read_text("utf-8")
    after = edit(before)
    try:
        save(file, after)
        assert after != before
        written = refresh(project, CLOCK, site, known, cache)
        refresh(project, CLOCK, full, {})
    finally:
        file.write_text(before, "utf-8")
    assert files_of(site) == files_of(full)
    assert set(written.changed) <= set(written.made)
    assert written.changed or name == "deleted"
    rmtree(full)


def test_one_changed_record_leaves_other_dates_alone(project: Path, site: Path, known: Inputs) -> None:
    file = project / "data/events/2019-03-07-tandlakare.yaml"
    before = file.read_text("utf-8")
    try:
        file.write_text(before.replace("Kom och lyssna.", "Välkommen!"), "utf-8")
        written = refresh(project, CLOCK, site, known)
    finally:
        file.write_text(before, "utf-8")
    assert "program/berget-2019-var/2019-03-07/index.html" in written.changed
    assert not [path for path in written.made if "hamnen" in path and "program/multicafe" in path]
    assert len(written.changed) < len(known) / 8


def test_nothing_changed_makes_nothing_but_the_root(project: Path, site: Path, known: Inputs) -> None:
    written = refresh(project, CLOCK, site, known)
    assert written.changed == []
    assert len(written.made) < len(known) / 20


def test_bad_data_leaves_the_pages_as_they_were(project: Path, site: Path, known: Inputs) -> None:
    file = project / HAMNEN
    before = file.read_text("utf-8")
    pages = files_of(site)
    try:
        file.write_text(before.replace("tuesday", "tusday"), "utf-8")
        with pytest.raises(BadData):
            refresh(project, CLOCK, site, known)
    finally:
        file.write_text(before, "utf-8")
    assert files_of(site) == pages


def test_what_reaches_the_handbook_is_built_again() -> None:
    assert reaches_frame({"data/methods/prata.yaml"})
    assert reaches_frame({"docs/om.md"})
    assert not reaches_frame({"data/events/2019-03-07-tandlakare.yaml", HAMNEN})
