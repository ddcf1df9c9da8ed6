"""Does every link of the finished site lead somewhere, down to the anchor?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# What leads somewhere, by element.
_LEADING = {
    "a": ("href",),
    "form": ("action",),
    "img": ("src",),
    "link": ("href",),
    "script": ("src", "data-worker"),
    "source": ("src",),
}


@dataclass(frozen=True)
class BrokenLink:
    """`page` is a path below the site, `target` the address as it stands there."""

    page: str
    target: str


def broken_links(site_dir: Path, site_url: str, portal_url: str | None = None) -> Iterator[BrokenLink]:
    """Links inside the site, absolute ones to `site_url` too, that have no file or no anchor at their end.

    What begins with `portal_url` is answered by the portal, even where that is below `site_url`.
    """
    files = {file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()}
    pages = {file: _read(site_dir / file) for file in sorted(files) if file.endswith(".html")}
    manifests = {file: _led_to_by(site_dir / file) for file in files if file.endswith(".webmanifest")}
    anchors = {file: page.anchors for file, page in pages.items()}
    for file, targets in sorted(({one: page.targets for one, page in pages.items()} | manifests).items()):
        for target in dict.fromkeys(targets):
            if portal_url and target.startswith(portal_url):
                continue
            if not _leads_somewhere(file, target, files, anchors, site_url.rstrip("/") + "/"):
                yield BrokenLink(file, target)


@dataclass(frozen=True)
class _LinkingPage:
    """`targets` in the order of the text, and `anchors` to lead to."""

    targets: list[str]
    anchors: frozenset[str]


def _read(file: Path) -> _LinkingPage:
    """In what we write "<" and ">" stand around tags and nowhere else: in texts and attributes they are escaped."""
    tags = [_tag(part.partition(">")[0]) for part in file.read_text("utf-8").split("<")]
    targets = [target for tag in tags for target in tag.targets]
    return _LinkingPage(targets, frozenset(anchor for tag in tags for anchor in tag.anchors))


@cache  # most tags of a page stand on hundreds of others, too
def _tag(text: str) -> _Tag:
    tag = _Tag()
    tag.feed(f"<{text}>")
    return tag


class _Tag(HTMLParser):
    """Where it leads, and the anchor that it is."""

    targets: Sequence[str] = ()
    anchors: Sequence[str] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets = [value or "" for name, value in attrs if name in _LEADING.get(tag, ())]
        self.anchors = [value for name, value in attrs if name in ("id", "name") and value]


def _led_to_by(manifest_file: Path) -> list[str]:
    manifest = json.loads(manifest_file.read_text("utf-8"))
    return [manifest["start_url"], manifest["scope"], *(icon["src"] for icon in manifest["icons"])]


def _leads_somewhere(
    page: str, target: str, files: set[str], anchors: Mapping[str, frozenset[str]], site_url: str
) -> bool:
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
