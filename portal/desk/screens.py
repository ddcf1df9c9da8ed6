"""One thing that people do, on one page: the form opens, what is missing is told beside it, an order comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from desk.drafts import Wanted
from desk.filled import Filled, filled, keep
from desk.forms import WrittenForm
from web.page import page
from web.reader import PortalReader


@dataclass(frozen=True)
class Screen:
    """`required`: field → what is said where it is empty, in Swedish. `start` is what the form shows at first.
    `stands_at`: a field of the record that has another name in the form, or none there → that of the form."""

    template: str
    title: str
    fields: Iterable[str]  # of the form
    required: Mapping[str, str] = field(default_factory=dict)
    start: Mapping[str, list[str]] = field(default_factory=dict)
    stands_at: Mapping[str, str] = field(default_factory=dict)


def screen(
    request: HttpRequest,
    reader: PortalReader,
    of: Screen,
    sent: WrittenForm | None,
    order: Callable[[dict[str, Any]], Wanted],
    **shown: Any,
) -> HttpResponse:
    """`order` makes of what was typed what is sent to the project; "" in it means nothing."""
    if sent is None:
        stands_at = {**{name: name for name in of.fields}, **of.stands_at}
        return _page(request, reader, of, filled(request, reader, of.start, stands_at), 200, **shown)
    typed = sent.typed
    missing = {name: reader.plain(words) for name, words in of.required.items() if not typed[name]}
    if missing:
        return _page(request, reader, of, Filled(typed["key"], sent.values, missing), 422, **shown)
    return keep(request, reader, sent, {name: value for name, value in order(typed).items() if value})


def _page(
    request: HttpRequest, reader: PortalReader, of: Screen, form: Filled, status: int, **shown: Any
) -> HttpResponse:
    status = 422 if form.errors or form.above else status
    return page(request, reader, of.template, reader.plain(of.title), status, filled=form, **shown)
