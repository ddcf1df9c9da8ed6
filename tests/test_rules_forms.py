"""Rules about forms at their edges: what is just sound, and what is just not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from brygga.check import rules_forms as rules
from brygga.load.form_shapes import QUESTION, RESERVED
from brygga.model.record import Record
from ruled import record, told

Row = dict[str, Any]
ONE = [{"value": "ja", "title": "Ja"}]


def field(name: str = "a", widget: str = "short", **more: Any) -> Row:
    """A text has its upper bound."""
    bound = {"maxLength": 80} if widget in ("short", "long") else {}
    return {"name": name, "title": name, "widget": widget, **bound, **more}


def form(*fields: Mapping[str, Any], **values: Any) -> Record:
    usual = {"title": "Fråga", "handling": "list", "legal_ground": "none"}
    return record("forms", "fraga", **{**usual, **values}, fields=list(fields))


def asked(name: str = "language", widget: str = "one", **more: Any) -> Row:
    return field(name, widget, choices_from="languages", **more)


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (["a", "b"], []),
        (["a", "b", "a"], [2]),
        (["a", "a", "a"], [1, 2]),
        (["a", "send_id"], [1]),
        (["csrfmiddlewaretoken"], [0]),
    ],
    ids=str,
)
def test_a_name_stands_once_and_is_free(names: list[str], lines: list[int]) -> None:
    found = told(rules.field_name, form(*map(field, names)))
    reserved = ", ".join(RESERVED)
    assert found == [
        (
            "forms/fraga",
            f"fields.{one}.name",
            "field-name",
            {"field": "name", "value": names[one], "reserved": reserved},
        )
        for one in lines
    ]


@pytest.mark.parametrize("widget", ["short", "long", "one", "many", "number", "date", "yes"])
@pytest.mark.parametrize("choices", [{}, {"choices": ONE}, {"choices_from": "languages"}], ids=["none", "own", "from"])
def test_there_is_something_to_choose_where_one_chooses(widget: str, choices: Row) -> None:
    found = told(rules.field_choices, form(field("b"), field("a", widget, **choices)))
    facts = {"field": "widget", "value": widget, "column": "a"}
    is_sound = bool(choices) == (widget in ("one", "many"))
    assert found == ([] if is_sound else [("forms/fraga", "fields.1.widget", "field-choices", facts)])


@pytest.mark.parametrize(
    ("values", "more", "lines"),
    [
        (["ja", "nej"], {}, []),
        (["ja", "nej", "ja"], {}, [0, 2]),
        (["arbete", "annat"], {"choices_from": "topics"}, [0]),
        (["arbete", "annat"], {"choices_from": "places"}, []),
    ],
    ids=str,
)
def test_no_value_stands_for_two_things(values: list[str], more: Row, lines: list[int]) -> None:
    choices = [{"value": value, "title": value} for value in values]
    made = form(field("a", "one", choices=choices, **more))
    found = told(rules.field_choices, made, record("topics", "arbete"))
    assert found == [
        ("forms/fraga", f"fields.0.choices.{one}.value", "choice-value", {"field": "value", "value": values[one]})
        for one in lines
    ]


LIMITS: dict[str, tuple[Row, str | None]] = {
    "a text": (field(), None),
    "a long text": (field(widget="long"), None),
    "no bound": ({"name": "a", "widget": "short"}, "name field-limits maxLength"),
    "no bound of a long one": ({"name": "a", "widget": "long"}, "name field-limits maxLength"),
    "a number": (field(widget="number"), None),
    "a number with two": (field(widget="number", minimum=1, maximum=1), None),
    "a number from": (field(widget="number", minimum=5), None),
    "a number up to": (field(widget="number", maximum=0), None),
    "a number up to less than nothing": (field(widget="number", maximum=-1), "maximum field-range"),
    "turned round": (field(widget="number", minimum=2, maximum=1), "maximum field-range"),
    "a number as a text": (field(widget="number", maxLength=3), "maxLength field-limits maxLength"),
    "a text as a number": (field(minimum=1), "minimum field-limits minimum"),
    "a text as a number, from and to": (field(minimum=1, maximum=2), "maximum field-limits maximum"),
    "a day": (field(widget="date"), None),
    "a day with one": (field(widget="date", maximum=1), "maximum field-limits maximum"),
    "a choice with one": (field(widget="one", maxLength=1), "maxLength field-limits maxLength"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_bounds_of_texts_and_numbers(name: str) -> None:
    made, wanted = LIMITS[name]
    found = told(rules.field_limits, form(field("b"), made))
    said = [f"{line.removeprefix('fields.1.')} {id_} {facts.get('field')}" for _, line, id_, facts in found]
    if wanted is None:
        assert said == []
        return
    line, id_, *limit = wanted.split()
    facts = {"field": limit[0], "column": "a", "widget": made["widget"]} if limit else {"field": line, "column": "a"}
    assert found == [("forms/fraga", f"fields.1.{line}", id_, facts)]


ROLES: dict[str, tuple[list[Row], list[int]]] = {
    "none": ([field()], []),
    "text": ([field(role="text")], []),
    "long text": ([field(widget="long", role="text")], []),
    "a number is no text": ([field(widget="number", role="text")], [0]),
    "name": ([field(role="name")], []),
    "a long name": ([field(widget="long", role="name")], [0]),
    "contact": ([field(role="contact")], []),
    "a long contact": ([field(widget="long", role="contact")], [0]),
    "language": ([asked(role="language")], []),
    "several languages": ([asked(widget="many", role="language")], [0]),
    "a language in words": ([field(role="language")], [0]),
    "topic": ([field(widget="one", choices_from="topics", role="topic")], []),
    "several topics": ([field(widget="many", choices_from="topics", role="topic")], [0]),
    "a topic of languages": ([asked(role="topic")], [0]),
    "twice": ([field(role="name"), field("b"), field("c", role="name")], [2]),
}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_is_played_once_by_who_can(name: str) -> None:
    fields, lines = ROLES[name]
    assert told(rules.field_role, form(*fields)) == [
        (
            "forms/fraga",
            f"fields.{one}.role",
            "field-role",
            {"field": "role", "value": fields[one]["role"], "column": fields[one]["name"]},
        )
        for one in lines
    ]


@pytest.mark.parametrize(
    ("handling", "fields", "missing"),
    [
        ("list", [field()], []),
        (QUESTION, [field()], ["text", "language"]),
        (QUESTION, [field(role="text")], ["language"]),
        (QUESTION, [asked(role="language")], ["text"]),
        (QUESTION, [field(role="text"), asked(role="language")], []),
    ],
    ids=["a list", "neither", "text", "language", "both"],
)
def test_a_question_has_its_text_and_its_language(handling: str, fields: list[Row], missing: list[str]) -> None:
    assert told(rules.field_role, form(*fields, handling=handling)) == [
        ("forms/fraga", "fields", "question-role", {"field": "fields", "value": role}) for role in missing
    ]


@pytest.mark.parametrize(
    ("more", "says_who"),
    [
        ({}, False),
        ({"role": "text"}, False),
        ({"role": "name"}, True),
        ({"role": "contact"}, True),
        ({"autocomplete": "name"}, True),
        ({"autocomplete": "email"}, True),
        ({"autocomplete": "tel"}, True),
        ({"autocomplete": "off"}, False),
    ],
    ids=str,
)
def test_what_says_who_somebody_is_is_personal(more: Row, says_who: bool) -> None:
    wanted = [("forms/fraga", "fields.1.name", "field-personal", {"field": "name", "column": "a"})] if says_who else []
    assert told(rules.field_personal, form(field("b"), field(**more))) == wanted
    assert told(rules.field_personal, form(field("b"), field(personal="no", **more))) == wanted
    assert told(rules.field_personal, form(field("b"), field(personal="yes", **more))) == []


@pytest.mark.parametrize("ground", ["none", "consent"])
@pytest.mark.parametrize("personal", [None, "no", "yes"])
def test_a_legal_ground_is_for_personal_data(ground: str, personal: str | None) -> None:
    made = form(field(), field("b", personal=personal), legal_ground=ground)
    is_told = (personal == "yes") == (ground == "none")
    facts = {"field": "legal_ground", "value": ground}
    assert told(rules.legal_ground, made) == (
        [("forms/fraga", "legal_ground", "legal-ground", facts)] if is_told else []
    )


def test_only_forms_that_could_be_read_are_looked_at() -> None:
    broken = Record("forms", "x", "forms/x", {"fields": [field("send_id", role="contact")]}, {}, sound=False)
    assert [one for rule in rules.FORM_RULES for one in told(rule, broken)] == []
