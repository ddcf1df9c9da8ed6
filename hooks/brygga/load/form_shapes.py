"""Form records → what is shown, sent and exported: the shape that portal/README.md promises.

The vocabulary of a field is Table Schema's. All texts are the Swedish ones of the records; whoever shows them
translates them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from brygga.load.languages import Language, own_name
from brygga.load.phone import tel
from brygga.load.schema import SITE_KIND
from brygga.model.record import Record, Records

Shape = dict[str, Any]
QUESTION = "question"
# Fields that a form's page has beside those of the record: sent once, its language, when and how long it was open, the
# trap for robots, Django's own. The portal reads the list and refuses one that lacks a name of its own.
RESERVED = ("send_id", "lang", "opened", "seconds_open", "webbplats", "csrfmiddlewaretoken")
_TYPES = {"number": "integer", "date": "date", "tick": "boolean"}
_WORDS = ("title", "summary", "pictogram", "handling", "submit", "thanks", "purpose", "legal_ground", "readers")


class FormShapes:
    """All forms, members' ones too, in the editors' order."""

    def __init__(self, records: Records, languages: Iterable[Language]) -> None:
        self._records = records
        self._languages = tuple(languages)
        self.shapes = [self._shape(record) for record in records.ordered("forms")]

    def language_codes(self) -> list[str]:
        """Every language that somebody may speak: the site's own first, then the others as the editors listed them."""
        spoken = (code for record in self._records if record.kind != SITE_KIND for code in _spoken(record))
        others = sorted({*spoken} - {*(self._records.site["other_languages"] or ())})
        own = [language.code for language in self._languages]
        return list(dict.fromkeys([*own, *(self._records.site["other_languages"] or ()), *others]))

    def language_choices(self) -> list[dict[str, str]]:
        return [{"value": code, "title": self._own_name(code), "lang": code} for code in self.language_codes()]

    def _shape(self, form: Record) -> Shape:
        return {
            "id": form.id,
            "audience": form["audience"] or "public",
            "note": form["notice"],
            "keep_days": form["keep_days"],
            **{name: form[name] for name in _WORDS},
            "fields": [self._field(field, form.for_members) for field in form["fields"]],
        }

    def _field(self, field: Mapping[str, Any], for_members: bool) -> Shape:
        choices = [*self._choices_from(field.get("choices_from"), for_members), *field.get("choices", ())]
        return {
            "name": field["name"],
            "type": _TYPES.get(field["widget"], "string"),
            "title": field["title"],
            "description": field.get("description"),
            "widget": field["widget"],
            "autocomplete": field.get("autocomplete"),
            "personal": field.get("personal") == "yes",
            "error": field.get("error"),
            "constraints": _constraints(field, choices),
            "choices": choices,
            "role": field.get("role"),
        }

    def _choices_from(self, source: str | None, for_members: bool) -> list[dict[str, str]]:
        """A language has its own name and says so; those of records are translated like any other text.

        A form for all offers nothing that only members may see.
        """
        if source == "languages":
            return self.language_choices()
        records = [one for one in self._records.ordered(source or "") if for_members or not one.for_members]
        return [{"value": record.id, "title": record["title"]} for record in records]

    def _own_name(self, code: str) -> str:
        listed = next((one.name for one in self._languages if one.code == code), None)
        return listed or own_name(code, self._languages[0].names)


def columns(form: Shape) -> list[str]:
    """The columns of the export, in the order of the form; a field of several values is one column."""
    return [field["name"] for field in form["fields"]]


def first_values(form: Shape, code: str) -> dict[str, str]:
    """What stands in the form when it is opened: the reader's own language, where one is asked for."""
    return {field["name"]: code for field in form["fields"] if field["role"] == "language"}


def mail_link(email: str, subject: str, questions: Iterable[str]) -> str:
    """A prepared letter (RFC 6068): a line for each question, room below it."""
    body = "".join(f"{question}\r\n\r\n\r\n" for question in questions)
    return f"mailto:{email}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def text_link(mobile: str, subject: str, country: str) -> str:
    """A prepared text message (RFC 5724)."""
    return f"sms:{tel(mobile, country).removeprefix('tel:')}?body={quote(f'{subject}: ', safe='')}"


def _constraints(field: Mapping[str, Any], choices: list[dict[str, str]]) -> Shape:
    limits = {name: field[name] for name in ("maxLength", "minimum", "maximum") if name in field}
    values = {"enum": [choice["value"] for choice in choices]} if choices else {}
    return {"required": field.get("required") == "yes", **limits, **values}


def _spoken(record: Record) -> Iterator[str]:
    yield from record["languages"] or ()
