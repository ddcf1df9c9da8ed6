"""The built site as files, for `make portal`: a web server in front does it better, see portal/nginx.conf."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import http_date, parse_http_date_safe

from web.page import page_policy

mimetypes.add_type("text/calendar", ".ics")
mimetypes.add_type("application/atom+xml", ".atom")
mimetypes.add_type("application/manifest+json", ".webmanifest")


def public_file(request: HttpRequest, path: str = "") -> HttpResponseBase:
    return _file(request, settings.SITE, path)


def members_file(request: HttpRequest, path: str = "") -> HttpResponseBase:
    response = _file(request, settings.MEMBERS_SITE, path)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _file(request: HttpRequest, root: Path, path: str) -> HttpResponseBase:
    """Raises Http404 for what does not lie below `root` or leads out of it."""
    base = root.resolve()
    file = (base / path).resolve()
    if not file.is_relative_to(base):
        raise Http404
    if file.is_dir():
        if path and not path.endswith("/"):
            return HttpResponseRedirect(request.path + "/")
        file = file / "index.html"
    if not file.is_file():
        return _missing(base)
    return _answer(request, file)


def _missing(base: Path) -> HttpResponse:
    page = base / "404.html"
    if not page.is_file():
        raise Http404
    return _html(page.read_text("utf-8"), 404)


def _answer(request: HttpRequest, file: Path) -> HttpResponseBase:
    changed = int(file.stat().st_mtime)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and since >= changed:
        response: HttpResponseBase = HttpResponse(status=304)
    elif file.suffix == ".html":
        response = _html(file.read_text("utf-8"))
    else:
        response = FileResponse(file.open("rb"))
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _html(text: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(text, status=status)
    response.headers["Content-Security-Policy"] = page_policy(text)
    return response
