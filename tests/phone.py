"""Sites on loopback and Debian's Chromium as a small phone: fixtures for the browser tests."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from brygga.command.serve import Server
from chromium import launch
from citysite import PROJECT
from tinysite import built

PHONE: ViewportSize = {"width": 360, "height": 740}
PATIENCE = 120_000  # milliseconds until what does not come is a failure, on the slowest and busiest machine
expect.set_options(timeout=PATIENCE)

TWICE_AS_LARGE = "document.documentElement.style.fontSize = '225%'"  # of 16 px; it is 112.5 % before
AS_BEFORE = "document.documentElement.style.fontSize = ''"

TOO_SMALL = """(selector) => {
  const seen = [...document.querySelectorAll(selector)]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && box.height && one.checkVisibility({ visibilityProperty: true }))
  const small = seen.filter(([, box]) => Math.min(box.width, box.height) < 43.9)
  return [seen.length, small.map(([one, box]) => `${one.outerHTML.slice(0, 100)} ${box.width} × ${box.height}`)]
}"""


def light_pages(place: str, date: str, language: str, form: str) -> tuple[str, ...]:
    """One page of every template of our own."""
    return (
        *("", "program/", f"program/plats/{place}/", f"program/sprak/{language}/", date, "cafe/", f"cafe/{place}/"),
        *(f"cafe/{place}/vag/", f"cafe/{place}/affisch/", "kontakt/", "ord/", "skyltar/", "utan-internet/", "vanta/"),
        *("nytt/", "formular/", f"formular/{form}/", "integritet/", "integritet/register/"),
    )


def handbook_pages(method: str) -> tuple[str, ...]:
    """One of every kind of page that MkDocs makes."""
    return ("handbok/", method, "handbok/utbildning/", "handbok/omraden/", "om/", "tillganglighet/")


class Kinds(NamedTuple):
    """Addresses below a language: one page of every template, and of the light ones a date's and a café's."""

    light: tuple[str, ...]
    handbook: tuple[str, ...]
    date: str
    cafe: str


def kinds_of(site: Path) -> Kinds:
    """Whatever stands in it: those whose address comes first."""

    def first(pattern: str) -> str:
        return min(path.relative_to(site).as_posix() for path in site.glob(pattern) if path.is_dir())

    place = min(path.name for path in site.glob("program/plats/*") if (site / "cafe" / path.name / "affisch").is_dir())
    language, form = Path(first("program/sprak/*")).name, Path(first("formular/*")).name
    date, method = f"{first('program/*/20*-*-*')}/", f"{first('handbok/metoder/*')}/"
    return Kinds(light_pages(place, date, language, form), handbook_pages(method), date, f"cafe/{place}/")


DATE = "program/hamnen-2019-var/2019-03-05/"
METHOD = "handbok/metoder/ut-i-byn/"
LIGHT, HANDBOOK = light_pages("hamnen", DATE, "ti", "fraga"), handbook_pages(METHOD)
# Of the made-up set with every status: dates that are cancelled, postponed and moved.
CANCELLED = "program/tisdag/2019-03-12/"
STATUSES = ("program/", CANCELLED, "program/tisdag/2019-03-19/", "program/tisdag/2019-03-26/", "cafe/kvarnen/affisch/")

# What a reader may have chosen for all pages.
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
    "forced-light": {"forced_colors": "active", "color_scheme": "light"},
}


# What pages, and other files, may load: as nginx says it.
PAGES, FILES = re.findall(r'"(default-src .*?)";', (PROJECT / "portal/nginx.conf.example").read_text("utf-8"))


class QuietHandler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        is_page = urlsplit(self.path).path.endswith(("/", ".html"))
        self.send_header("Content-Security-Policy", PAGES if is_page else FILES)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    server = Server(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def own_address(own_site: Path) -> Iterator[str]:
    """Of the site that this project makes."""
    with serving(own_site) as address:
        yield address


@pytest.fixture(scope="session")
def own_kinds(own_site: Path) -> Kinds:
    return kinds_of(own_site)


@pytest.fixture(scope="session")
def every_status(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has STATUSES, without handbook."""
    folder = tmp_path_factory.mktemp("statuses")
    copytree(PROJECT / "overrides/public", folder / "public")
    for path, content in built("everything").items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def arguments() -> list[str]:
    """What a module wants of its browser beside the usual."""
    return []


@pytest.fixture(scope="module")
def browser(arguments: list[str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright, arguments)
        refused: list[str] = []
        with patch.object(chromium, "new_context", partial(_watched, refused, chromium.new_context)):
            yield chromium
        chromium.close()
    assert refused == [], "a policy was broken"


def _watched(refused: list[str], opened: Callable[..., BrowserContext], **options: Any) -> BrowserContext:
    """A context whose pages tell what their policies refuse them."""
    context = opened(**options)

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    context.on("console", note)
    return context


def too_small(page: Page, selector: str) -> list[str]:
    """What can be seen and is smaller than a thumb (44 px), of at least one thing that can be seen."""
    seen, small = page.evaluate(TOO_SMALL, selector)
    assert seen, f"{page.url}: nothing is {selector}"
    return [str(one) for one in small]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()
