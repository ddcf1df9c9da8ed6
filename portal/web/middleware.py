"""What every answer of the portal carries, and what happens when something is not there."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from web.failures import KNOWN, unavailable

GetResponse = Callable[[HttpRequest], HttpResponse]
_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"


def own_hosts(get_response: GetResponse) -> GetResponse:
    """Whoever asks for another host is not answered, and not written down: they come all day."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponseBadRequest(content_type="text/plain")
        return get_response(request)

    return middleware


def headers(get_response: GetResponse) -> GetResponse:
    """A strict policy for what has none of its own; no camera, microphone or place; the length of the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))  # else it goes out in chunks
        return response

    return middleware


class PlainFailures:
    """A database that is away, locked or full, and a site that is not built, become a clear page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable(request, exception) if isinstance(exception, KNOWN) else None
