"""The site without internet: one visit, then the network is cut, slow or broken, or the site has been built anew."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builtsite import CODES, brygga, copy_project
from phone import PHONE, QuietHandler

pytestmark = pytest.mark.browser

PREFIX = {code: "" if code == "sv" else f"{code}/" for code in CODES}
SHOWN_DAY = "الثلاثاء، 5 مارس 2019"
SOON = "ar/program/multicafe-dalhem-2019-var/2019-03-14/"
FAR = "ar/program/multicafe-dalhem-2019-var/2019-04-25/"
LATER = "ar/program/multicafe-narlunda-2019-var/2019-04-30/"
METHOD = "ar/handbok/metoder/mobila-multicafeer/"
KEPT = (
    *("ar/", "ar/program/", "ar/cafe/", "ar/cafe/narlunda/", "ar/cafe/dalhem/vag/"),
    *("ar/kontakt/", "ar/ord/", SOON),
)
ANSWER = 10_000  # milliseconds; a kept page comes after four seconds when the network is slow
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
        self._quick = threading.Event()
        self._quick.set()
        self._port = 0
        self.start()

    def start(self) -> None:
        self._http = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler)
        self._port = self._http.server_port
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.be_quick()
        self._http.shutdown()
        self._http.server_close()

    def be_slow(self) -> None:
        """No answer until `be_quick`."""
        self._quick.clear()

    def be_quick(self) -> None:
        self._quick.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def _handler(self, *arguments: Any) -> _Handler:
        return _Handler(self, *arguments)


class _Handler(QuietHandler):
    def __init__(self, server: Server, *arguments: Any) -> None:
        self._site = server
        super().__init__(*arguments, directory=str(server.folder))

    def do_GET(self) -> None:
        self._site._quick.wait()
        if self._site.fails:
            self.send_error(503)
        else:
            super().do_GET()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002
        self.send_error(404)


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a page for members, as it will have one."""
    copied = copytree(site, tmp_path_factory.mktemp("served") / "site")
    (copied / "ar/medlem/program").mkdir(parents=True)
    (copied / "ar/medlem/program/index.html").write_text("<!doctype html><html><title>Medlem</title>", "utf-8")
    return copied


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def visited(context: BrowserContext, server: Server) -> Page:
    """A phone that has opened one page in Arabic, and whose worker has had the time it needs."""
    page = context.new_page()
    page.goto(f"{server.address}ar/cafe/tryckeriet/")
    wait_until_kept(page, "pages")
    return page


def wait_for(page: Page, condition: str, argument: object) -> None:
    """Playwright's own wait takes the promise of an asynchronous condition for a yes."""
    page.evaluate(
        f"""async (argument) => {{ const condition = {condition}
        for (let tries = 400; tries; tries--) {{
          if (await condition(argument)) return
          await new Promise((resolve) => setTimeout(resolve, 50)) }}
        throw new Error('It did not come true in twenty seconds: ' + condition) }}""",
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


def test_one_visit_is_enough(visited: Page, context: BrowserContext, server: Server) -> None:
    context.set_offline(True)
    for path in KEPT:
        opens_kept(visited, server.address + path)
    says_not_kept(visited, server.address + FAR)
    says_not_kept(visited, f"{server.address}so/program/")
    visited.locator(".doors a").first.click()
    expect(visited.locator(".rows")).not_to_have_count(0)


def test_emergency_numbers_can_be_called_without_internet(
    visited: Page, context: BrowserContext, server: Server
) -> None:
    context.set_offline(True)
    opens_kept(visited, f"{server.address}ar/kontakt/")
    expect(visited.locator('#larm-112 a[href="tel:112"]')).to_be_visible()


def test_a_server_that_is_gone(visited: Page, server: Server) -> None:
    server.stop()
    for path in KEPT:
        opens_kept(visited, server.address + path)
    says_not_kept(visited, server.address + FAR)
    server.start()


def test_a_server_that_fails(visited: Page, server: Server) -> None:
    server.fails = True
    opens_kept(visited, f"{server.address}ar/program/")


def test_a_slow_network_shows_the_kept_page(visited: Page, server: Server) -> None:
    server.be_slow()
    opens_kept(visited, f"{server.address}ar/program/")
    server.be_quick()


def test_with_internet_pages_come_from_the_network(visited: Page, server: Server) -> None:
    visited.goto(f"{server.address}ar/program/")
    expect(visited.locator(".offline")).to_be_hidden()


def test_an_open_page_says_when_the_internet_goes(visited: Page, context: BrowserContext) -> None:
    expect(visited.locator(".offline")).to_be_hidden()
    context.set_offline(True)
    expect(visited.locator(".offline")).to_be_visible()
    context.set_offline(False)
    expect(visited.locator(".offline")).to_be_hidden()


def test_the_page_comes_by_itself_when_the_internet_is_back(
    visited: Page, context: BrowserContext, server: Server
) -> None:
    context.set_offline(True)
    says_not_kept(visited, server.address + FAR)
    context.set_offline(False)
    expect(visited.locator("[data-again]")).to_have_count(0)
    expect(visited.locator("h1")).to_be_visible()


def test_visited_dates_are_kept(visited: Page, context: BrowserContext, server: Server) -> None:
    visited.goto(server.address + FAR)
    wait_for(visited, HAS, server.address + FAR)
    context.set_offline(True)
    opens_kept(visited, server.address + FAR)
    says_not_kept(visited, server.address + LATER)


def test_the_first_page_is_kept_too(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.address + FAR)
    wait_until_kept(page, "pages")
    wait_for(page, HAS, server.address + FAR)
    context.set_offline(True)
    opens_kept(page, server.address + FAR)


def test_only_sound_public_pages_are_kept(visited: Page, context: BrowserContext, server: Server) -> None:
    lists = json.loads((server.folder / "ar/offline.json").read_text("utf-8"))["pages"]
    for path in ("ar/medlem/program/", "ar/program/finns-inte/", f"{LATER}?namn=amina", "ar/skyltar/"):
        visited.goto(server.address + path)
    assert visited.evaluate("async () => (await fetch('/ar/program/', { method: 'POST' })).status") == 501
    visited.goto(server.address + FAR)
    wait_for(visited, HAS, server.address + FAR)
    wanted = {server.address + path for path in [*lists, "ar/offline.json", FAR]}
    assert set(visited.evaluate(KEPT_ADDRESSES)) == wanted
    context.set_offline(True)
    says_not_kept(visited, f"{server.address}ar/program/finns-inte/")


def test_a_second_language_is_kept_beside_the_first(visited: Page, context: BrowserContext, server: Server) -> None:
    visited.goto(f"{server.address}so/")
    wait_until_kept(visited, "pages", "so")
    context.set_offline(True)
    opens_kept(visited, f"{server.address}ar/program/")
    visited.goto(f"{server.address}so/program/")
    expect(visited.locator("html")).to_have_attribute("lang", "so")
    says_not_kept(visited, f"{server.address}so/skyltar/", "so")


def keep_handbook(page: Page, server: Server) -> None:
    page.goto(f"{server.address}ar/handbok/")
    page.locator("[data-do=keep]").click()
    expect(page.locator(".tools [role=status]")).not_to_be_empty()
    wait_until_kept(page, "handbook")


def test_handbook_after_one_tap(visited: Page, context: BrowserContext, server: Server) -> None:
    keep_handbook(visited, server)
    context.set_offline(True)
    for path in ("ar/handbok/", METHOD, "ar/handbok/utbildning/", "ar/om/"):
        opens_kept(visited, server.address + path)
        assert visited.locator(".md-header").evaluate("one => getComputedStyle(one).position") == "sticky", path


@pytest.mark.parametrize(
    ("code", "word", "found"), [("ar", "متطوعة", "ar/handbok/"), ("sv", "tystnadsplikt", "handbok/")]
)
def test_handbook_is_searched_without_internet(
    context: BrowserContext, server: Server, code: str, word: str, found: str
) -> None:
    page = context.new_page()
    page.goto(f"{server.address}{PREFIX[code]}handbok/")
    page.locator("[data-do=keep]").click()
    wait_until_kept(page, "handbook", code)
    server.stop()
    page.goto(f"{server.address}{PREFIX[code]}handbok/?q={word}")
    page.wait_for_selector(".md-search-result__item a")
    links = page.eval_on_selector_all(".md-search-result__item a", "links => links.map((link) => link.href)")
    assert any(link.startswith(server.address + found) for link in links), links
    server.start()


def test_handbook_tells_when_it_could_not_be_kept(visited: Page, server: Server) -> None:
    visited.goto(f"{server.address}ar/handbok/")
    server.fails = True
    visited.locator("[data-do=keep]").click()
    failed = visited.locator(".tools").get_attribute("data-not-kept")
    expect(visited.locator(".tools [role=status]")).to_have_text(str(failed))


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after a new telephone number and a new name of a method have been written down."""
    project = copy_project(tmp_path_factory.mktemp("newer"))
    contact = project / "data/contacts/larm-112.yaml"
    contact.write_text(contact.read_text("utf-8").replace("phone: 112", "phone: 113"), "utf-8")
    method = project / "data/methods/mobila-multicafeer.yaml"
    lines = [line for line in method.read_text("utf-8").splitlines() if not line.startswith("title:")]
    method.write_text("\n".join(["title: Café på hjul", *lines, ""]), "utf-8")
    done = brygga(project, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def test_a_new_build_replaces_the_old_one(
    visited: Page, context: BrowserContext, server: Server, new_site: Path
) -> None:
    keep_handbook(visited, server)
    visited.goto(server.address + FAR)
    wait_for(visited, HAS, server.address + FAR)
    server.folder = new_site
    visited.goto(f"{server.address}ar/cafe/")
    version = json.loads((new_site / "ar/offline.json").read_text("utf-8"))["version"]
    wait_for(visited, ONLY_VERSION, [version, 3])
    wait_until_kept(visited, "pages")
    wait_until_kept(visited, "handbook")
    context.set_offline(True)
    for path in (*KEPT, FAR):
        opens_kept(visited, server.address + path)
        expect(visited.locator('a[href="tel:112"]')).to_have_count(0)
    opens_kept(visited, f"{server.address}ar/kontakt/")
    expect(visited.locator('#larm-112 a[href="tel:113"]')).to_be_visible()
    opens_kept(visited, server.address + METHOD)
    expect(visited.locator("h1")).to_contain_text("Café på hjul")


def test_half_a_new_build_leaves_the_old_one(
    visited: Page, context: BrowserContext, server: Server, new_site: Path, tmp_path: Path
) -> None:
    """The worker of the new site is there already, the pages are not: nothing is mixed."""
    server.folder = copytree(new_site, tmp_path / "half")
    (server.folder / "ar/kontakt/index.html").unlink()
    visited.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update() }")
    wait_for(visited, "async () => !(await navigator.serviceWorker.getRegistration()).installing", None)
    context.set_offline(True)
    opens_kept(visited, f"{server.address}ar/kontakt/")
    expect(visited.locator('#larm-112 a[href="tel:112"]')).to_be_visible()


def test_nothing_is_asked_of_others(context: BrowserContext, server: Server) -> None:
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    for path in ("ar/", "ar/kontakt/"):
        page.goto(server.address + path)
    keep_handbook(page, server)
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(server.address).netloc}
    assert all(url.startswith(server.address) for url in page.evaluate(KEPT_ADDRESSES))


@pytest.mark.parametrize("code", CODES)
def test_manifest_and_its_icons(site: Path, code: str) -> None:
    file = site / PREFIX[code] / "app.webmanifest"
    manifest = json.loads(file.read_text("utf-8"))
    address = f"https://example.org/{PREFIX[code]}app.webmanifest"
    assert urljoin(address, manifest["start_url"]) == urljoin(address, manifest["id"]) == urljoin(address, ".")
    assert urljoin(address, manifest["scope"]) == "https://example.org/"
    assert (manifest["lang"], manifest["dir"]) == (code, "rtl" if code in {"ar", "fa"} else "ltr")
    assert manifest["display"] == "standalone"
    assert all(manifest[name] for name in ("name", "short_name", "description", "theme_color", "background_color"))
    sizes = set()
    for icon in manifest["icons"]:
        path = site / urljoin(address, icon["src"]).removeprefix("https://example.org/")
        sizes.add((icon["sizes"], icon.get("purpose", "any"), icon["type"]))
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert "x".join(map(str, image.size)) == icon["sizes"]
        else:
            assert path.read_text("utf-8").startswith("<svg")
    png = "image/png"
    assert sizes >= {("192x192", "any", png), ("512x512", "any", png), ("512x512", "maskable", png)}


def test_maskable_icon_keeps_the_arch_inside_the_circle(site: Path) -> None:
    with Image.open(site / "public/icon-512-maskable.png") as image:
        ground = image.getpixel((0, 0))
        coloured = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) != ground]
    assert coloured
    assert max((x - 255.5) ** 2 + (y - 255.5) ** 2 for x, y in coloured) ** 0.5 <= 0.4 * 512


def test_can_be_installed(visited: Page, context: BrowserContext) -> None:
    """What Chromium itself says; a window without memory, as tests have, is the one thing it minds."""
    devtools = context.new_cdp_session(visited)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["url"].endswith("/ar/app.webmanifest")
    assert manifest["errors"] == []
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {"in-incognito"}
    assert "addEventListener('fetch'" in visited.evaluate("async () => (await fetch('/arbetare.js')).text()")


def test_without_script_nothing_is_promised(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for path in ("ar/", "ar/handbok/", "ar/utan-internet/"):
        page.goto(server.address + path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".offline:visible, [data-do]:visible")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_what_a_phone_keeps_is_small(site: Path, code: str) -> None:
    """Compressed as a server sends it: 400 kB at most without the handbook, and a worker of 3 kB."""
    lists = json.loads((site / PREFIX[code] / "offline.json").read_text("utf-8"))
    assert 0 < sum(sent(site, path) for path in lists["pages"]) <= 400_000
    assert 0 < sum(sent(site, path) for path in lists["handbook"]) <= 400_000
    assert sent(site, "arbetare.js") <= 3_000


def sent(site: Path, path: str) -> int:
    file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
    return len(gzip.compress(file.read_bytes(), 9))
