"""A form of the desk as it is shown: empty, or with what she wrote and what is wrong with it, beside its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.timezone import now

from desk.command import Answered
from desk.drafts import begin_draft, draft_of, new_draft_key
from desk.forms import WrittenForm
from desk.wording import in_words
from people.access import person_of
from published.current import known
from web.reader import PortalReader

CAME_BACK = "utkast"  # in the address of a form: the draft whose words it shows
TypedTexts = Mapping[str, list[str]]


@dataclass(frozen=True)
class Filled:
    """`errors` stand at the fields they name; `above` is what belongs to none of them: (what it is about, message)."""

    key: str
    values: TypedTexts
    errors: Mapping[str, str] = field(default_factory=dict)
    above: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        return self.values.get(name, [])


def filled(request: HttpRequest, reader: PortalReader, start: TypedTexts, stands_at: Mapping[str, str]) -> Filled:
    """What the form shows: `start`, or her draft where she comes back to it. `stands_at`: a field of the record, or of
    the order → the form's field beside which it is told what is wrong with it."""
    key = request.GET.get(CAME_BACK, "")
    if not key:
        return Filled(new_draft_key(), start)
    draft = draft_of(person_of(request), key)
    found = list(objections(draft.answer or {}, draft.order, reader))
    errors = {stands_at[one.field]: one.message for one in reversed(found) if one.field in stands_at}
    above = [(one.about, one.message) for one in found if one.field not in stands_at]
    return Filled(key, draft.form.get("values", start), errors, above)


def keep(
    request: HttpRequest, reader: PortalReader, form: WrittenForm, order: Mapping[str, Any]
) -> HttpResponseRedirect:
    """Keeps what she wrote, and leads to what will come of it."""
    written = {"path": request.path, "values": form.values}
    key = begin_draft(person_of(request), order, now(), form.typed["key"], written)
    return HttpResponseRedirect(reader.url("desk:look", key=key))


def is_wrong(said: Answered) -> bool:
    return bool(said.get("findings")) or "refused" in said


@dataclass(frozen=True)
class Objection:
    """What speaks against an order. `field` is of the record that the order is about, "" where it is about none;
    `about` is what another record is called."""

    field: str
    about: str
    message: str


def objections(said: Answered, order: Mapping[str, Any], reader: PortalReader) -> Iterator[Objection]:
    for one in said.get("findings", ()):
        kind, name = _record_in(str(one.get("path") or ""))
        record = known().records.get(kind, {}).get(name)
        is_own = name == order["name"] if order.get("name") else record is None
        about = "" if is_own or record is None else str(record["title"])
        yield Objection(str(one["field"]) if is_own else "", about, in_words(str(one["message"]), kind, reader))
    if refused := said.get("refused"):
        yield Objection(str(refused.get("field") or ""), "", str(refused["message"]))


def _record_in(path: str) -> tuple[str, str]:
    """Its kind and its id."""
    kind, _, name = path.removeprefix("data/").removesuffix(".yaml").partition("/")
    return kind, name
