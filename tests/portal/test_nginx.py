"""Debian's nginx with the configuration that we ship, before the portal as in production, over TLS on loopback."""

from __future__ import annotations

import http.client
import re
import secrets
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from portal.nginx import HOST, NGINX, nginx
from portal.server import EXAMPLE, Portal

SECRET = "bara för mammor"
SENDER = "203.0.113.77"
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not NGINX.exists(), reason="tests/install-nginx.sh installs nginx"),
]

GIVE_LINK = """
from datetime import date
from django.utils.timezone import now
from people import links
from people.models import Person
print(links.renew_link(Person.objects.create_member("Noor", date(2019, 1, 1)), now()))
"""
TRICKS = (
    *(
        "/medlem/../site.members/index.html",
        "//medlem/",
        "/medlem//index.html",
        "/medlem/%2e%2e/site.members/",
        "/MEDLEM/",
    ),
    *(
        "/medlem./",
        "/medlem/.",
        "/medlem/./",
        "/medlem%2findex.html",
        "/./medlem/index.html",
        "/medlem../site.members/",
    ),
    *("/site.members/", "/../site.members/", "/%2e%2e/site.members/index.html", "/medlem;/", "/medlem/index.html."),
    *("/link/index.html", "/file.html", "/portal.json", "/medlem/../portal.json", "/site.portal/portal.json"),
    *("/medlem/../site.portal/portal.json", "/medlem/PORTAL.JSON", "/.hidden", "/medlem/.hidden", "/brygga-guard"),
    *(
        "/portal/../site.members/index.html",
        "/portal/..%2f..%2fmedlem/",
        "/medlem/index.html%00",
        "/medlem\\index.html",
    ),
)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Server:
    port: int
    folder: Path
    cookie: str = ""

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """As a browser would; nginx sees X_Test_Address, or loopback, and must believe nothing else."""
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        connection = http.client.HTTPSConnection(HOST, self.port, context=context, timeout=120)
        connection.sock = context.wrap_socket(socket.create_connection(("127.0.0.1", self.port)), server_hostname=HOST)
        return self._answer(connection, method, path, body, headers)

    def plainly(self, path: str, **headers: str) -> Answer:
        """The same over HTTP."""
        port = re.findall(r"listen 127\.0\.0\.1:(\d+);", (self.folder / "brygga").read_text("utf-8"))[0]
        return self._answer(http.client.HTTPConnection("127.0.0.1", int(port), timeout=120), "GET", path, None, headers)

    def _answer(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None, more: dict[str, str]
    ) -> Answer:
        sent = {"Host": HOST, "X-Real-IP": SENDER, "Cookie": self.cookie, **more}
        with closing(connection):
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in sent.items()})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode(errors="replace"))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    database = tmp_path_factory.mktemp("database") / "portal.db"
    settings = {
        "BRYGGA_DEVELOPMENT": "0",
        "BRYGGA_SECRET": secrets.token_urlsafe(50),
        "BRYGGA_HOSTS": HOST,
        "BRYGGA_WORKERS": "1",
    }
    portal = Portal(f"sqlite:///{database}", **settings)
    portal.migrate()
    with portal:
        yield portal


@pytest.fixture(scope="module")
def server(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("nginx")
    _write_sites(folder)
    with nginx(folder, portal.port) as port:
        yield Server(port, folder)


@pytest.fixture(scope="module")
def noor(server: Server, portal: Portal) -> Server:
    """The same server, asked by a signed-in member."""
    token = portal.manage("shell", "-v0", "-c", GIVE_LINK).split()[-1]
    signed_in = server.ask(f"/portal/sv/in/{token}/", "POST", Origin=f"https://{HOST}")
    assert signed_in.status == 302
    [cookie] = [one for one in signed_in.headers.get_all("Set-Cookie") or [] if one.startswith("brygga=")]
    assert "; Secure" in cookie
    assert "; HttpOnly" in cookie
    return Server(server.port, server.folder, cookie.split(";")[0])


def test_the_public_site_is_open_and_small(server: Server) -> None:
    page = server.ask("/")
    assert (page.status, "för alla" in page.text) == (200, True)
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in page.headers["Strict-Transport-Security"]
    assert "Set-Cookie" not in page.headers
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert server.ask("/", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    assert server.ask("/program.ics").headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert server.ask("/finns-inte").status == 404


@pytest.mark.parametrize("path", ["/medlem/", "/medlem/index.html", "/medlem/ar/", "/medlem/finns-inte"])
def test_the_members_site_sends_strangers_to_the_sign_in(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.headers["Location"]) == (302, "/portal/sv/in/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert SECRET not in answer.text
    assert server.ask(path, "POST").status in (302, 405)


def test_members_read_their_site(noor: Server) -> None:
    page = noor.ask("/medlem/")
    assert (page.status, SECRET in page.text) == (200, True)
    assert page.headers["Cache-Control"] == noor.ask("/medlem/program.ics").headers["Cache-Control"] == "no-store"
    assert noor.ask("/medlem/public/light.js").headers["Cache-Control"] == "private, no-cache"
    assert not {"Set-Cookie", "Clear-Site-Data"} & set(page.headers)
    assert Server(noor.port, noor.folder, "brygga=hittepa").ask("/medlem/").status == 302


def test_what_members_miss_is_told_by_their_own_page(server: Server, noor: Server) -> None:
    for one, path, own in ((server, "/finns-inte", "för alla"), (noor, "/medlem/finns-inte", SECRET)):
        answer = one.ask(path)
        assert (answer.status, own in answer.text) == (404, True)


@pytest.mark.parametrize("path", ["portal.json", "PORTAL.JSON", "Portal.Json", ".hidden", "ar/.hidden"])
def test_what_is_for_nobody_is_for_members_neither(noor: Server, path: str) -> None:
    """The files are there, under each of these names."""
    for where in ("/medlem/", "/"):
        answer = noor.ask(where + path)
        assert answer.status in (400, 404)
        assert '"requests"' not in answer.text


def test_http_leads_to_the_same_address_with_its_query(server: Server) -> None:
    answer = server.plainly("/program/?sprak=ar&plats=kvarnen")
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/program/?sprak=ar&plats=kvarnen")


def test_another_host_is_not_answered(server: Server) -> None:
    for host in ("evil.example", "127.0.0.1", f"{HOST}.evil.example"):
        with pytest.raises(http.client.RemoteDisconnected):
            server.plainly("/", Host=host)
        with pytest.raises((http.client.RemoteDisconnected, ssl.SSLError)):
            server.ask("/portal/sv/svar/", Host=host)
    context = ssl._create_unverified_context()
    with socket.create_connection(("127.0.0.1", server.port)) as wire, pytest.raises(ssl.SSLError):
        context.wrap_socket(wire, server_hostname="evil.example")


def test_who_floods_is_slowed_down_by_network_and_nobody_else_is(server: Server) -> None:
    asked = [server.ask("/portal/vakt", "POST", X_Test_Address=f"2001:db8:1:2::{n:x}").status for n in range(100)]
    assert asked == [403] * 81 + [429] * 19
    assert server.ask("/portal/vakt", X_Test_Address="2001:db8:1:2::1").status == 401, "who only reads is not counted"
    for other in ("2001:db8:1:3::1", "203.0.113.9"):
        assert server.ask("/portal/vakt", "POST", X_Test_Address=other).status == 403


def test_who_floods_in_a_cafe_waits_by_herself(server: Server) -> None:
    """One address for all; what one is refused is not taken from the others."""

    def sent(browser: str, count: int) -> list[int]:
        cafe = "203.0.113.77"
        return [
            server.ask("/portal/vakt", "POST", X_Test_Address=cafe, User_Agent=browser).status for _ in range(count)
        ]

    assert sent("robot", 200) == [403] * 31 + [429] * 169
    assert [sent(f"telefon {number}", 1) for number in range(50)] == [[403]] * 50
    assert sent("telefon 50", 1) == [429], "all of the café together"


@pytest.mark.parametrize(("code", "told"), [("ar", "ar/vanta"), ("sv", "sv/vanta"), ("so", "sv/vanta")])
def test_who_has_to_wait_is_told_in_her_language(server: Server, code: str, told: str) -> None:
    """Swedish where the site has not that language."""
    address = f"2001:db8:{code.encode().hex()}::1"
    answers = [server.ask(f"/portal/{code}/nowhere/", "POST", X_Test_Address=address) for _ in range(32)]
    assert answers[30].status == 404
    assert (answers[31].status, answers[31].headers["Retry-After"]) == (429, "60")
    assert f"<p>{told}</p>" in answers[31].text
    for name in ("Content-Security-Policy", "X-Frame-Options", "Content-Type"):
        assert len(answers[31].headers.get_all(name) or []) == 1, name
    assert answers[31].headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_guard_is_asked_without_what_was_sent(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A report of a hundred kilobytes is no business of the guard; its length would make the portal wait for it."""
    folder = tmp_path_factory.mktemp("guarded")
    heard: list[tuple[str, str | None, bytes]] = []

    class Guard(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.end_headers()
            self.connection.shutdown(socket.SHUT_WR)
            heard.append((self.path, self.headers.get("Content-Length"), self.rfile.read()))  # to the very end

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    _write_sites(folder)
    with HTTPServer(("127.0.0.1", 0), Guard) as guard, nginx(folder, guard.server_port) as port:
        Thread(target=guard.serve_forever, daemon=True).start()
        answer = Server(port, folder).ask("/medlem/?hemligt=1", "POST", body=b"x" * 100_000)
        guard.shutdown()
    assert answer.status == 302
    assert heard == [("/portal/vakt", None, b"")]


@pytest.mark.parametrize("path", TRICKS)
def test_no_trick_leads_in(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in (301, 302, 400, 403, 404)
    assert SECRET not in answer.text
    assert '"requests"' not in answer.text


def test_the_portal_answers_through_it_and_says_things_once(noor: Server) -> None:
    page = noor.ask("/portal/ar/uppdrag/")
    assert page.status == 200
    once = ("Strict-Transport-Security", "X-Frame-Options", "Referrer-Policy", "Cache-Control")
    for name in (*once, "Content-Security-Policy"):
        assert len(page.headers.get_all(name) or []) == 1, name
    assert page.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_a_client_cannot_pretend(server: Server) -> None:
    """Its own X-Forwarded-Proto, Host and address count for nothing."""
    assert server.ask("/portal/sv/in/", X_Forwarded_Proto="http", X_Forwarded_Host="evil.example").status == 200
    statuses = [_guess(server, number) for number in range(61)]
    assert (statuses[0], statuses[-1]) == (403, 429)
    assert _guess(server, 0, "198.51.100.8") == 403, "another one is not slowed down"


def _guess(server: Server, number: int, address: str = "198.51.100.7") -> int:
    own = f"10.0.0.{number}"  # what it says of itself
    here = f"https://{HOST}"
    return server.ask("/portal/sv/in/x/", "POST", Origin=here, X_Real_IP=own, X_Test_Address=address).status


def test_an_unchanged_page_keeps_its_policy(server: Server) -> None:
    """A browser shows the page that it kept under the policy that came last."""
    for path in ("/", "/program.ics", "/404.html"):
        whole = server.ask(path)
        again = server.ask(path, If_Modified_Since=whole.headers["Last-Modified"])
        assert again.status == 304
        assert again.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"]


def test_too_much_is_refused_at_the_door(server: Server) -> None:
    answer = server.ask("/portal/sv/in/x/", "POST", Content_Length=str(300 * 1024))
    assert answer.status == 413


def test_the_logs_know_nobody(noor: Server, portal: Portal) -> None:
    paths = (
        "/portal/kalender/1-hemlig.ics",
        "/portal/sv/in/hemlig/",
        "//portal/sv/in/hemlig/",
        "/?q=hemlig",
        "/medlem/",
    )
    for path in paths:
        noor.ask(path)
    lines = _log_after(noor, " /medlem/index.html 200 ")
    assert " GET /portal/sv/in/ 200 " in lines
    for personal in ("hemlig", "127.0.0.1", SENDER, "brygga="):
        assert personal not in lines
    assert (noor.folder / "log/brygga-error.log").read_text() == ""
    assert portal.port


def _log_after(server: Server, sign: str) -> str:
    """nginx writes a line after it has answered."""
    for _ in range(1000):
        lines = (server.folder / "log/brygga.log").read_text()
        if sign in lines:
            return lines
        server.ask("/medlem/")
    raise AssertionError(lines)


def _write_sites(folder: Path) -> None:
    for name, text in (("site", "för alla"), ("site.members", SECRET)):
        (folder / name).mkdir()
        for file in ("index.html", ".hidden", "program.ics", "404.html"):
            (folder / name / file).write_text(f"<p>{text}</p>" * 100, "utf-8")
        (folder / name / "public").mkdir()
        (folder / name / "public/light.js").touch()
        for prefix in ("", "ar/"):
            (folder / name / prefix / "vanta").mkdir(parents=True)
            (folder / name / prefix / "vanta/index.html").write_text(f"<p>{prefix or 'sv/'}vanta</p>", "utf-8")
        (folder / name / "ar/.hidden").write_text(text, "utf-8")
    (folder / "site/link").symlink_to(folder / "site.members")
    (folder / "site/file.html").symlink_to(folder / "site.members/index.html")
    (folder / "site.portal").symlink_to(EXAMPLE)
    for name in ("site", "site.members"):
        for file in ("portal.json", "PORTAL.JSON", "Portal.Json"):
            (folder / name / file).write_bytes((EXAMPLE / "portal.json").read_bytes())
