"""What has been published, as sentences, newest first; each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from desk import authors, command, drafts
from desk.flow import desk
from desk.forms import UndoForm
from people.access import person_of
from web.page import page
from web.reader import reader_of


@require_safe
@desk
def history(request: HttpRequest, language: str) -> HttpResponse:
    """Of all, or of one record: ?kind=…&id=…"""
    reader = reader_of(language)
    of = {name: request.GET[name] for name in ("kind", "id") if request.GET.get(name)}
    said = command.ask_project("history", language, **of)
    rows = [_row(one) for one in said.get("history", [])]
    return page(request, reader, "desk/history.html", reader.plain(_("Senaste ändringarna")), rows=rows)


@require_http_methods(["POST"])
@desk
def undo(request: HttpRequest, language: str) -> HttpResponse:
    """In one tap: a new publication that takes another one back, or a proposal to do so."""
    reader, person, typed = reader_of(language), person_of(request), UndoForm(request.POST).typed
    key = drafts.begin_draft(person, {"do": "undo", "commit": typed["commit"]}, now(), typed["key"])
    drafts.send_on(drafts.draft_of(person, key), language, person.may_publish, now())
    return HttpResponseRedirect(reader.url("desk:done", key=key))


def _row(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "commit": one["commit"],
        "when": authors.moment_of(one["when"]),
        "who": authors.name_of(one.get("author")),
        "sentences": one.get("sentences", []),
        "is_undone": bool(one.get("undone")),
        "is_ours": bool(one.get("author")),  # what was committed by hand is taken back by hand
        "key": drafts.new_draft_key(),
    }
