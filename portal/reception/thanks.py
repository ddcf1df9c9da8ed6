"""Thanks for what was sent. The page is the same for all residents but for the code, so it is made once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from published.reading import PublishedRow
from web.page import framed, response
from web.reader import PortalReader
from web.signed_in import is_signed_in

_OPEN = "\0"  # where the code goes; no text of the site has this sign
_kept: dict[tuple[str, str, bool], tuple[PortalReader, bytes]] = {}  # by language and form, of the latest publication


def thanks_page(
    request: HttpRequest, reader: PortalReader, form: PublishedRow, code: str, is_readable: bool
) -> HttpResponse:
    """`code` is "" where there is nothing to come back for. `is_readable`: somebody speaks her language."""
    if is_signed_in(request):  # her page has her own links
        return response(reader, _html(request, reader, form, code, is_readable))
    page = _kept_page(request, reader, form, bool(code), is_readable)
    return response(reader, page.replace(_OPEN.encode(), code.encode()))


def _kept_page(
    request: HttpRequest, reader: PortalReader, form: PublishedRow, has_code: bool, is_readable: bool
) -> bytes:
    key = (reader.language, form["id"], is_readable)
    made_for, page = _kept.get(key, (None, b""))
    if made_for is not reader:
        page = _html(request, reader, form, _OPEN if has_code else "", is_readable).encode()
        _kept[key] = reader, page
    return page


def _html(request: HttpRequest, reader: PortalReader, form: PublishedRow, code: str, is_readable: bool) -> str:
    shown = {"form": form, "code": code, "is_readable": is_readable}
    return framed(request, reader, "reception/thanks.html", reader.plain(form["title"]), **shown)
