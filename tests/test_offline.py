"""The site without internet: one visit, then the network is cut, slow or broken, or the site has been built anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from changedsite import METHOD_NAME, NUMBER
from citysite import PREFIX
from network import (
    HAS,
    KEPT_ADDRESSES,
    ONLY_VERSION,
    Server,
    opens_kept,
    says_not_kept,
    wait_for,
    wait_until_kept,
)
from phone import PHONE

pytestmark = pytest.mark.browser

SOON = "ar/program/berget-2019-var/2019-03-14/"
FAR = "ar/program/berget-2019-var/2019-04-25/"
LATER = "ar/program/hamnen-2019-var/2019-04-30/"
METHOD = "ar/handbok/metoder/ut-i-byn/"
KEPT = (
    *("ar/", "ar/program/", "ar/cafe/", "ar/cafe/hamnen/", "ar/cafe/berget/vag/"),
    *("ar/kontakt/", "ar/ord/", SOON),
)


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a page of the members' site below it, as on a server."""
    copied = copytree(site, tmp_path_factory.mktemp("served") / "site")
    (copied / "medlem/ar/program").mkdir(parents=True)
    (copied / "medlem/ar/program/index.html").write_text("<!doctype html><html><title>Medlem</title>", "utf-8")
    return copied


@pytest.fixture
def visited(context: BrowserContext, server: Server) -> Page:
    """A phone that has opened one page in Arabic, and whose worker has had the time it needs."""
    page = context.new_page()
    page.goto(f"{server.address}ar/cafe/biblioteket/")
    wait_until_kept(page, "pages")
    return page


def test_one_visit_is_enough(visited: Page, context: BrowserContext, server: Server) -> None:
    context.set_offline(True)
    for path in KEPT:
        opens_kept(visited, server.address + path)
    says_not_kept(visited, server.address + FAR)
    says_not_kept(visited, f"{server.address}ti/program/")
    visited.locator(".doors a").first.click()
    expect(visited.locator(".rows")).not_to_have_count(0)


def test_emergency_numbers_can_be_called_without_internet(
    visited: Page, context: BrowserContext, server: Server
) -> None:
    context.set_offline(True)
    opens_kept(visited, f"{server.address}ar/kontakt/")
    expect(visited.locator('#nodnumret a[href="tel:112"]')).to_be_visible()


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


def test_the_page_comes_by_itself_when_the_first_answer_fails(
    visited: Page, context: BrowserContext, server: Server
) -> None:
    """Phones call themselves online before they are."""
    context.set_offline(True)
    says_not_kept(visited, server.address + FAR)
    server.stop()
    with visited.expect_event("requestfailed"):
        context.set_offline(False)
    server.start()
    expect(visited.locator("[data-again]")).to_have_count(0)
    expect(visited.locator("h1")).to_be_visible()


def test_whoever_has_tapped_a_link_is_not_carried_back(visited: Page, context: BrowserContext, server: Server) -> None:
    """The page that was missing is there again while she waits for another, which her phone has not kept either."""
    context.set_offline(True)
    says_not_kept(visited, server.address + FAR)
    server.be_slow()
    with visited.expect_request(lambda request: request.method == "HEAD"):
        context.set_offline(False)
    visited.locator(".tongues a[lang=ti]").click(no_wait_after=True)
    server.be_quick("HEAD")
    server.wait_until_found()
    context.new_page().close()  # by now the page has read that answer
    server.be_quick()
    visited.wait_for_url(f"{server.address}ti/utan-internet/")


def test_at_its_own_address_nothing_is_missing(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.clock.install()
    page.goto(f"{server.address}utan-internet/")
    expect(page.locator("[data-again]")).to_have_count(1)
    page.clock.fast_forward(60_000)
    page.evaluate("async () => (await fetch('/')).status")
    assert "HEAD" not in asked


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
    for path in ("medlem/ar/program/", "ar/program/finns-inte/", f"{LATER}?namn=amina", "ar/skyltar/"):
        visited.goto(server.address + path)
    assert visited.evaluate("async () => (await fetch('/ar/program/', { method: 'POST' })).status") == 501
    visited.goto(server.address + FAR)
    wait_for(visited, HAS, server.address + FAR)
    wanted = {server.address + path for path in [*lists, "ar/offline.json", FAR]}
    assert set(visited.evaluate(KEPT_ADDRESSES)) == wanted
    context.set_offline(True)
    says_not_kept(visited, f"{server.address}ar/program/finns-inte/")


def test_a_second_language_is_kept_beside_the_first(visited: Page, context: BrowserContext, server: Server) -> None:
    visited.goto(f"{server.address}ti/")
    wait_until_kept(visited, "pages", "ti")
    context.set_offline(True)
    opens_kept(visited, f"{server.address}ar/program/")
    visited.goto(f"{server.address}ti/program/")
    expect(visited.locator("html")).to_have_attribute("lang", "ti")
    says_not_kept(visited, f"{server.address}ti/skyltar/", "ti")


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
def new_site(changed: Path) -> Path:
    """The site after a new telephone number and a new name of a method have been written down."""
    return changed / "site"


def test_a_new_build_replaces_the_old_one(
    visited: Page, context: BrowserContext, server: Server, new_site: Path
) -> None:
    keep_handbook(visited, server)
    visited.goto(server.address + FAR)
    wait_for(visited, HAS, server.address + FAR)
    os.utime(new_site / "arbetare.js", (0, 0))  # which of the two was built first is all one
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
    expect(visited.locator(f'#nodnumret a[href="tel:{NUMBER}"]')).to_be_visible()
    opens_kept(visited, server.address + METHOD)
    expect(visited.locator("h1")).to_contain_text(METHOD_NAME)


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
    expect(visited.locator('#nodnumret a[href="tel:112"]')).to_be_visible()


def test_nothing_is_asked_of_others(context: BrowserContext, server: Server) -> None:
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    for path in ("ar/", "ar/kontakt/"):
        page.goto(server.address + path)
    keep_handbook(page, server)
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(server.address).netloc}
    assert all(url.startswith(server.address) for url in page.evaluate(KEPT_ADDRESSES))


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
