"""The built site as files, for `make portal`: a web server in front does it better, see portal/nginx.conf.example."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from web.page import page_policy

mimetypes.add_type("text/calendar", ".ics")
mimetypes.add_type("application/atom+xml", ".atom")
mimetypes.add_type("application/manifest+json", ".webmanifest")

_LIKE_THE_PUBLIC_ONES = (".css", ".js", ".svg", ".png", ".woff2")
_POLICY = "Content-Security-Policy"
_ASLEEP = "; sandbox allow-same-origin allow-top-navigation-by-user-activation"  # without scripts and forms
_BODY = re.compile(r"<body\b[^>]*>")
# A worker lives under the policy of its own file: one fetches the site's pages, the search's loads scripts as well.
_FILE_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"


@require_safe
def public_file(request: HttpRequest, path: str = "") -> HttpResponseBase:
    return _file(request, settings.SITE, path)


@require_safe
def members_file(request: HttpRequest, path: str = "") -> HttpResponseBase:
    response = _file(request, settings.MEMBERS_SITE, path)
    response.headers["Cache-Control"] = "private, no-cache" if path.endswith(_LIKE_THE_PUBLIC_ONES) else "no-store"
    return response


def first_file(roots: list[Path], path: str, back: tuple[str, str]) -> HttpResponseBase:
    """From the first folder that has it, for one person to look at: nothing runs in it, nothing of it is kept, and at
    its top stands the way `back` (address, words). Raises Http404."""
    for root in roots:
        file = _named(root.resolve(), path)
        if file is not None:
            response = _html(_with_way_back(file.read_text("utf-8"), back)) if file.suffix == ".html" else _other(file)
            response.headers[_POLICY] += _ASLEEP
            response.headers["Cache-Control"] = "no-store"
            return response
    raise Http404


def _with_way_back(html: str, back: tuple[str, str]) -> str:
    way = format_html('<p class="notice"><a href="{}">{}</a></p>', *back)
    return _BODY.sub(lambda body: body[0] + way, html, count=1)


def _file(request: HttpRequest, root: Path, path: str) -> HttpResponseBase:
    base = root.resolve()
    if path and not path.endswith("/") and (folder := _inside(base, path)) is not None and folder.is_dir():
        return HttpResponseRedirect(request.path + "/")
    file = _named(base, path)
    return _answer(request, file) if file is not None else _missing(base)


def _named(base: Path, path: str) -> Path | None:
    """The file that stands at that address, if there is one: of a folder, its page."""
    file = _inside(base, path)
    if file is not None and file.is_dir():
        file = _inside(base, f"{path}index.html") if not path or path.endswith("/") else None
    elif path.endswith("/"):
        file = None
    return file if file is not None and file.is_file() else None


def _inside(base: Path, path: str) -> Path | None:
    """What `path` names, with links followed; None for what does not exist or leads out of `base`, whichever way.

    Only plain names count: no "..", "." or empty ones between slashes, nothing hidden.
    """
    names = path.removesuffix("/").split("/") if path else []
    if any(not name or name.startswith(".") for name in names):
        return None
    try:
        file = base.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # missing or too long, a circle of links, a zero byte
        return None
    return file if file.is_relative_to(base) else None


def _missing(base: Path) -> HttpResponseBase:
    page = base / "404.html"
    if not page.is_file():
        raise Http404
    return _html(page.read_text("utf-8"), 404)


def _answer(request: HttpRequest, file: Path) -> HttpResponseBase:
    """What has not changed is not sent again, but its headers are: a browser puts them in place of those it kept.

    It is told by size and moment, not by whether it is younger: a site that was put back is older, and is the new one.
    """
    state = file.stat()
    tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    response = _html(file.read_text("utf-8")) if file.suffix == ".html" else _other(file)
    if tag in known:
        response.close()
        response = HttpResponse(status=304, headers={_POLICY: response.headers[_POLICY]})
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    return response


def _html(text: str, status: int = 200) -> HttpResponseBase:
    return HttpResponse(text, status=status, headers={_POLICY: page_policy(text)})


def _other(file: Path) -> HttpResponseBase:
    return FileResponse(file.open("rb"), headers={_POLICY: _FILE_POLICY})
