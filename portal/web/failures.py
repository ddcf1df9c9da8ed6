"""Pages for what went wrong, in the reader's language where that can be known."""

from __future__ import annotations

import logging
import sys

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse

from at_rest.keys import WrongKey
from common.localisation.locales import SOURCE
from published.current import published
from published.reading import NotPublished
from web.forms import HIDDEN
from web.page import page
from web.reader import PortalReader, reader_of

KNOWN = (DatabaseError, InterfaceError, NotPublished, WrongKey)  # not the code's fault; they pass
_KEEPS_TEXT = ("away", "old-form")  # what she wrote is given back to her
_DESK = "andra"  # in the addresses of pages whose every field holds her words, but those that are hidden
_log = logging.getLogger("brygga")


def reader_for(request: HttpRequest) -> PortalReader:
    """Of the language in the address, else Swedish. Raises NotPublished."""
    parts = request.path.split("/")
    try:
        return reader_of(parts[2] if len(parts) > 2 else SOURCE)
    except Http404:
        return PortalReader(published(), SOURCE)


def failure(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """`kind` names the words in failure.html."""
    try:
        reader = reader_for(request)
    except NotPublished as error:
        _log.error("%s", error)
        return HttpResponse("Sidan är inte klar. / The site is not built.", "text/plain; charset=utf-8", 503)
    text = written_text(request, reader) if kind in _KEEPS_TEXT else ""
    return page(request, reader, "web/failure.html", reader.site.title, status, kind=kind, text=text)


def written_text(request: HttpRequest, reader: PortalReader) -> str:
    """What she wrote in a form of the site, at the desk or as a message; never a password or a hidden field."""
    parts = request.path.split("/")
    if parts[3:4] == [_DESK]:
        written = (text for name in request.POST if name not in HIDDEN for text in request.POST.getlist(name))
        return "\n\n".join(text for text in written if text)
    form = reader.site.forms.get(parts[-2], {"fields": []}) if len(parts) > 2 else {"fields": []}
    names = dict.fromkeys(["text", *(field["name"] for field in form["fields"])])
    return "\n\n".join(request.POST[name] for name in names if request.POST.get(name))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    return failure(request, "missing", 404)


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's signature
    """A form that did not come from a page of ours, or from one that was open too long."""
    return failure(request, "old-form", 403)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    return failure(request, "refused", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something that no form of ours sends, or far more than any of them holds."""
    is_too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return failure(request, "too-much", 413) if is_too_much else failure(request, "odd", 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Also what failed before a view was reached: whoever brings a cookie is looked up in the database first."""
    error = sys.exc_info()[1]
    if isinstance(error, KNOWN):
        return unavailable(request, error)
    request.user = AnonymousUser()
    return failure(request, "broken", 500)


def unavailable(request: HttpRequest, exception: BaseException) -> HttpResponse:
    log_unavailable(exception)
    request.user = AnonymousUser()  # who she is cannot be asked for now
    return failure(request, "away", 503)


def log_unavailable(exception: BaseException) -> None:
    """The kind of exception, never its text: databases quote what people wrote."""
    _log.error("unavailable: %s", type(exception).__name__)
