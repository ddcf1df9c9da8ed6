"""What a phone keeps of the members' site goes when she signs out, when her card is closed, and when it is not her own.

Here by the site's script and worker alone, as in a browser that does not know Clear-Site-Data.
"""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest
from jinja2 import Environment
from playwright.sync_api import BrowserContext, Error, Page

from brygga.site.app import DAYS_ALONE
from citysite import PROJECT
from network import HAS, Server, wait_for

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><html lang="sv"><script src="/public/light.js" {} defer></script><h1>{}</h1>{}'
NOTHING = """async () => !(await caches.keys()).length && !localStorage.length
  && !(await navigator.serviceWorker.getRegistrations()).length"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public site and a members' site of two pages each, with the real script and worker, and a way in."""
    folder = tmp_path_factory.mktemp("two-sites")
    for site in ("", "medlem/"):
        script = f'data-worker="/{site}arbetare.js"'
        for path in ("", "mer/", "utan-internet/"):
            _write(folder / site / path / "index.html", PAGE.format(script, site or "Alla", ""))
        _write(folder / site / "arbetare.js", _worker())
        _write(
            folder / site / "offline.json",
            json.dumps({"version": "1", "pages": ["", "mer/", "utan-internet/"], "handbook": []}),
        )
    _write(folder / "portal/sv/in/index.html", PAGE.format("", "In", '<div data-forget="/medlem/" hidden></div>'))
    _write(folder / "portal/sv/svar/index.html", PAGE.format("", "Svar", ""))
    (folder / "public").mkdir()
    copy(PROJECT / "overrides/public/light.js", folder / "public")
    return folder


@pytest.fixture
def phone(context: BrowserContext, server: Server) -> Page:
    """Of a member who has read a page."""
    page = context.new_page()
    page.goto(f"{server.address}medlem/")
    wait_for(page, HAS, f"{server.address}medlem/offline.json")
    page.evaluate("() => localStorage.setItem('news members', '{}')")
    return page


def test_the_way_in_forgets_what_was_kept(phone: Page, server: Server) -> None:
    phone.goto(f"{server.address}portal/sv/in/")
    wait_for(phone, NOTHING, None)


def test_the_public_pages_stay(phone: Page, server: Server) -> None:
    phone.goto(server.address)
    wait_for(phone, HAS, f"{server.address}offline.json")
    phone.goto(f"{server.address}portal/sv/in/")
    wait_for(phone, f"async (kept) => !(await ({HAS})(kept))", f"{server.address}medlem/mer/")
    assert phone.evaluate(HAS, f"{server.address}mer/")


def test_the_worker_forgets_when_the_portal_says_no(phone: Page, context: BrowserContext, server: Server) -> None:
    """Her card was closed: the way to a page now leads elsewhere."""
    server.answers = {"/medlem/": (302, "/portal/sv/svar/"), "/portal/vakt": (401, "")}
    phone.goto(f"{server.address}medlem/mer/")
    wait_for(phone, "async () => !(await caches.keys()).length", None)
    context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto(f"{server.address}medlem/mer/")


AGED = """async (days) => {
  const [name] = (await caches.keys()).filter((one) => one.endsWith(' confirmed -'))
  const [request] = await (await caches.open(name)).keys()
  await (await caches.open(name)).put(request, new Response(String(Date.now() - days * 864e5)))
}"""
ASKED_TO_KEEP = """async () => {
  const { active } = await navigator.serviceWorker.getRegistration()
  const channel = new MessageChannel()
  const answer = new Promise((resolve) => { channel.port1.onmessage = (event) => resolve(event.data) })
  active.postMessage({ keep: 'pages', language: 'sv' }, [channel.port2])
  return answer
}"""
GONE = "async () => !(await caches.keys()).some((name) => name.includes('/medlem/') && / (pages|handbook) /.test(name))"


@pytest.mark.parametrize("days", [15, -2])
def test_a_phone_that_stays_without_internet_forgets(
    phone: Page, context: BrowserContext, server: Server, days: int
) -> None:
    """Also one whose clock was set back."""
    context.set_offline(True)
    phone.evaluate(AGED, days)  # now that no answer on its way can confirm her
    phone.goto(f"{server.address}medlem/mer/")
    wait_for(phone, GONE, None)
    assert phone.evaluate(ASKED_TO_KEEP) == "failed"
    assert phone.evaluate(GONE), "nothing is begun without internet"
    assert phone.locator("h1").inner_text() == "medlem/", "the page that says there is no internet"
    assert phone.evaluate("() => document.documentElement.hasAttribute('data-offline')")
    context.set_offline(False)
    phone.goto(server.address)
    wait_for(phone, HAS, f"{server.address}offline.json")


def test_a_phone_that_was_here_within_two_weeks_shows_what_it_kept(
    phone: Page, context: BrowserContext, server: Server
) -> None:
    context.set_offline(True)
    phone.evaluate(AGED, 13)
    phone.goto(f"{server.address}medlem/mer/")
    assert not phone.evaluate(GONE)
    context.set_offline(False)
    phone.goto(f"{server.address}medlem/mer/")
    wait_for(
        phone,
        "async () => Date.now() - await (await caches.match(`${location.origin}/medlem/bekraftad`)).text() < 864e5",
        None,
    )


def test_a_page_that_has_moved_forgets_nothing(phone: Page, context: BrowserContext, server: Server) -> None:
    server.answers = {"/medlem/gammal/": (302, "/medlem/mer/"), "/portal/vakt": (204, "")}
    phone.goto(f"{server.address}medlem/gammal/")
    context.set_offline(True)
    phone.goto(f"{server.address}medlem/mer/")
    assert phone.locator("h1").inner_text() == "medlem/"


def test_a_borrowed_phone_keeps_nothing(context: BrowserContext, server: Server) -> None:
    context.add_cookies([{"name": "brygga-borrowed", "value": "1", "url": server.address}])
    page = context.new_page()
    for path in ("medlem/", ""):
        page.goto(server.address + path, wait_until="load")
    wait_for(page, NOTHING, None)


def test_the_worker_answers_for_nothing_of_the_portal(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.address)
    wait_for(page, HAS, f"{server.address}offline.json")
    context.set_offline(True)
    for path in ("portal/sv/in/", "portal/", "medlem/mer/"):
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            context.new_page().goto(server.address + path)
    page.goto(f"{server.address}mer/")
    assert page.locator("h1").inner_text() == "Alla"


def test_what_is_said_of_two_weeks_is_so() -> None:
    assert DAYS_ALONE == 14
    for file in ("overrides/brygga/light/offline.html", "portal/templates/people/me.html"):
        assert "två veckor" in (PROJECT / file).read_text("utf-8")


def _worker() -> str:
    template = (PROJECT / "overrides/brygga/app/worker.js").read_text("utf-8")
    return (
        Environment()
        .from_string(template)
        .render(version="1", folders={"sv": ""}, offline="utan-internet/", days_alone=14)
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
