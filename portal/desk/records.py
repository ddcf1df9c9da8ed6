"""All that stands on the site, to be found by its name: kinds, and the records of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.localisation.marked import marked as _
from desk.finding import found_rows, in_order
from desk.flow import desk
from published.current import known
from published.reading import PublishedRow
from web.facts import listing
from web.page import page
from web.reader import reader_of

_ON_A_PAGE = 40
_HITS = 40
_SEARCH = "sok"  # in the address


@require_safe
@desk
def all_kinds(request: HttpRequest, language: str) -> HttpResponse:
    """Every kind, and what is found among all records by a name, a day or words."""
    reader, searched = reader_of(language), request.GET.get(_SEARCH, "").strip()
    shown = sorted(known().kinds.values(), key=lambda kind: reader.plain(kind["title"]).casefold())
    rows = [row for kind in known().records.values() for row in kind.values()] if searched else []
    hits = in_order(found_rows(rows, searched, reader.plain, is_read_through=True), reader.plain)[:_HITS]
    title = reader.plain(_("Allt på webbplatsen"))
    return page(request, reader, "desk/kinds.html", title, kinds=shown, searched=searched, hits=hits)


@require_safe
@desk
def records_of_kind(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    reader, shape, searched = reader_of(language), kind_called(kind), request.GET.get(_SEARCH, "").strip()
    rows = in_order(
        found_rows(known().records[kind].values(), searched, reader.plain, is_read_through=True), reader.plain
    )
    listed = listing(rows, _ON_A_PAGE, request.GET.get("sida"), lambda row: row)
    title = reader.plain(shape["title"])
    return page(request, reader, "desk/records.html", title, kind=shape, records=listed, searched=searched)


def kind_called(name: str) -> PublishedRow:
    """Raises Http404."""
    if shape := known().kinds.get(name):
        return shape
    raise Http404(name)
