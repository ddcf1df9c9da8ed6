"""A form for one record of any kind, made from its schema: what is typed becomes an order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from desk import command
from desk.asked import Asked, Asking, everything
from desk.beside import Elsewhere, put_beside
from desk.command import Answered
from desk.drafts import draft_of, new_draft_key
from desk.filled import CAME_BACK, is_wrong, keep
from desk.flow import desk
from desk.forms import WrittenForm
from desk.records import kind_called
from desk.typed_record import FormValue, changed_values, raw_values, tidied, typed_record
from desk.wording import in_words
from people.access import person_of
from published.current import known
from published.reading import PublishedRow
from web.page import page
from web.reader import PortalReader, reader_of

_FIELDS = "post."  # begins the names of the record's own fields in the page


@dataclass(frozen=True)
class Writing:
    """One record being written: `record_id` is "" for a new one. `seen` is how it stood when the form was opened."""

    kind: PublishedRow
    record_id: str
    seen: Mapping[str, FormValue]
    sent: QueryDict
    values: Mapping[str, FormValue]
    key: str

    @property
    def title(self) -> str:
        """Swedish, as published; of one that is not, its file's name, "" where it has none yet."""
        row = known().records[self.kind["kind"]].get(self.record_id)
        return str(row["title"] if row else self.record_id)

    def order(self) -> dict[str, Any] | None:
        """What the pressed button asks for; None where nothing is changed."""
        which: dict[str, Any] = {"kind": self.kind["kind"]}
        if not self.record_id:
            fields = tidied(self.values)
            return {"do": "add", **which, "fields": fields} if fields else None
        which["id"] = self.record_id
        if self.sent.get("do") == "remove":
            return {"do": "remove", **which, "was": self.seen}
        changed = changed_values(self.values, self.seen)
        was = {name: self.seen.get(name) for name in changed}
        return {"do": "change", **which, "fields": changed, "was": was} if changed else None


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def new_record(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    shape = kind_called(kind)
    if shape["is_single"]:
        raise Http404(kind)
    return _record(request, reader_of(language), shape, "")


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def known_record(request: HttpRequest, language: str, kind: str, record_id: str) -> HttpResponse:
    return _record(request, reader_of(language), kind_called(kind), record_id)


def _record(request: HttpRequest, reader: PortalReader, kind: PublishedRow, record_id: str) -> HttpResponse:
    if request.method == "POST":
        return _sent(request, reader, _typed(kind, record_id, request.POST))
    if key := request.GET.get(CAME_BACK):
        draft = draft_of(person_of(request), key)
        sent = QueryDict(mutable=True)
        for name, values in draft.form.get("values", {}).items():
            sent.setlist(name, values)
        return _form(request, reader, _typed(kind, record_id, sent), draft.answer)
    seen = _seen(kind, record_id, reader.language) if record_id else {}
    return _form(request, reader, Writing(kind, record_id, seen, QueryDict(), seen, new_draft_key()))


def _typed(kind: PublishedRow, record_id: str, sent: QueryDict) -> Writing:
    seen = raw_values(sent.get("seen", ""))
    return Writing(kind, record_id, seen, sent, typed_record(kind["fields"], sent, seen, _FIELDS), sent.get("key", ""))


def _seen(kind: PublishedRow, record_id: str, language: str) -> dict[str, FormValue]:
    """As the project has it now. Raises Http404, NotSetUp and NoAnswer."""
    said = command.ask_project("record", language, kind=kind["kind"], id=record_id)
    if "values" not in said:
        raise Http404(record_id)
    values: dict[str, FormValue] = said["values"]
    return values


def _sent(request: HttpRequest, reader: PortalReader, writing: Writing) -> HttpResponse:
    """A button that only shows something (one more row, records that are looked for) keeps all that was typed."""
    if writing.sent.get("do") not in ("save", "remove"):
        return _form(request, reader, writing)
    order = writing.order()
    if order is None:
        return _form(request, reader, writing, nothing=True)
    return keep(request, reader, WrittenForm(request.POST), order)


def _form(
    request: HttpRequest,
    reader: PortalReader,
    writing: Writing,
    answer: Answered | None = None,
    nothing: bool = False,
) -> HttpResponse:
    questions, elsewhere = _asked(reader, writing, answer or {})
    title = reader.plain(writing.title or writing.kind["title"])
    shown = {
        "kind": writing.kind,
        "record_id": writing.record_id,
        "heading": writing.title,
        "first": [one for one in questions if one.is_open],
        "more": [one for one in questions if not one.is_open],
        "wrong": [one for one in everything(questions) if one.error],
        "elsewhere": elsewhere,
        "nothing": nothing,
        "seen": json.dumps(writing.seen, ensure_ascii=False),
        "key": writing.key,
        "action": request.path,
    }
    return page(request, reader, "desk/record.html", title, 422 if is_wrong(answer or {}) or nothing else 200, **shown)


def _asked(reader: PortalReader, writing: Writing, answer: Answered) -> tuple[list[Asked], list[Elsewhere]]:
    """The questions, with what the command says against them beside; and what is wrong elsewhere, or as a whole."""
    fields, values = writing.kind["fields"], writing.values
    asking = Asking(known(), writing.sent, {}, reader.plain)
    questions = asking.questions(fields, values, _FIELDS)
    if not is_wrong(answer):
        return questions, []
    names = {one.name.removeprefix(_FIELDS) for one in everything(questions)}
    told = [
        {**one, "message": in_words(one["message"], writing.kind["kind"], reader)} for one in answer.get("findings", ())
    ]
    beside = put_beside(told, writing.kind["kind"], writing.record_id, known(), names)
    errors = {_FIELDS + name: message for name, message in beside.errors.items()}
    refused = [Elsewhere(answer["refused"]["message"], None)] if "refused" in answer else []
    return replace(asking, errors=errors).questions(fields, values, _FIELDS), [*refused, *beside.elsewhere]
