"""A server that can be cut off, slow or failing, and waiting for what a phone keeps: for the tests without internet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from brygga.command import serve
from citysite import CODES, PREFIX
from phone import PATIENCE, PHONE, QuietHandler

SHOWN_DAY = "الثلاثاء، 5 مارس 2019"
ANSWER = PATIENCE  # a kept page comes after four seconds when the network is slow
LISTED = """async ([list, kind, language]) => {
  const answer = await caches.match(list)
  if (!answer) return false
  const listed = await answer.json()
  const names = (await caches.keys()).filter((name) => name.endsWith(` ${kind} ${language}`))
  if (!names.length || !names.every((name) => name.includes(listed.version))) return false
  const kept = (await (await caches.open(names[0])).keys()).map((request) => request.url)
  const wanted = listed[kind].map((path) => new URL(path, `${location.origin}/`).href)
  return [...wanted, list].every((one) => kept.includes(one))
}"""
ONLY_VERSION = """async ([version, kinds]) => {
  const names = await caches.keys()
  return names.length === kinds && names.every((name) => name.includes(` ${version} `))
}"""
HAS = "async (address) => Boolean(await caches.match(address))"
KEPT_ADDRESSES = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map((request) => request.url)))).flat()"""


class Server:
    """The site at one address, whose folder can be swapped and which can be stopped, made slow or made to fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fails = False
        self.answers: dict[str, tuple[int, str]] = {}  # by how a path begins: status, and where it leads
        self._quick = {method: threading.Event() for method in ("GET", "HEAD")}
        self._found = threading.Event()
        self._port = 0
        self.be_quick()
        self.start()

    def start(self) -> None:
        self._http = serve.Server(("127.0.0.1", self._port), self._handler)
        self._port = self._http.server_port
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.be_quick()
        self._http.shutdown()
        self._http.server_close()

    def be_slow(self, *methods: str) -> None:
        """No answer to these (or any) until `be_quick`."""
        for method in methods or self._quick:
            self._quick[method].clear()

    def be_quick(self, *methods: str) -> None:
        for method in methods or self._quick:
            self._quick[method].set()

    def wait_until_found(self) -> None:
        """Until a page has been told that what it asked for (without fetching it) is there."""
        assert self._found.wait(ANSWER / 1000)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def _handler(self, *arguments: Any) -> _Handler:
        return _Handler(self, *arguments)


class _Handler(QuietHandler):
    def __init__(self, server: Server, *arguments: Any) -> None:
        self._site = server
        super().__init__(*arguments, directory=str(server.folder))

    def do_HEAD(self) -> None:
        self._site._quick["HEAD"].wait()
        super().do_HEAD()
        self._site._found.set()

    def do_GET(self) -> None:
        self._site._quick["GET"].wait()
        fixed = [answer for start, answer in self._site.answers.items() if self.path.startswith(start)]
        if fixed:
            self._send(*fixed[0])
        elif self._site.fails:
            self.send_error(503)
        else:
            del self.headers["If-Modified-Since"]  # a site that was built first may be the new one
            super().do_GET()

    def _send(self, status: int, where: str) -> None:
        self.send_response(status)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002
        self.send_error(404)


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    """Of what the test file's own `folder` holds."""
    server = Server(folder)
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that remembers nothing yet."""
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def wait_for(page: Page, condition: str, argument: object) -> None:
    """Playwright's own wait takes the promise of an asynchronous condition for a yes."""
    page.evaluate(
        f"""async (argument) => {{ const condition = {condition}
        for (let tries = 2400; tries; tries--) {{
          if (await condition(argument)) return
          await new Promise((resolve) => setTimeout(resolve, 50)) }}
        throw new Error('It did not come true in two minutes: ' + condition) }}""",
        argument,
    )


def wait_until_kept(page: Page, kind: str, code: str = "ar") -> None:
    wait_for(page, LISTED, [urljoin(page.url, f"/{PREFIX[code]}offline.json"), kind, code])


def opens_kept(page: Page, address: str) -> None:
    """The page is there, in Arabic, and says of which day it is."""
    page.goto(address, timeout=ANSWER)
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator(".offline")).to_be_visible()
    expect(page.locator(".offline")).to_contain_text(SHOWN_DAY)
    assert page.locator("[data-again]").count() == 0, address


def says_not_kept(page: Page, address: str, code: str = "ar") -> None:
    page.goto(address, timeout=ANSWER)
    sections = page.locator("main section[lang]")
    assert sections.first.get_attribute("lang") == code
    assert set(sections.evaluate_all("all => all.map((one) => one.lang)")) == set(CODES)
    assert page.url == address
