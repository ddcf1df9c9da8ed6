"""What a resident waits for on a slow phone, beside an almost empty page and a stock Material page: `make bench`.

Measures the folder given, or site/.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

from bench.measure import PROJECT, run, table
from bench.phone import SLOWER, View, view
from bench.served import brotli_size, gzipped, served
from brygga.load.languages import Language, read_languages
from chromium import launch

ROUNDS = 5
BETWEEN = 6  # pages after which the almost empty one is looked at again
TO_EMPTY, TO_STOCK, SHIFT, RESPONSE, SCRIPTS = 1.3, 0.4, 0, 14_000, 10_000  # targets
EMPTY = (
    '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Tom</title><link rel="icon" href="data:,">'
    "<p>En nästan tom sida.</p></html>"
)
DATE = re.compile(r"program/(?!plats/|sprak/)[^/]+/\d{4}-\d\d-\d\d/index\.html")


def main(site: Path) -> None:
    languages = read_languages(PROJECT)
    if not all((site / language.prefix / "index.html").exists() for language in languages):
        subprocess.run(["make", "site"], cwd=PROJECT, check=False, stdout=subprocess.DEVNULL)
    pages = own_pages(site, languages)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        make_anchors(Path(folder), site / pages[2])
        own, others = (stack.enter_context(served(each)) for each in (site, Path(folder)))
        browser = launch(stack.enter_context(sync_playwright()))
        addresses = {"almost empty": f"{others}empty/", "stock Material": f"{others}stock/site/"}
        addresses |= {page: own + page.removesuffix("index.html") for page in pages}
        seen = look(browser, addresses)
        browser.close()
    print_views(seen)
    print_sizes(site, pages)


def own_pages(site: Path, languages: tuple[Language, ...]) -> list[str]:
    """Home, programme and a date, in every language for which the site has them."""
    day = next(path for path in sorted(_paths(site)) if DATE.fullmatch(path))
    wanted = [language.prefix + page for language in languages for page in ("index.html", "program/index.html", day)]
    missing = [page for page in wanted if not (site / page).exists()]
    if missing:
        print(f"left out, not in {site} (does make site work?): {', '.join(missing)}", file=sys.stderr)
    return [page for page in wanted if page not in missing]


def _paths(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in folder.rglob("index.html")]


def make_anchors(folder: Path, page: Path) -> None:
    """The floor, and the words of `page` on a stock MkDocs-Material page (without web fonts: no third party)."""
    (folder / "empty").mkdir()
    (folder / "empty/index.html").write_text(EMPTY, "utf-8")
    docs = folder / "stock/docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(markdown(page.read_text("utf-8")), "utf-8")
    config = "site_name: Stock\ntheme: {name: material, language: sv, font: false}\n"
    (folder / "stock/mkdocs.yml").write_text(config, "utf-8")
    run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder / "stock")


def markdown(html: str) -> str:
    """The headings, paragraphs and list items of a page's text."""
    main = BeautifulSoup(html, "html5lib").select_one("main")
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "p": "", "li": "- "}
    found = main.find_all(list(marks)) if main else []
    return "\n\n".join(marks[element.name] + " ".join(element.get_text(" ").split()) for element in found) + "\n"


def look(browser: Browser, addresses: dict[str, str]) -> dict[str, list[View]]:
    """The visits to each page. In a round every page has its turn, and the first, the measure of all, several."""
    floor, *others = addresses
    view(browser, addresses[floor])  # Chromium's own first steps
    seen: dict[str, list[View]] = {name: [] for name in addresses}
    for _ in range(ROUNDS):
        for number, name in enumerate(others):
            if number % BETWEEN == 0:
                seen[floor].append(view(browser, addresses[floor]))
            seen[name].append(view(browser, addresses[name]))
    return seen


def print_views(seen: dict[str, list[View]]) -> None:
    largest = {name: median(one.largest for one in views) for name, views in seen.items()}
    empty, stock = list(largest.values())[:2]
    print(f"slow phone (400 ms, 400 kbit/s, processor / {SLOWER}), medians of {ROUNDS} visits; the worst shift:")
    rows = [("", "largest s", "best s", "first s", "shift", "requests", "bytes", "to empty", "to stock")]
    for name, views in seen.items():
        ratios = (f"{largest[name] / empty:.2f}", f"{largest[name] / stock:.2f}")
        rows.append((name.removesuffix("index.html") or "/", *_figures(views), *ratios))
    rows.append(("target", "", "", "", f"{SHIFT}", "", "", f"≤ {TO_EMPTY}", f"≤ {TO_STOCK}"))
    print(table(rows))


def _figures(views: list[View]) -> tuple[str, str, str, str, str, str]:
    """A page that jumps in one of the visits jumps; of all else the middle counts."""
    largest, first = (one.largest for one in views), median(one.first for one in views)
    times = (f"{median(largest):.2f}", f"{min(one.largest for one in views):.2f}", f"{first:.2f}")
    requests, received = median(one.requests for one in views), median(one.received for one in views)
    return (*times, f"{max(one.shift for one in views):g}", f"{requests:.0f}", f"{received:,.0f}")


def print_sizes(site: Path, pages: list[str]) -> None:
    print("compressed bytes (gzip -9; scripts: all that the page asks for, with its service worker):")
    rows: list[tuple[str, ...]] = [("", "HTML", "gzip", "brotli", "scripts")]
    for page in pages:
        file = site / page
        small = brotli_size(file)
        sizes = (f"{file.stat().st_size:,}", f"{len(gzipped(file)):,}", f"{small:,}" if small else "–")
        rows.append((page.removesuffix("index.html") or "/", *sizes, f"{_scripts(file):,}"))
    rows.append(("target", "", f"≤ {RESPONSE:,}", "", f"≤ {SCRIPTS:,}"))
    print(table(rows))


def _scripts(page: Path) -> int:
    soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
    asked = [element.get(name) for element in soup.select("script") for name in ("src", "data-worker")]
    files = [(page.parent / str(address)).resolve() for address in asked if address]
    return sum(len(gzipped(file)) for file in files if file.is_file())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "site")
