"""Does every link of the finished site lead somewhere, down to the anchor?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LINK = re.compile(r'<(?:a|link|img|script|form|source)\b[^>]*?\s(?:href|src|action)=(?:"([^"]*)"|([^\s">]+))')
_ANCHOR = re.compile(r'\s(?:id|name)=(?:"([^"]*)"|([^\s">]+))')
_ROOT = "https://site.invalid/"


@dataclass(frozen=True)
class BrokenLink:
    page: str
    target: str


def broken_links(site_dir: Path, site_url: str) -> Iterator[BrokenLink]:
    """Links inside the site, absolute ones to `site_url` too, that have no file or no anchor at their end."""
    pages = {file.relative_to(site_dir).as_posix(): file.read_text("utf-8") for file in site_dir.rglob("*.html")}
    files = {file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()}
    anchors = {page: {unescape(a or b) for a, b in _ANCHOR.findall(text)} for page, text in pages.items()}
    for page, text in sorted(pages.items()):
        if page == "404.html":
            continue  # shown at any address; its links start from the root and are those of the home page
        for target in dict.fromkeys(unescape(a or b) for a, b in _LINK.findall(text)):
            if not _leads_somewhere(page, target, files, anchors, site_url):
                yield BrokenLink(page, target)


def _leads_somewhere(page: str, target: str, files: set[str], anchors: dict[str, set[str]], site_url: str) -> bool:
    base = _ROOT + page.removesuffix("index.html")
    parts = urlsplit(urljoin(base, target.replace(site_url, _ROOT) if target.startswith(site_url) else target))
    if f"{parts.scheme}://{parts.netloc}/" != _ROOT:
        return True
    path = unquote(parts.path).removeprefix("/")
    file = path + "index.html" if path == "" or path.endswith("/") else path
    if file not in files:
        return False
    fragment = unquote(parts.fragment)
    return not fragment or file not in anchors or fragment in anchors[file]
