"""What comes in with a POST is read by Django forms, whatever it is."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict

from board.forms import DecisionForm, SayingForm
from coordination.forms import ColleagueForm, MemberForm
from people.forms import ButtonForm, CodeForm, LoginForm, PasswordForm, SpokenForm
from portal.server import ROOT
from published.current import published
from questions.forms import AskerForm, StepForm
from web.forms import SentForm

FORMS = [AskerForm, ButtonForm, CodeForm, ColleagueForm, DecisionForm, LoginForm, PasswordForm, SayingForm, StepForm]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("value", ["", "\0", "\ud800", "\u202e", "9" * 5000, "x" * 5000], ids=range(6))
def test_every_field_is_there_whatever_is_sent(form: type[SentForm], value: str) -> None:
    sent = QueryDict(mutable=True)
    assert form(sent).typed.keys() == form.base_fields.keys(), "nothing at all"
    for name in form.base_fields:
        sent.setlist(name, [value, value])
    assert form(sent).typed.keys() == form.base_fields.keys()


def test_what_people_type() -> None:
    assert CodeForm(QueryDict("code=12+34-56")).typed == {"code": "123456"}
    assert LoginForm(QueryDict("login=+ka%00rin++k+&password=+p+")).typed == {"login": "karin k", "password": " p "}
    assert ButtonForm(QueryDict("do=device&device=x")).typed == {"do": "device", "device": 0}
    assert SayingForm(QueryDict("says=can&anyway=1")).typed == {"says": "can", "anyway": True}
    assert not ColleagueForm(QueryDict("login=x&name=+")).is_valid()


def test_only_what_there_is_can_be_ticked() -> None:
    ticked = QueryDict("languages=ar&languages=xx&languages=so&languages=ar&topics=halsa&topics=x")
    assert SpokenForm(ticked, published()).typed == {"languages": ["ar", "so"], "topics": ["halsa"]}


def test_of_a_member_nothing_else_is_kept() -> None:
    known = MemberForm(QueryDict("name=Noor&password=x&is_active=1&login=x"), published())
    assert known.is_valid()
    assert known.typed == {
        "name": "Noor", "role": "member", "languages": [], "topics": [], "district": "", "rights": [], "is_active": True
    }  # fmt: skip
    assert MemberForm(QueryDict("name=N&rights=publish&rights=everything"), published()).typed["rights"] == ["publish"]
    assert "role" in MemberForm(QueryDict("name=Noor&role=coordinator"), published()).errors


# A form of the site is judged by its record (submissions.definition); a failure gives back what was written in it.
_OF_THE_SITE = {"failures.py"}


def test_no_view_reads_a_post_by_hand() -> None:
    code = {path.name: path.read_text("utf-8") for path in (ROOT / "portal").rglob("*.py")}
    assert {name for name, text in code.items() if re.search(r"POST(\.get|\[)", text)} <= _OF_THE_SITE
