"""Longer texts: the pages of the handbook and others, as they are written (Markdown), in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from common.localisation.marked import marked as _
from desk import command
from desk.filled import Filled, filled, keep
from desk.flow import desk
from desk.forms import WrittenForm
from web.forms import Typed
from web.page import page
from web.reader import PortalReader, reader_of
from web.typed_text import long_text

_SHOWN = {name: name for name in ("text", "was", "title")}


class ProseForm(WrittenForm):
    """A page as it is to be. `was` is the digest of what she saw."""

    text = Typed(long_text)
    was = Typed(str, 64)
    title = Typed()


@dataclass(frozen=True)
class ProseText:
    """The text of the page called `name` in one `language`."""

    name: str
    language: str


@require_safe
@desk
def prose_pages(request: HttpRequest, language: str) -> HttpResponse:
    """Each with the languages that it is written in."""
    reader = reader_of(language)
    listed = command.ask_project("pages", language).get("pages", [])
    return page(request, reader, "desk/pages.html", reader.plain(_("Längre texter")), pages=listed)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def prose_page(request: HttpRequest, language: str, written: str, page_name: str) -> HttpResponse:
    """`written`: the language of the text."""
    reader, of = reader_of(language), ProseText(page_name, written)
    if of.language not in reader.site.languages:
        raise Http404(of.language)
    if request.method != "POST":
        return _form(request, reader, of, filled(request, reader, _seen(reader, of), _SHOWN))
    form = ProseForm(request.POST)
    typed = form.typed
    if not typed["text"]:
        missing = {"text": reader.plain(_("Skriv en text."))}
        return _form(request, reader, of, Filled(typed["key"], form.values, missing))
    order = {"do": "write", "page": of.name, "into": of.language, "text": typed["text"], "was": typed["was"]}
    return keep(request, reader, form, order)


def _seen(reader: PortalReader, of: ProseText) -> dict[str, list[str]]:
    """The text as the project has it now. Raises Http404, NotSetUp and NoAnswer."""
    said: dict[str, Any] = command.ask_project("page", reader.language, page=of.name, into=of.language)
    if "text" not in said:
        raise Http404(of.name)
    return {"text": [said["text"]], "was": [said["digest"]], "title": [said["title"]]}


def _form(request: HttpRequest, reader: PortalReader, of: ProseText, form: Filled) -> HttpResponse:
    title, status = reader.plain(form.value("title") or of.name), 422 if form.errors or form.above else 200
    return page(request, reader, "desk/prose.html", title, status, prose=of, filled=form, action=request.path)
