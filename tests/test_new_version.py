"""A new version of the site meets a phone that has kept an old one. It differs in its number alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page

from network import KEPT_ADDRESSES, ONLY_VERSION, Server, wait_for, wait_until_kept
from phone import PHONE

pytestmark = pytest.mark.browser

NEW = "0123456789abcdef"
VISITS = 20  # as many visited pages as a new version takes over
UPDATE = "async () => { await (await navigator.serviceWorker.getRegistration()).update() }"
SETTLED = "async () => !(await navigator.serviceWorker.getRegistration()).installing"
ADD_VISITS = """async (addresses) => {
  const name = `brygga ${location.origin}/ ${(await (await fetch('/offline.json')).json()).version} visits -`
  const cache = await caches.open(name)
  for (const address of addresses) await cache.add(address)
}"""


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Server]:
    server = Server(copytree(site, tmp_path / "site"))
    yield server
    server.stop()


@pytest.fixture
def visited(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{server.address}cafe/")
    wait_until_kept(page, "pages", "sv")
    yield page
    context.close()


def renumber(folder: Path, *names: str) -> None:
    old = json.loads((folder / "offline.json").read_text("utf-8"))["version"]
    for file in [file for name in names for file in folder.rglob(name)]:
        file.write_text(file.read_text("utf-8").replace(old, NEW), "utf-8")


def test_of_twenty_one_visited_pages_the_oldest_goes(visited: Page, server: Server) -> None:
    kept = json.loads((server.folder / "offline.json").read_text("utf-8"))["pages"]
    dates = [
        file.parent.relative_to(server.folder).as_posix() + "/" for file in server.folder.glob("program/*/*/index.html")
    ]
    addresses = [server.address + path for path in sorted(dates) if path not in kept][: VISITS + 1]
    assert len(addresses) == VISITS + 1
    visited.evaluate(ADD_VISITS, addresses)
    renumber(server.folder, "arbetare.js", "offline.json")
    visited.evaluate(UPDATE)
    wait_for(visited, ONLY_VERSION, [NEW, 2])
    assert set(visited.evaluate(KEPT_ADDRESSES)) & set(addresses) == set(addresses[1:])


def test_a_new_worker_with_an_old_list_waits_for_the_new_one(visited: Page, server: Server) -> None:
    """Halfway through an upload the worker is new and the list of files is not: the old copies stay."""
    before = set(visited.evaluate(KEPT_ADDRESSES))
    old = json.loads((server.folder / "offline.json").read_text("utf-8"))["version"]
    lists = {file: file.read_bytes() for file in server.folder.rglob("offline.json")}
    renumber(server.folder, "arbetare.js", "offline.json")
    for file, content in lists.items():
        file.write_bytes(content)
    visited.evaluate(UPDATE)
    wait_for(visited, SETTLED, None)
    wait_for(visited, "async (old) => (await caches.keys()).some((name) => name.includes(` ${old} pages`))", old)
    assert before <= set(visited.evaluate(KEPT_ADDRESSES))
    for file, content in lists.items():
        file.write_bytes(content.replace(old.encode(), NEW.encode()))
        later = file.stat().st_mtime + 10
        os.utime(file, (later, later))  # a server tells moments in seconds: not the one of the old list
    visited.evaluate(UPDATE)
    wait_for(visited, ONLY_VERSION, [NEW, 1])
    assert set(visited.evaluate(KEPT_ADDRESSES)) == before
