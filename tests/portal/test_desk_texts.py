"""Longer texts and translations at the desk: what is written becomes an order, and nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import settings as attempts
from hypothesis import strategies as st
from pytest_django import Settings

from desk import command
from desk.models import Draft
from desk.translating import written_texts
from editing.order import read_order
from people.models import TRANSLATE
from portal.recording import DESK, as_shown, ordered
from somebody import member, signed_in, soup, text

pytestmark = pytest.mark.django_db
PROSE = f"{DESK}sida/ar/om/"
INTO = f"{DESK}oversatt/ar/"
DAYS = {
    **{"text": "%(count)s dag", "plural": "%(count)s dagar", "context": None, "state": "unreviewed"},
    **{"forms": ["a", "b"], "examples": [[1], [2, 3]], "was": "%(count)s dygn", "places": [], "notes": ["Program"]},
    "terms": [["dag", "يوم"]],
}
WORK = {
    **{"text": "Arbete", "plural": None, "context": "ämne", "state": "missing", "forms": [""], "examples": []},
    **{"was": None, "places": ["data/places/kvarnen.yaml"], "notes": ["Ämnen: Namn"], "terms": []},
}
ANSWERS: dict[str, dict[str, Any]] = {
    "pages": {"pages": [{"page": "om", "title": "Om %(mammor)s", "languages": ["sv", "ar"], "members": False}]},
    "page": {"text": "## Rubrik\n\nEn text.", "digest": "d1", "title": "Om oss"},
    "texts": {"language": "ar", "total": 12, "first": 0, "counts": dict.fromkeys(("missing", "outdated"), 1)}
    | {"counts": {"missing": 1, "outdated": 0, "unreviewed": 11, "reviewed": 0}, "texts": [DAYS, WORK]},
}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> list[dict[str, str]]:
    """What the project is asked."""
    questions: list[dict[str, str]] = []

    def answered(question: str, language: str, **of: str) -> dict[str, Any]:
        questions.append({"ask": question, "language": language, **of})
        return {"refused": {"message": "Borta."}} if of.get("page") == "borta" else ANSWERS[question]

    settings.EDITED_PROJECT = tmp_path
    monkeypatch.setattr(command, "ask_project", answered)
    monkeypatch.setattr(command, "order_project", lambda *_: {"published": "c0ffee"})
    return questions


def test_a_page_is_written_in_the_language_that_was_chosen(karin: Client, asked: list[dict[str, str]]) -> None:
    assert "Om grannmammor" in text(karin.get(f"{DESK}sida/"))
    opened = karin.get(PROSE)
    assert asked[-1] == {"ask": "page", "language": "sv", "page": "om", "into": "ar"}
    assert soup(opened).select_one("textarea")["lang"] == "ar"  # type: ignore[index]
    order = ordered(karin, PROSE, as_shown(opened) | {"text": "## Rubrik\r\n\r\nEn annan text.\r\n"})
    assert order == {"do": "write", "page": "om", "into": "ar", "text": "## Rubrik\n\nEn annan text.", "was": "d1"}


def test_a_page_comes_back_with_what_she_wrote_and_an_empty_one_is_told(karin: Client) -> None:
    ordered(karin, PROSE, as_shown(karin.get(PROSE)) | {"text": "<iframe>"})
    finding = {"path": "docs/om.ar.md", "line": 3, "field": "text", "row": "", "id": "prose-html", "message": "Nej."}
    Draft.objects.update(answer={"findings": [finding]})
    back = karin.get(f"{PROSE}?utkast={Draft.objects.get().key}")
    assert (back.status_code, "Nej." in text(back), "<iframe>" in text(back)) == (422, True, True)
    empty = karin.post(PROSE, as_shown(back) | {"text": " "})
    assert (empty.status_code, "Skriv en text." in text(empty)) == (422, True)


@pytest.mark.parametrize("path", ["sida/sv/borta/", "sida/xx/om/", "oversatt/sv/", "oversatt/xx/"])
def test_no_such_page_or_language(karin: Client, path: str) -> None:
    assert karin.get(DESK + path).status_code == 404


def test_texts_that_wait_are_seen_with_all_that_helps(karin: Client, asked: list[dict[str, str]]) -> None:
    page = karin.get(f"{INTO}?visa=unreviewed&fran=10")
    assert asked[-1] == {"ask": "texts", "language": "sv", "into": "ar", "filter": "unreviewed", "from": "10"}
    told = text(page)
    assert "Svenskan var förut: %(count)s dygn" in told
    assert "I ordlistan: dag = يوم" in told
    assert "När antalet är: 2, 3" in told
    assert "Kvarnen . Ämnen: Namn" in told.replace("Kvarnen. ", "Kvarnen . ")
    assert "(11)" in told


def test_what_is_put_right_or_found_right_is_one_order(karin: Client) -> None:
    sent = as_shown(karin.get(INTO)) | {"t.0.ratt": "1", "t.1.form.0": " عمل "}
    assert ordered(karin, INTO, sent) == {
        "do": "translate",
        "into": "ar",
        "texts": [
            {"text": "%(count)s dag", "forms": ["a", "b"], "was": ["a", "b"], "reviewed": "yes"},
            {"text": "Arbete", "forms": ["عمل"], "was": [""], "reviewed": "yes", "context": "ämne"},
        ],
    }


def test_untouched_texts_are_no_order_and_typed_ones_come_back(karin: Client) -> None:
    opened = karin.get(INTO)
    untouched = karin.post(INTO, as_shown(opened))
    assert (untouched.status_code, "Du har inte ändrat något." in text(untouched)) == (422, True)
    ordered(karin, INTO, as_shown(opened) | {"t.1.form.0": "عمل"})
    Draft.objects.update(answer={"refused": {"id": "x", "message": "Någon annan var före."}})
    back = karin.get(f"{INTO}?utkast={Draft.objects.get().key}")
    assert "Någon annan var före." in text(back)
    assert soup(back).select_one("[name='t.1.form.0']").get_text(strip=True) == "عمل"  # type: ignore[union-attr]


ODD = ["1", "99999", '["a", null, ["b"]]', "[1, 2, 3]", "[[], {}, [[]]]", '["a", {}, [[]]]', "{}"]
TEXTS = st.text(max_size=12) | st.sampled_from(ODD)
NAMES = st.sampled_from(["count", "t.0.seen", "t.0.form.0", "t.0.ratt", "t.1.seen"])


@given(st.dictionaries(NAMES, TEXTS, max_size=5))
@attempts(derandomize=True, database=None, deadline=None, max_examples=150)
def test_whatever_is_sent_is_an_order_or_nothing(sent: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(sent)
    order = {"do": "translate", "texts": list(written_texts(data))}
    assert read_order(json.dumps(order)) == order


@pytest.mark.parametrize(("url", "sent", "may"), [(INTO, {"t.1.form.0": "عمل"}, True), (PROSE, {"text": "Ny."}, False)])
def test_who_translates_publishes_translations_and_nothing_else(url: str, sent: dict[str, str], may: bool) -> None:
    person = member()
    person.rights = [TRANSLATE]
    person.save(update_fields=["rights"])
    client = signed_in(person)
    ordered(client, url, as_shown(client.get(url)) | sent)
    Draft.objects.update(answer={"sentences": ["Ett ord är ett annat."], "language": "sv", "preview": "x"})
    key = Draft.objects.get().key
    buttons = [one.get_text(strip=True) for one in soup(client.get(f"{DESK}se/{key}/")).select("main button")]
    assert ("Publicera" in buttons) == may
    response = client.post(f"{DESK}se/{key}/gor/", {"do": "publish"})
    assert (response.status_code == 403) != may
