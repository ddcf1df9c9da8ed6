"""A form's definition → the check of what was sent. The judge is Frictionless, by each field's Table Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from frictionless import Field

from common.localisation.marked import marked as _
from common.localisation.marked import marked_forms as ngettext
from common.localisation.text import Text
from published.reading import PublishedRow
from web.reader import PortalReader
from web.sentences import TOO_LONG
from web.typed_text import long_text, short_text, typed_day, typed_number

Answers = dict[str, Any]
Values = dict[str, Any]
Judge = Callable[[str], tuple[Any, Mapping[str, str] | None]]  # a text → (value, what does not fit)

_CLEANERS = {"long": long_text, "number": typed_number, "date": typed_day}
_COMPLAINTS = {
    "required": _("Skriv något här."),
    "minimum": _("Talet är för litet. Det ska vara minst %(minimum)s."),
    "maximum": _("Talet är för stort. Det får vara högst %(maximum)s."),
    "enum": _("Välj något i listan."),
    "pattern": _("Det ser inte rätt ut. Titta en gång till."),
    "integer": _("Skriv ett helt tal, till exempel 12."),
    "date": _("Skriv dagen så här: 2019-03-05."),
    "boolean": _("Kryssa i rutan, eller låt den vara tom."),
    "string": _("Det ser inte rätt ut. Titta en gång till."),
}
_LENGTHS = {
    "maxLength": TOO_LONG,
    "minLength": ngettext(
        "Texten är för kort. Skriv minst %(count)s tecken.", "Texten är för kort. Skriv minst %(count)s tecken."
    ),
}
_CHOOSE = _("Välj något här.")
_TICK = _("Kryssa i rutan.")
_EMPTY = {"one": _CHOOSE, "many": _CHOOSE, "tick": _TICK}


@dataclass(frozen=True)
class Checker:
    """A published form, each of its fields beside what judges it."""

    form: PublishedRow
    fields: tuple[tuple[PublishedRow, Judge], ...]

    def check(self, post: QueryDict, reader: PortalReader) -> tuple[Answers, dict[str, Text]]:
        """(answers as they are kept, {field: what is wrong, in the reader's language}). Unknown names are ignored."""
        answers: Answers = {}
        errors: dict[str, Text] = {}
        for field, judge in self.fields:
            value, fault = _read(field, judge, post)
            if fault:
                errors[field["name"]] = _complaint(field, fault, reader)
            elif value not in (None, []):
                answers[field["name"]] = value
        return answers, errors


def checker(form: PublishedRow) -> Checker:
    """Kept until the next publication."""
    kept = _checkers.get(form["id"])
    if kept is None or kept.form is not form:
        kept = Checker(form, tuple((field, _judge(field)) for field in form["fields"]))
        _checkers[form["id"]] = kept
    return kept


_checkers: dict[str, Checker] = {}


def typed_values(form: PublishedRow, post: QueryDict) -> Values:
    """What she wrote, cleaned, to stand in the form again: a text for each field, a list for "many"."""
    return {
        field["name"]: _texts(field, post) if field["widget"] == "many" else _text(field, post)
        for field in form["fields"]
    }


def _judge(field: PublishedRow) -> Judge:
    constraints = dict(field["constraints"])
    if field["widget"] == "many":
        constraints.pop("required", None)  # of the list, not of each of its values
    ticks = {"trueValues": ["1", "on", "true"], "falseValues": []} if field["type"] == "boolean" else {}
    descriptor = {"name": field["name"], "type": field["type"], "constraints": constraints, **ticks}
    return Field.from_descriptor(descriptor).create_cell_reader()


def _read(field: PublishedRow, judge: Judge, post: QueryDict) -> tuple[Any, str | None]:
    """(value, None) or (None, the constraint that is not met)."""
    if field["widget"] == "many":
        return _read_many(field, judge, post)
    value, notes = judge(_text(field, post))
    if notes:
        return None, next(iter(notes))
    return value.isoformat() if isinstance(value, date) else value, None


def _read_many(field: PublishedRow, judge: Judge, post: QueryDict) -> tuple[list[str], str | None]:
    texts = _texts(field, post)
    faults = list(_faults(judge, texts))
    if not texts and field["constraints"].get("required"):
        faults = ["required"]
    return texts, faults[0] if faults else None


def _faults(judge: Judge, texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from judge(text)[1] or ()


def _text(field: PublishedRow, post: QueryDict) -> str:
    return _CLEANERS.get(field["widget"], short_text)(post.get(field["name"], ""))


def _texts(field: PublishedRow, post: QueryDict) -> list[str]:
    texts = (short_text(raw) for raw in post.getlist(field["name"]))
    return list(dict.fromkeys(text for text in texts if text))


def _complaint(field: PublishedRow, fault: str, reader: PortalReader) -> Text:
    """The field's own words where it has some and they say what is wrong."""
    if fault in _LENGTHS:  # the field's own words do not say that
        return reader.ngettext(*_LENGTHS[fault], field["constraints"][fault])
    if field["error"]:
        return reader(field["error"])
    if fault == "required":
        return reader(_EMPTY.get(field["widget"], _COMPLAINTS["required"]))
    return reader(_COMPLAINTS.get(field["type"] if fault == "type" else fault, _COMPLAINTS["string"]), **_limits(field))


def _limits(field: PublishedRow) -> dict[str, Any]:
    return {name: limit for name, limit in field["constraints"].items() if name != "enum"}
