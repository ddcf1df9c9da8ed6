"""What the build publishes for the portal is what portal/README.md promises."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bs4 import BeautifulSoup

from brygga.check.source import read_source
from brygga.load.form_shapes import RESERVED, FormShapes
from citysite import PROJECT
from formsite import desk_json, one, portal_json, published
from tinysite import PORTAL_URL, SITE_URL, THREE, TODAY, everything, portal_of, put

pytestmark = pytest.mark.many

SHAPE = {
    *("id", "title", "summary", "audience", "handling", "note", "submit", "thanks", "purpose", "legal_ground"),
    *("readers", "keep_days", "fields", "pictogram"),
}
FIELD = {
    *("name", "type", "title", "description", "widget", "autocomplete", "personal", "error", "constraints"),
    *("choices", "role"),
}
PORTAL = {
    *(
        "version",
        "reserved",
        "title",
        "organisation",
        "secrecy",
        "site_url",
        "time_zone",
        "portal_url",
        "today",
        "languages",
        "texts",
        "language_names",
    ),
    *("contact", "places", "topics", "contacts", "forms", "requests", "events", "news"),
}
LISTED = {
    "requests": {
        *("id", "task", "title", "summary", "date", "start", "end", "where", "place", "needed", "languages", "topics"),
        *("answer_by", "status", "reason", "source", "assumption", "returned"),
    },
    "events": {*("id", "title", "summary", "date", "start", "end", "place", "status"), *("reason", "notice", "before")},
    "news": {
        *("key", "date", "kind", "title", "detail", "url", "day", "last_day", "new_day", "new_hours", "new_place"),
        "places",
    },
}
MARKS = ("title", "description", "head", "main", "path", "account")


@pytest.mark.parametrize("name", ["everything", "city"])
def test_portal_json_has_the_promised_shape(name: str) -> None:
    portal = portal_json(name)
    assert set(portal) == PORTAL
    assert (portal["version"], portal["site_url"], portal["portal_url"]) == (7, SITE_URL, None)
    assert portal_json(name, portal=True)["portal_url"] == PORTAL_URL
    codes = [language["code"] for language in portal["languages"]]
    assert codes[0] == "sv"
    assert set(portal["languages"][0]) == {"code", "name", "direction", "prefix", "plurals", "names", "words"}
    assert set(portal["texts"]) == set(codes[1:])
    assert set(portal["language_names"]) == set(codes)
    for form in portal["forms"]:
        assert set(form) == SHAPE
        for field in form["fields"]:
            assert set(field) == FIELD
            assert field["name"] not in RESERVED
            assert field["constraints"].get("enum", []) == [choice["value"] for choice in field["choices"]]
            assert field["type"] in ("string", "integer", "date", "boolean")
            assert ("maxLength" in field["constraints"]) == (field["widget"] in ("short", "long"))
    for kind, keys in LISTED.items():
        assert all(set(row) == keys for row in portal[kind])


def test_what_is_for_members_is_offered_in_their_forms_only() -> None:
    portal = portal_json("city")
    offered = {form["id"]: {c["value"] for f in form["fields"] for c in f["choices"]} for form in portal["forms"]}
    assert "gillet" in {place["id"] for place in portal["places"]} & offered["cafebesok"]
    assert [
        form["id"] for form in portal["forms"] if form["audience"] == "public" and "gillet" in offered[form["id"]]
    ] == []


def test_texts_are_those_that_the_portal_shows_and_no_others() -> None:
    with TemporaryDirectory() as folder:
        root = everything(Path(folder))
        put(root / "portal/templates/tack.html", "{{ _('Första texten') }}")
        put(root / "portal/words.py", "label = _('Andra texten')\n")
        put(root / "portal/tests/test_x.py", "_('Tredje texten')\n")
        catalogue = root / "data/translations/ar.po"
        more = "".join(f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in (("Första texten", "أ"), ("Andra texten", "ب")))
        more += '\nmsgid "Tredje texten"\nmsgstr "ج"\n\nmsgid "Provtexten"\nmsgstr "د"\n'
        put(catalogue, catalogue.read_text("utf-8") + more)
        texts = json.loads(portal_of(root)["portal.json"])["texts"]["ar"]
    assert (texts["Första texten"], texts["Andra texten"]) == ("أ", "ب")
    assert not {"Tredje texten", "Provtexten"} & set(texts)


def test_frames_are_pages_of_the_site_with_places_for_the_portal() -> None:
    for code, prefix in THREE.items():
        html = published("everything")[f"frames/{code}.html"].decode()
        soup = BeautifulSoup(html, "html5lib")
        assert {mark: html.count(f"[[{mark}]]") for mark in MARKS} == dict.fromkeys(MARKS, 1) | {"path": 3}
        assert "[[main]]" in one(soup, "main").get_text()
        assert "[[account]]" in one(soup, "header").get_text()
        assert len(soup.select("style")) == 1
        assert soup.select("[style]") == []
        assert [script.get("src") for script in soup.select("script")] == ["/public/light.js"]
        for link in soup.select("a[href], link[href]"):
            assert str(link["href"]).startswith(("/", "#")), link
        tongues = [str(link["href"]) for link in soup.select(".tongues a")]
        assert tongues == [f"/portal/{other}/[[path]]" for other in THREE]
        assert one(soup, ".brand > a")["href"] == f"/{prefix}"


def test_the_portal_gets_the_same_template_that_the_site_uses() -> None:
    own = (PROJECT / "overrides/brygga/form/fields.html").read_bytes()
    assert published("everything")["templates/fields.html"] == own


def test_publishing_twice_gives_the_same_bytes() -> None:
    with TemporaryDirectory() as folder:
        root = everything(Path(folder))
        assert portal_of(root) == portal_of(root)


def test_languages_to_choose_are_each_named_once(tiny: Path) -> None:
    site_file = tiny / "data/site.yaml"
    put(site_file, site_file.read_text("utf-8") + "other_languages: [tr, sv, xx]\n")
    source = read_source(tiny, TODAY)
    codes = FormShapes(source.data.records, source.languages).language_codes()
    assert codes[0] == "sv"
    assert len(codes) == len(set(codes))
    assert {"tr", "xx"} <= set(codes)


def test_the_desk_knows_every_date_from_today_on_as_it_was_planned_and_as_it_stands() -> None:
    known = desk_json("everything")
    moved = [one for one in known["dates"] if one["status"] == "moved"]
    assert moved
    assert all(one["date"] >= TODAY.isoformat() for one in known["dates"])
    assert any(one["day"] != one["date"] for one in moved)
    assert all(one["id"] in (one["name"], f"{one['name']}/{one['day']}") for one in known["dates"])
    assert {one["status"] for one in known["dates"]} == {"scheduled", "moved", "postponed", "cancelled"}


def test_the_desk_has_a_form_for_every_kind_and_all_records_to_choose_from() -> None:
    known = desk_json("city")
    assert {kind["kind"] for kind in known["kinds"]} == {
        file.stem for file in (PROJECT / "data/schemas").glob("*.yaml")
    }
    assert [kind["kind"] for kind in known["kinds"] if kind["is_single"]] == ["site"]
    assert {one["id"] for one in known["places"]} == {one["id"] for one in known["records"] if one["kind"] == "places"}
    events = next(kind for kind in known["kinds"] if kind["kind"] == "events")
    fields = {field["name"]: field for field in events["fields"]}
    assert (fields["series"]["widget"], fields["series"]["reference"]) == ("record", "series")
    assert (fields["topics"]["widget"], fields["topics"]["is_list"]) == ("record", True)
    assert {inner["name"] for inner in fields["changes"]["rows"]} >= {"date", "status", "new_place"}
    assert "sv" in {choice["value"] for choice in fields["languages"]["choices"]}


def test_every_choice_of_the_desk_has_a_word() -> None:
    """A value as the files have it says nothing to who has never seen one."""
    listed = [field for kind in desk_json("city")["kinds"] for field in kind["fields"]]
    listed += [inner for field in listed for inner in field["rows"] or ()]
    choices = [choice for field in listed if field["widget"] == "one" for choice in field["choices"]]
    assert choices
    assert [choice for choice in choices if choice["title"] in ("", choice["value"])] == []
