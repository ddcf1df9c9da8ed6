"""Templates in the frame of the site: every page of the portal leaves through here."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from common.statuses import STATUSES, WORDS
from web.facts import facts
from web.reader import PortalReader
from web.signed_in import is_signed_in
from web.telling import told

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)  # data blocks do not run
_FORM_KEY = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')
_MARK = re.compile(r"\[\[(title|description|head|main|path|account)\]\]")


def portal_templates(**options: Any) -> Environment:
    """For Django's Jinja2 backend. A name that nobody set is an error, never an empty place."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.globals |= {"statuses": STATUSES, "status_words": WORDS}
    return made


def page(
    request: HttpRequest, reader: PortalReader, template: str, title: str, status: int = 200, **context: object
) -> HttpResponse:
    """`title` is plain text. In the template: what `part` names, and the context."""
    return response(reader, framed(request, reader, template, title, **context), status)


def framed(request: HttpRequest, reader: PortalReader, template: str, title: str, **context: object) -> str:
    main = part(request, reader, template, **context)
    if is_signed_in(request) and (news := told(request)):
        main = part(request, reader, "web/told.html", sentence=reader(news[0], **news[1])) + main
    parts = {
        "title": escape(title),
        "description": "",
        "head": '<meta name="robots" content="noindex">',
        "main": main,
        "path": escape(request.path.removeprefix(f"/portal/{reader.language}/")),
        "account": part(request, reader, "web/account.html") if is_signed_in(request) else "",
    }
    return _MARK.sub(lambda mark: parts[mark[1]], reader.site.frames[reader.language])


def response(reader: PortalReader, html: str | bytes, status: int = 200) -> HttpResponse:
    """A finished page with what goes before it."""
    answer = HttpResponse(html, status=status)
    answer.headers["Cache-Control"] = "no-store"  # what a shared phone shows after signing out
    answer.headers["Content-Security-Policy"] = policy(reader.site.frames[reader.language])
    return answer


def part(request: HttpRequest, reader: PortalReader, template: str, **context: object) -> str:
    known = {
        "_": reader,
        "ngettext": reader.ngettext,
        "pgettext": reader.pgettext,
        "reader": reader,
        "site": reader.site,
        "person": facts(request.user, "pk", "name", "is_coordinator", "may_publish", "may_translate")
        if is_signed_in(request)
        else None,
        "is_editable": settings.EDITED_PROJECT is not None,
        "csrf": lambda: _FORM_KEY.format(get_token(request)),
    }
    return str(engines["jinja2"].get_template(template).render({**known, **context}))


@cache
def policy(frame: str) -> str:
    """What a page in this frame may load: its own style sheet, known by its hash, and files of this host."""
    return page_policy(frame)


def page_policy(html: str) -> str:
    """What a page may load: the style sheets and scripts that stand in it, by their hashes, and files of this host."""
    return (
        f"default-src 'none'; script-src 'self' {_hashes(_SCRIPT, html)}; style-src 'self' {_hashes(_STYLE, html)}; "
        "img-src 'self' data:; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def _hashes(sign: re.Pattern[str], html: str) -> str:
    digests = [hashlib.sha256(text.encode()).digest() for text in sign.findall(html)]
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
