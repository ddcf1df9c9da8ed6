"""Does every link of the finished site lead somewhere, down to the anchor?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LINK = re.compile(r'<(?:a|link|img|script|form|source)\b[^>]*?\s(?:href|src|action)=(?:"([^"]*)"|([^\s">]+))')
_WORKER = re.compile(r'<script\b[^>]*?\sdata-worker="([^"]*)"')
_ANCHOR = re.compile(r'\s(?:id|name)=(?:"([^"]*)"|([^\s">]+))')


@dataclass(frozen=True)
class BrokenLink:
    """`page` is a path below the site, `target` the address as it stands there."""

    page: str
    target: str


def broken_links(site_dir: Path, site_url: str, portal_url: str | None = None) -> Iterator[BrokenLink]:
    """Links inside the site, absolute ones to `site_url` too, that have no file or no anchor at their end.

    What begins with `portal_url` is answered by the portal, even where that is below `site_url`.
    """
    linking = [*site_dir.rglob("*.html"), *site_dir.rglob("*.webmanifest")]
    pages = {file.relative_to(site_dir).as_posix(): file.read_text("utf-8") for file in linking}
    files = {file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()}
    anchors = {page: {unescape(a or b) for a, b in _ANCHOR.findall(text)} for page, text in pages.items()}
    for page, text in sorted(pages.items()):
        for target in dict.fromkeys(_targets(page, text)):
            if portal_url and target.startswith(portal_url):
                continue
            if not _leads_somewhere(page, target, files, anchors, site_url.rstrip("/") + "/"):
                yield BrokenLink(page, target)


def _targets(page: str, text: str) -> list[str]:
    if page.endswith(".webmanifest"):
        manifest = json.loads(text)
        return [manifest["start_url"], manifest["scope"], *(icon["src"] for icon in manifest["icons"])]
    return [unescape(a or b) for a, b in _LINK.findall(text)] + [unescape(a) for a in _WORKER.findall(text)]


def _leads_somewhere(page: str, target: str, files: set[str], anchors: dict[str, set[str]], site_url: str) -> bool:
    address = urljoin(site_url + page.removesuffix("index.html"), target)
    if not address.startswith(site_url):
        return bool(urlsplit(target).scheme)  # elsewhere; without a scheme it has left the site by mistake
    parts = urlsplit(address)
    path = unquote(parts.path).removeprefix(urlsplit(site_url).path)
    file = path + "index.html" if path == "" or path.endswith("/") else path
    if file not in files:
        return False
    fragment = unquote(parts.fragment)
    return not fragment or file not in anchors or fragment in anchors[file]
