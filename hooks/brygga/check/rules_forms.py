"""Rules about forms: what is asked has to work as HTML, as Table Schema and as a promise to the one who answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from brygga.check.rule_context import Problems, RuleContext, named_rows, sound
from brygga.load.form_shapes import QUESTION, RESERVED
from brygga.model.record import Record

_TEXTS, _CHOOSING = {"short", "long"}, {"one", "many"}
# Where an answer with this meaning has to come from: the receiver relies on it.
_ROLES = {
    "text": ("widget", _TEXTS),
    "name": ("widget", {"short"}),
    "contact": ("widget", {"short"}),
    "language": ("choices_from", {"languages"}),
    "topic": ("choices_from", {"topics"}),
}
_SINGLE = {"language", "topic"}  # one language to answer in, one topic to be led to


def field_name(data: RuleContext) -> Problems:
    """A name stands once in a form, and is not one that the form needs itself."""
    for form, prefix, field in _fields(data):
        names = [row["name"] for row in form["fields"]]
        if field["name"] in RESERVED or names.index(field["name"]) != int(prefix.split(".")[1]):
            yield form.problem(prefix + "name", "field-name", value=field["name"], reserved=", ".join(RESERVED))


def field_choices(data: RuleContext) -> Problems:
    """There is something to choose where one chooses, and only there; no value stands for two things."""
    for form, prefix, field in _fields(data):
        has_choices = bool(field.get("choices") or field.get("choices_from"))
        if has_choices != (field["widget"] in _CHOOSING):
            yield form.problem(prefix + "widget", "field-choices", value=field["widget"], column=field["name"])
        counted = Counter(choice["value"] for choice in field.get("choices", ()))
        taken = data.records.of(field.get("choices_from", ""))
        for index, choice in enumerate(field.get("choices", ())):
            if counted[choice["value"]] > 1 or choice["value"] in taken:
                yield form.problem(f"{prefix}choices.{index}.value", "choice-value", value=choice["value"])


def field_limits(data: RuleContext) -> Problems:
    """A text has an upper bound, a number may have two in the right order, and nothing else has any."""
    for form, prefix, field in _fields(data):
        wanted = {"maxLength"} if field["widget"] in _TEXTS else set()
        allowed = wanted | ({"minimum", "maximum"} if field["widget"] == "number" else set())
        written = field.keys() & {"maxLength", "minimum", "maximum"}
        wrong = sorted((written - allowed) | (wanted - written))
        if wrong:
            name = prefix + (wrong[0] if wrong[0] in written else "name")
            yield form.problem(name, "field-limits", column=field["name"], widget=field["widget"], field=wrong[0])
        elif field.get("minimum", 0) > field.get("maximum", field.get("minimum", 0)):
            yield form.problem(prefix + "maximum", "field-range", column=field["name"])


def field_role(data: RuleContext) -> Problems:
    """A role stands once in a form, on a field that can play it; a question has its text and its language."""
    for form, prefix, field in _fields(data):
        role = field.get("role")
        if role and not (_can_play(role, field) and _roles(form).index(role) == int(prefix.split(".")[1])):
            yield form.problem(prefix + "role", "field-role", value=role, column=field["name"])
    for form in sound(data, "forms"):
        for role in ("text", "language"):
            if form["handling"] == QUESTION and role not in _roles(form):
                yield form.problem("fields", "question-role", value=role)


def field_personal(data: RuleContext) -> Problems:
    """A name, a number or an address says who somebody is."""
    for form, prefix, field in _fields(data):
        says_who = field.get("role") in {"name", "contact"} or field.get("autocomplete") in {"name", "email", "tel"}
        if says_who and field.get("personal") != "yes":
            yield form.problem(prefix + "name", "field-personal", column=field["name"])


def legal_ground(data: RuleContext) -> Problems:
    """A form has a legal ground when it asks for personal data, and only then."""
    for form in sound(data, "forms"):
        is_personal = any(field.get("personal") == "yes" for field in form["fields"])
        if is_personal == (form["legal_ground"] == "none"):
            yield form.problem("legal_ground", "legal-ground", value=form["legal_ground"])


def _fields(data: RuleContext) -> Iterator[tuple[Record, str, Mapping[str, Any]]]:
    for form in sound(data, "forms"):
        yield from ((form, prefix, field) for prefix, field in named_rows(form, "fields"))


def _roles(form: Record) -> list[str | None]:
    return [field.get("role") for field in form["fields"]]


def _can_play(role: str, field: Mapping[str, Any]) -> bool:
    name, values = _ROLES[role]
    return field.get(name) in values and (role not in _SINGLE or field["widget"] == "one")


FORM_RULES = (field_name, field_choices, field_limits, field_role, field_personal, legal_ground)
