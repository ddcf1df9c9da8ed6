"""Whatever anybody sends: an answer below 500, no cookie, no traceback, nothing of it shown as markup."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.server import Phone, Portal
from questions.asker import WRONG_CODES
from reception.views import SENDERS

pytestmark = pytest.mark.server

TAKEN_BACK = "Max-Age=0"  # a cookie that she has and that is no longer good
MARK = "\"'><script>alert(1)</script>"
NAMES = [
    "send_id",
    "seconds_open",
    "opened",
    "webbplats",
    "text",
    "language",
    "name",
    "contact",
    "topic",
    "topics",
    "from_day",
]
NAMES += ["agree", "day", "place", "visitors", "code", "delete", "do", "csrfmiddlewaretoken", "sida", "lang", "next"]
PATHS = [
    *(f"/portal/{code}/formular/{form}/" for code in ("sv", "ar") for form in ("fraga", "foresla-amne", "cafebesok")),
    *("/portal/sv/svar/", "/portal/ar/svar/", "/portal/sv/fragor/", "/portal/sv/fragor/abc/", "/portal/sv/in/"),
    *("/portal/sv/koordinator/svar/", "/portal/sv/koordinator/svar/fraga/export.csv", "/portal/vakt", "/", "/medlem/"),
    *("/portal/sv/in/abc/", "/portal/kalender/abc.ics", "/portal/sv/uppdrag/", "/portal/sv/jag/", "/portal/sv/nytt/"),
]
KINDS = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=finns-inte",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "å" * 80,
    "application/json",
    "text/plain",
    "",
    "\x00",
]

hostile = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [MARK, "\x00", "\ud800", "\u202e", "%", "%zz", "%(x)s", "{0}", "9" * 5000, "-1", "2019-02-30", "x" * 2001]
    ),
    st.sampled_from(["once-of-22-random-sign", "30", "sv", "arbete", "1", "0000-0000-0000", "sure", "0000-00-00"]),
)
fields = st.lists(st.tuples(st.sampled_from(NAMES), hostile), max_size=12)
urlencoded = fields.map(lambda pairs: urlencode(pairs, errors="surrogatepass").encode())


def _multipart(pairs: list[tuple[str, str]]) -> bytes:
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in pairs)
    return (parts + "--x--\r\n").encode("utf-8", "surrogatepass")


FILE = b'--x\r\nContent-Disposition: form-data; name="text"; filename="../a"\r\nContent-Type: x\r\n\r\n' + b"\x00" * 999
bodies = st.one_of(
    urlencoded,
    fields.map(_multipart),
    st.binary(max_size=200),
    st.sampled_from(
        [b"a=1&" * 5000, b"text=%", b"text=%ff%fe&language=%00", b"&" * 3000, b"--x\r\n" * 300, FILE, b"x" * 70_000]
    ),
)
paths = st.one_of(
    st.sampled_from(PATHS).map(str.encode),
    st.tuples(st.sampled_from(PATHS), st.binary(max_size=12)).map(lambda pair: pair[0].encode() + pair[1]),
    st.binary(max_size=30).map(lambda tail: b"/portal/" + tail),
    st.sampled_from(
        [b"/portal/sv/fragor/%00/", b"//evil.example/", b"/portal/sv/../../etc/passwd", b"/..%2f..%2fetc/passwd"]
    ),
)
headers = st.dictionaries(
    st.sampled_from(
        ["HTTP_COOKIE", "HTTP_X_REAL_IP", "HTTP_HOST", "HTTP_ACCEPT_LANGUAGE", "HTTP_REFERER", "HTTP_RANGE"]
    ),
    st.one_of(
        st.sampled_from(
            ["brygga=abc", "brygga=" + "x" * 4000, "brygga=\x00", "localhost", "evil.example", MARK, "", ":", "sv;q=x"]
        ),
        st.binary(max_size=30).map(lambda raw: raw.decode("latin-1")),
    ),
    max_size=3,
)
METHODS = ["GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "ÅÄÖ"]


@pytest.mark.django_db(transaction=True)  # a server closes what was left in the middle of something
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(METHODS), paths, urlencoded, bodies, st.sampled_from(KINDS), headers, st.integers(-5, 5))
def test_anything_to_anywhere(
    method: str, path: bytes, query: bytes, body: bytes, kind: str, more: dict[str, str], lie: int
) -> None:
    for throttle in (SENDERS, WRONG_CODES):
        throttle.forget()
    status, sent, page = ask(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.decode("latin-1"),
            "QUERY_STRING": query.decode("latin-1"),
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body) + lie if len(body) < 99 else len(body)),
            **more,
        },
        body,
    )
    assert status < 500, page
    judge(sent, page)


def ask(request: dict[str, str], body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    """As a WSGI server passes it on. (status, headers, page)"""
    environ: dict[str, Any] = {
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        **request,
    }
    answers: list[Any] = []

    def start(status: str, sent: list[tuple[str, str]], *_: object) -> Any:
        answers.extend([int(status.split()[0]), sent])

    response = get_wsgi_application()(environ, start)
    page = b"".join(response)
    getattr(response, "close", lambda: None)()
    return answers[0], answers[1], page


def judge(sent: list[tuple[str, str]], page: bytes) -> None:
    assert not [text for name, text in sent if name.lower() == "set-cookie" and TAKEN_BACK not in text]
    assert b"<script>alert(" not in page
    assert b"Traceback" not in page


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    running = Portal(f"sqlite:///{tmp_path_factory.mktemp('fuzz') / 'portal.db'}", BRYGGA_WORKERS="1")
    running.migrate()
    with running:
        yield running


FORM = b"/portal/sv/formular/fraga/"
LATIN = quote_from_bytes("Å".encode("latin-1")).encode()
RAW = {
    "no request": b"\x00\x01\x02\r\n\r\n",
    "long line": b"GET /portal/sv/svar/?" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "long header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    + b"".join(b"X%d: a\r\n" % n for n in range(500))
    + b"\r\n",
    "header with NUL": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: \x00\r\n\r\n",
    "no host": b"GET /portal/sv/svar/ HTTP/1.1\r\n\r\n",
    "wrong host": b"GET /portal/sv/svar/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "length no number": b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n" % FORM,
    "length below nothing": b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n" % FORM,
    "length of gigabytes": b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\na=1" % FORM,
    "two lengths": b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab" % FORM,
    "bad chunks": b"POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc" % FORM,
    "path of no text": b"GET /portal/%s/svar/%%00%%ff HTTP/1.1\r\nHost: localhost\r\n\r\n" % LATIN,
    "whole address": b"GET http://evil.example/portal/sv/svar/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


def _heard(wire: socket.socket) -> bytes:
    """All until the connection is closed: in order, or at once where what was sent is not worth reading to its end."""
    heard = b""
    with suppress(OSError):  # closed already
        wire.shutdown(socket.SHUT_WR)
    with suppress(ConnectionResetError):
        while part := wire.recv(65_536):
            heard += part
    return heard


@pytest.mark.parametrize("name", RAW)
def test_what_no_browser_sends(portal: Portal, name: str) -> None:
    """Over the wire: an answer below 500 or a closed connection."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=120) as wire:
        wire.sendall(RAW[name])
        answer = _heard(wire)
    head, _, page = answer.partition(b"\r\n\r\n")
    assert not answer or head.split()[1] < b"500", answer
    assert b"set-cookie" not in head.lower()
    judge([], page)
    with Phone(portal.port) as phone:
        assert phone.get("/portal/sv/svar/")[0] == 200
