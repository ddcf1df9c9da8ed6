"""What the readers of one build may see: pages, files beside them, records and their fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from brygga.load.audience import (
    is_hidden_file,
    is_public,
    public_address,
    public_records,
    site_address,
    visible,
    visible_prose,
)
from brygga.load.data import Data
from brygga.load.prose import Prose
from brygga.load.schema import Field
from brygga.model.expand import expand
from brygga.model.record import MEMBERS, PUBLIC, Record, Records
from brygga.model.revisions import Revisions
from tinysite import TODAY, build_of, make_buildable, put, real_schemas

PAGE = "---\ntitle: {0}\ndescription: {0}\n{1}---\n\n{0}\n"
FILES = ("egna.md", "egna.ar.md", "egna.en.md")
HIDE = "audience: members\n"


@pytest.mark.parametrize("says", FILES)
def test_one_file_for_members_hides_the_page_in_all_languages(tiny: Path, says: str) -> None:
    make_buildable(tiny)
    for name in FILES:
        put(tiny / "docs" / name, PAGE.format(f"Hemligt {name}", HIDE if name == says else ""))
    put(tiny / "docs/om.md", PAGE.format("Om oss", ""))
    public, members = (build_of(tiny, audience=audience) for audience in (PUBLIC, MEMBERS))
    assert [name for name in (*FILES, "om.md") if not public.is_hidden(name)] == ["om.md"]
    assert [name for name in FILES if members.is_hidden(name)] == []
    assert [code for code in ("sv", "ar", "en") if "egna" in str(public.nav(code))] == []


@pytest.mark.parametrize("url", ["https://mammor.example/", "https://mammor.example"])
def test_the_members_site_stands_below_the_public_one(url: str) -> None:
    below = "https://mammor.example/medlem/"
    assert site_address(url, MEMBERS) == below
    assert site_address(url, PUBLIC) == url
    assert public_address(below, MEMBERS) == "https://mammor.example/"
    assert public_address(below, PUBLIC) == below, "a public site that stands in a folder of that name"


def pages(*paths: str, hidden: str = "") -> list[Prose]:
    """Files below docs/; `hidden` is one for members."""
    return [
        Prose(f"docs/{path}", path.replace(".ar.", "."), "ar" if ".ar." in path else "sv", head, "Hej.")
        for path in paths
        for head in ({"audience": MEMBERS} if path == hidden else {},)
    ]


def test_a_page_is_hidden_with_its_translations_and_no_other() -> None:
    written = pages("om.md", "om.ar.md", "egna.md", "egna.ar.md", hidden="egna.ar.md")
    assert [page.path for page in visible_prose(iter(written), PUBLIC)] == ["docs/om.md", "docs/om.ar.md"]
    assert visible_prose(iter(written), MEMBERS) == written


@pytest.mark.parametrize(
    ("uri", "is_hidden"),
    [
        ("egna/index.md", True),
        ("egna/karta.png", True),
        ("egna/djupt/nere/karta.png", True),
        ("egna/blandat/bild.JPG", False),
        ("index.md", False),
        ("bild.webp", False),
        ("utan/bild.webp", False),
        ("ingen.md", True),
        ("bild.webp~", True),
        ("egna.md~", True),
        ("lista.xlsx", True),
    ],
)
def test_a_file_is_hidden_with_the_pages_of_its_folder(uri: str, is_hidden: bool) -> None:
    """A picture of a folder without pages follows those of the folder above; what is neither page nor picture stays."""
    written = pages("index.md", "egna/index.md", "egna/blandat/index.md", "egna/blandat/hemligt.md")
    shown = [page for page in written if page.path not in ("docs/egna/index.md", "docs/egna/blandat/hemligt.md")]
    assert is_hidden_file(uri, iter(written), iter(shown)) is is_hidden


def test_a_picture_above_all_pages_belongs_to_none() -> None:
    written = pages("om/index.md", hidden="om/index.md")
    assert not is_hidden_file("bild.png", written, [])
    assert is_hidden_file("om/bild.png", written, [])


def kept(name: str, rows: dict[str, Field] | None = None, for_members: bool = False) -> Field:
    """A field of real schemas by another name."""
    any_field = real_schemas()[0]["places"].fields["title"]
    return replace(any_field, name=name, rows=rows, for_members=for_members)


def fields(*listed: Field) -> dict[str, Field]:
    return {field.name: field for field in listed}


def test_what_is_for_members_is_gone_from_records_and_their_rows() -> None:
    rows = fields(kept("date"), kept("note", for_members=True))
    schema = replace(
        real_schemas()[0]["places"], fields=fields(kept("title"), kept("phone", for_members=True), kept("rows", rows))
    )
    values = {"title": "Kvarnen", "phone": "070", "rows": [{"date": 1, "note": "x"}, {"date": 2}], "odd": "y"}
    records = Records([
        Record("places", "kvarnen", "a", values, {"title": 1}),
        Record("places", "hemma", "b", {"title": "Hemma", "audience": MEMBERS}, {}),
        Record("site", "site", "c", {"title": "Sidan", "audience": MEMBERS}, {}),
    ])  # fmt: skip
    shown = public_records(records, {"places": schema, "site": schema})
    assert [record.id for record in shown] == ["kvarnen", "site"]
    assert shown.of("places")["kvarnen"].values == {"title": "Kvarnen", "rows": [{"date": 1}, {"date": 2}], "odd": "y"}
    assert shown.of("places")["kvarnen"].lines == {"title": 1}
    assert values["rows"] == [{"date": 1, "note": "x"}, {"date": 2}], "the members go on seeing it"
    assert is_public(records.site)


def test_dates_and_recordings_are_those_of_what_is_seen() -> None:
    """Up to the horizon, that day included; a hidden guest does not count as a revision."""
    schemas = real_schemas()[0]
    tuesdays = {"title": "Café", "place": "kvarnen", "weekday": "tuesday", "start": time(13), "end": time(16)}
    guest = {"title": "Gäst", "date": date(2019, 3, 12), "series": "cafe", "announced": date(2019, 3, 4)}
    records = Records([
        Record("site", "site", "a", {"published": date(2019, 1, 1), "horizon_weeks": 2}, {}),
        Record("series", "cafe", "b", {**tuesdays, "first_day": date(2019, 3, 5), "audio": "hej"}, {}),
        Record("events", "gast", "c", {**guest, "audience": MEMBERS, "audio": "hemlig"}, {}),
    ])  # fmt: skip
    recordings = {name: {"sv": Path(f"{name}.mp3")} for name in ("hej", "hemlig", "ingens")}
    sessions = expand(records, date(2019, 12, 31))
    data = Data(records, schemas, sessions, TODAY, is_live=True, recordings=recordings, revisions=Revisions())
    assert visible(data, MEMBERS) is data
    public = visible(data, PUBLIC)
    assert (public.audience, public.today, public.is_live) == (PUBLIC, TODAY, True)
    assert [record.id for record in public.records] == ["site", "cafe"]
    assert public.recordings == {"hej": recordings["hej"]}
    assert [str(one.planned.date) for one in public.sessions] == ["2019-03-05", "2019-03-12", "2019-03-19"]
    assert {(one.items, one.updated) for one in public.sessions} == {((), date(2019, 1, 1))}
