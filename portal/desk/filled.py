"""A form of the desk as it is shown: empty, or with what she wrote and what is wrong with it, beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.timezone import now

from desk.command import Answered
from desk.drafts import begin_draft, draft_of, new_draft_key
from desk.forms import WrittenForm
from desk.models import Draft
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


def filled(request: HttpRequest, start: TypedTexts, names: Iterable[str]) -> Filled:
    """What the form shows: `start`, or her draft where she comes back to it. `names` are the form's fields."""
    key = request.GET.get(CAME_BACK, "")
    if not key:
        return Filled(new_draft_key(), start)
    draft = draft_of(person_of(request), key)
    return Filled(key, draft.form.get("values", start), *_wrong(draft, set(names)))


def keep(
    request: HttpRequest, reader: PortalReader, form: WrittenForm, order: Mapping[str, Any]
) -> HttpResponseRedirect:
    """Keeps what she wrote, and leads to what will come of it."""
    written = {"path": request.path, "values": form.values}
    key = begin_draft(person_of(request), order, now(), form.typed["key"], written)
    return HttpResponseRedirect(reader.url("desk:look", key=key))


def is_wrong(said: Answered) -> bool:
    return bool(said.get("findings")) or "refused" in said


def complaints(said: Answered) -> Iterator[tuple[str, str, str]]:
    """(field or "", what it is about or "", message) of all that speaks against an order."""
    for one in said.get("findings", ()):
        yield str(one.get("field") or ""), _about(str(one.get("path") or "")), _plain(one)
    if refused := said.get("refused"):
        yield str(refused.get("field") or ""), "", str(refused["message"])


def _wrong(draft: Draft, names: set[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    found = list(complaints(draft.answer or {}))
    errors = {name: message for name, _about_what, message in reversed(found) if name in names}
    return errors, [(about, message) for name, about, message in found if name not in names]


def _plain(finding: Mapping[str, Any]) -> str:
    """Without the file, the line and the id, which are for those who know files."""
    message = str(finding["message"]).removeprefix(f"{finding.get('path')}:{finding.get('line')}: ")
    return message.removesuffix(f" [{finding.get('id')}]")


def _about(path: str) -> str:
    """The record's own name."""
    kind, _, name = path.removeprefix("data/").removesuffix(".yaml").partition("/")
    record = known().records.get(kind, {}).get(name)
    return str(record["title"]) if record else ""
