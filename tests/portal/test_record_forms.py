"""Every record can be changed by a form that is made from its schema: what is typed becomes an order."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import settings as attempts
from hypothesis import strategies as st
from pytest_django import Settings

from brygga.check.source import read_source
from brygga.portal_feed.desk import desk_json
from citysite import PROJECT
from desk import command
from desk.models import Draft
from desk.typed_record import raw_values, tidied, typed_record
from editing.order import read_order
from editing.propose import propose
from portal.recording import CITY, DESK, as_shown, asked, city_known, city_records, ordered, record_url
from somebody import soup, text
from tinysite import TODAY

pytestmark = pytest.mark.django_db
NOTHING = "Du har inte ändrat något."
NAMES = ["seen", "do", "post.title", "post.fields", "post.fields.0.choices", "post.languages.annan", "post.answer_by"]


@pytest.fixture(autouse=True)
def city(publication: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Path:
    settings.EDITED_PROJECT = tmp_path
    (publication / "desk.json").write_bytes(city_known())
    monkeypatch.setattr(command, "ask_project", asked)
    return publication


def test_what_is_sent_as_it_was_opened_changes_nothing(karin: Client) -> None:
    """Of any record, whatever its fields are."""
    for kind, name in city_records():
        url = record_url(kind, name)
        response = karin.post(url, as_shown(karin.get(url)))
        assert (response.status_code, NOTHING in text(response)) == (422, True), f"{kind}/{name}"


def test_only_what_was_changed_is_ordered_with_what_she_saw(karin: Client) -> None:
    url = record_url("places", "hamnen")
    sent = as_shown(karin.get(url)) | {"post.summary": "Ett hus  vid hamnen.\r\nDet är rött. ", "post.phone": "٠٧٠-123"}
    order = ordered(karin, url, sent)
    before = asked("record", "sv", kind="places", id="hamnen")["values"]
    assert order == {
        "do": "change",
        "kind": "places",
        "id": "hamnen",
        "fields": {"summary": "Ett hus  vid hamnen.\nDet är rött.", "phone": "070-123"},
        "was": {"summary": before["summary"], "phone": before.get("phone")},
    }


def test_an_emptied_field_is_to_go(karin: Client) -> None:
    url = record_url("events", "2019-03-05-bullar")
    order = ordered(karin, url, as_shown(karin.get(url)) | {"post.fika": ""})
    assert order["fields"] == {"fika": None}


def test_what_is_ticked_keeps_its_order_and_a_code_may_be_written(karin: Client) -> None:
    url = record_url("series", "angen-2019-var")
    shown = as_shown(karin.get(url))
    order = ordered(karin, url, shown | {"post.languages": ["ar", "sv"], "post.languages.annan": "ckb, rom"})
    assert order["was"]["languages"][0] == "sv"
    assert order["fields"] == {"languages": ["sv", "ar", "ckb", "rom"]}


def test_one_more_row_is_asked_for_by_a_button_and_nothing_typed_is_lost(karin: Client) -> None:
    url = record_url("series", "angen-2019-var")
    opened = karin.get(url)
    more = karin.post(url, as_shown(opened, do="row:post.extra") | {"post.title": "Nytt namn"})
    assert soup(more).select_one("[name='post.extra']")["value"] == "1"  # type: ignore[index]
    assert soup(more).select_one("[name='post.title']")["value"] == "Nytt namn"  # type: ignore[index]
    row = {"post.extra.0.date": "7/4 2019", "post.extra.0.start": "9.30", "post.extra.0.announced": "2019-03-05"}
    order = ordered(karin, url, as_shown(more) | row)
    extra = [{"date": "2019-04-07", "start": "09:30", "announced": "2019-03-05"}]
    assert order["fields"] == {"title": "Nytt namn", "extra": extra}


def test_a_row_that_stays_is_as_it_was_and_one_may_go(karin: Client) -> None:
    url, before = record_url("forms", "bjud-in"), asked("record", "sv", kind="forms", id="bjud-in")["values"]["fields"]
    order = ordered(karin, url, as_shown(karin.get(url)) | {"post.fields.0.bort": "1", "post.fields.1.title": "Ny?"})
    assert order["fields"] == {"fields": [before[1] | {"title": "Ny?"}, *before[2:]]}
    assert read_order(json.dumps(order)) == order


def test_a_row_of_a_row_can_be_added(karin: Client) -> None:
    url, record = record_url("forms", "bjud-in"), asked("record", "sv", kind="forms", id="bjud-in")["values"]
    more = karin.post(url, as_shown(karin.get(url), do="row:post.fields.1.choices"))
    row = {"post.fields.1.choices.0.value": "vet-inte", "post.fields.1.choices.0.title": "Vet inte"}
    order = ordered(karin, url, as_shown(more) | row)
    first, second, *others = record["fields"]
    second |= {"choices": [{"value": "vet-inte", "title": "Vet inte"}]}
    assert order["fields"] == {"fields": [first, second, *others]}
    assert read_order(json.dumps(order)) == order


def test_an_hour_may_belong_to_a_day(karin: Client) -> None:
    url = record_url("requests", "2019-03-14-tolka")
    order = ordered(karin, url, as_shown(karin.get(url)) | {"post.answer_by": "2019-03-13", "post.answer_by.kl": "12"})
    assert order["fields"] == {"answer_by": "2019-03-13 12:00"}


def test_a_list_of_texts_has_a_line_for_each(karin: Client) -> None:
    url = record_url("methods", "prata")
    order = ordered(karin, url, as_shown(karin.get(url)) | {"post.steps": " Fika.\r\n\r\nPrata  mer."})
    assert order["fields"] == {"steps": ["Fika.", "Prata mer."]}


def test_of_many_records_one_is_looked_for_by_its_name(karin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.asked.SHOWN_WHOLE", 1)
    url = record_url("events", "2019-03-05-bullar")
    opened = karin.get(url)
    assert len(soup(opened).select("[name='post.place'][type=radio]")) == 1  # none of them
    hits = karin.post(url, as_shown(opened, do="show") | {"sok.post.place": "ANGEN"})
    found = [one["value"] for one in soup(hits).select("[name='post.place']")]
    assert found == ["", "angen"]
    order = ordered(karin, url, as_shown(hits) | {"post.place": "angen"})
    assert order["fields"] == {"place": "angen"}
    missed = karin.post(url, as_shown(opened, do="show") | {"sok.post.place": "finns inte"})
    assert "Inget hittades." in text(missed)


def test_a_new_record_is_ordered_with_all_that_was_said(karin: Client) -> None:
    url = f"{DESK}post/topics/ny/"
    sent = as_shown(karin.get(url)) | {"post.title": "Odling", "post.summary": "Vi odlar."}
    assert ordered(karin, url, sent) == {
        "do": "add",
        "kind": "topics",
        "fields": {"title": "Odling", "summary": "Vi odlar."},
    }
    assert karin.get(f"{DESK}post/site/ny/").status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_elsewhere_is_named(karin: Client) -> None:
    url = record_url("series", "angen-2019-var")
    more = karin.post(url, as_shown(karin.get(url), do="row:post.extra"))
    ordered(karin, url, as_shown(more) | {"post.title": "", "post.extra.0.date": "i morgon"})
    own, other = "data/series/angen-2019-var.yaml", "data/events/2019-03-05-bullar.yaml"
    findings = [
        {"path": own, "line": 1, "field": "title", "row": "", "id": "missing-field", "message": "Namnet saknas."},
        {"path": own, "line": 9, "field": "date", "row": "extra.0", "id": "date", "message": "Skriv en dag."},
        {"path": other, "line": 2, "field": "date", "row": "", "id": "event-date", "message": "Den dagen finns inte."},
    ]
    Draft.objects.update(answer={"findings": findings})
    page = karin.get(f"{url}?utkast={Draft.objects.get().key}")
    assert page.status_code == 422
    beside = {one["id"]: one.get_text(" ", strip=True) for one in soup(page).select(".field .error")}
    assert beside == {
        "falt-post.title-fel": "Fel: Namnet saknas.",
        "falt-post.extra.0.date-fel": "Fel: Skriv en dag.",
    }
    above = soup(page).select(".error-summary li")
    assert [one.get_text() for one in above][-1].strip() == "Bullar med grädde: Den dagen finns inte."
    assert [str(one["href"]) for one in soup(page).select(".error-summary a")][-1] == record_url(
        *other[5:-5].split("/")
    )
    assert soup(page).select_one("[name='post.extra.0.date']")["value"] == "i morgon"  # type: ignore[index]


def test_what_is_refused_as_a_whole_stands_above_the_form(karin: Client) -> None:
    url = record_url("topics", "arbete")
    ordered(karin, url, as_shown(karin.get(url)) | {"post.title": "Jobb"})
    Draft.objects.update(answer={"refused": {"id": "edit-locked", "message": "Någon annan skriver just nu."}})
    page = karin.get(f"{url}?utkast={Draft.objects.get().key}")
    assert page.status_code == 422
    assert "Någon annan skriver just nu." in text(page)
    assert soup(page).select_one("[name='post.title']")["value"] == "Jobb"  # type: ignore[index]


def test_taking_away_says_what_she_saw(karin: Client) -> None:
    url = record_url("topics", "arbete")
    order = ordered(karin, url, as_shown(karin.get(url)) | {"do": "remove"})
    assert order == {
        "do": "remove",
        "kind": "topics",
        "id": "arbete",
        "was": asked("record", "sv", kind="topics", id="arbete")["values"],
    }


def test_records_are_found_by_name_and_day_in_any_spelling(karin: Client) -> None:
    assert "Bullar med grädde" in text(karin.get(f"{DESK}post/", {"sok": "GRADDE"}))
    assert "Bullar med grädde" in text(karin.get(f"{DESK}post/events/", {"sok": "2019-03-05 bullar"}))
    assert "Bullar med grädde" in text(karin.get(f"{DESK}post/", {"sok": "bjuder på en BULLE"}))
    assert "Inget hittades." in text(karin.get(f"{DESK}post/events/", {"sok": "xyz"}))


@pytest.mark.parametrize("path", ["post/nothing/", "post/nothing/ny/", "post/topics/om/nothing/", "post/nothing/om/x/"])
def test_what_is_not_there_is_not_found(karin: Client, path: str) -> None:
    assert karin.get(DESK + path).status_code == 404


def test_a_new_field_of_a_schema_is_in_the_form_and_in_the_file(karin: Client, city: Path, tmp_path: Path) -> None:
    root = copytree(CITY / "data", tmp_path / "city/data").parent
    copytree(PROJECT / "data/schemas", root / "data/schemas")
    copytree(PROJECT / "overrides", root / "overrides")
    schema = root / "data/schemas/topics.yaml"
    new = "  - name: colour\n    type: array\n    title: Färg\n    arrayItem:\n      type: string\n      categories:\n"
    new += "        - {value: red, label: Röd}\n        - {value: blue, label: Blå}\n"
    schema.write_text(schema.read_text("utf-8").replace("  - name: order\n", f"{new}  - name: order\n"), "utf-8")
    (city / "desk.json").write_text(json.dumps(desk_json(read_source(root, TODAY))), "utf-8")
    url = record_url("topics", "arbete")
    opened = karin.get(url)
    assert {"Färg", "Röd", "Blå"} <= set(soup(opened).find("main").stripped_strings)  # type: ignore[union-attr]
    order = ordered(karin, url, as_shown(opened) | {"post.colour": ["blue"]})
    assert order["fields"] == {"colour": ["blue"]}
    [written] = propose(root, TODAY, order, "sv").files.values()
    assert "\ncolour: [blue]\n" in str(written)


TEXTS = st.text(max_size=12) | st.sampled_from(["1", "999999999999", "-1", "2019-03-05", "{}", "\x00", "\ud800"])


@given(st.dictionaries(st.sampled_from(NAMES) | TEXTS, st.lists(TEXTS, max_size=3), max_size=12))
@attempts(derandomize=True, database=None, deadline=None, max_examples=60)
def test_whatever_is_sent_makes_an_order_that_can_be_written_down(sent: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for name, values in sent.items():
        data.setlist(name, values)
    for kind in json.loads(city_known())["kinds"]:
        typed = typed_record(kind["fields"], data, raw_values(data.get("seen", "")), "post.")
        order = {"do": "add", "fields": tidied(typed)}
        assert read_order(json.dumps(order, ensure_ascii=False)) == order
