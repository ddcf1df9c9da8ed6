"""The site as an app: what a phone needs to install it, and what it keeps to be read without internet.

Each language has its own app.webmanifest and its own offline.json: two lists of files, addresses from the site's root,
"pages" that are kept after any visit and "handbook" that is kept when asked for. The service worker, one for the whole
site, carries a digest of all these files: whenever one of them changes, phones get a new worker and new copies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from brygga.load.colours import read_colours
from brygga.render.page_scope import relative
from brygga.render.renderer import Renderer
from brygga.site.icons import FAVICON, ICONS, icons
from brygga.site.output import Output
from brygga.site.pages import LIGHT
from brygga.site.search_index import SEARCHED
from brygga.view.reader import Reader

MANIFEST, LIST, WORKER = "app.webmanifest", "offline.json", "arbetare.js"
OFFLINE_PAGE = "utan-internet/"
BUSY_PAGE = "vanta/"
DAYS_ALONE = 14  # so long a phone without internet shows what it kept of the members' site
_LUNR = "assets/javascripts/lunr/min/"
_OVERVIEWS = ("", "program/", "cafe/", "kontakt/", "ord/", "nytt/", OFFLINE_PAGE)
_AHEAD = timedelta(days=14)  # dates until then are kept, later ones when they are visited
_SCRIPT = "public/light.js"  # of every page
_DIGEST_SIZE = 8  # bytes


@dataclass(frozen=True)
class FrameParts:
    """What each page that MkDocs frames loads: addresses from the site's root. `scope` comes before the text."""

    styles: tuple[str, ...]
    scope: str
    bundle: str
    search: str


def app_outputs(renderer: Renderer, readers: list[Reader]) -> Iterator[Output]:
    """Icons and, in each language, the manifest and the pages that stand in the place of others.

    For what a phone has not kept, and for who asks the portal too often (portal/nginx.conf.example)."""
    yield from icons(renderer.root)
    for reader in readers:
        prefix = reader.language.prefix
        yield Output(prefix + MANIFEST, _json(_manifest(renderer, reader)))
        hers_first = [reader, *(other for other in readers if other is not reader)]
        for path, template in ((OFFLINE_PAGE, "offline.html"), (BUSY_PAGE, "busy.html")):
            page = partial(renderer.page, LIGHT + template, reader, path, anywhere=True, readers=hers_first)
            yield Output(f"{prefix}{path}index.html", page)


def offline_outputs(
    renderer: Renderer, readers: list[Reader], framed: Iterable[str], parts: FrameParts, site_dir: Path
) -> Iterator[Output]:
    """The lists of what phones keep, and the worker. Comes last: `site_dir` holds all that the digest is made of."""
    lists = {
        reader.language: {"pages": offline_pages(reader), "handbook": _handbook(reader, framed, parts)}
        for reader in readers
    }
    version = _version_of(site_dir, {path for kinds in lists.values() for paths in kinds.values() for path in paths})
    for language, kinds in lists.items():
        yield Output(language.prefix + LIST, _json({"version": version, **kinds}))
    folders = {language.code: language.prefix for language in lists}
    settings = {"version": version, "folders": folders, "offline": OFFLINE_PAGE, "days_alone": DAYS_ALONE}
    worker = renderer.text("brygga/app/worker.js", readers[0], **settings)
    yield Output(WORKER, f"{worker}\n".encode())


def _manifest(renderer: Renderer, reader: Reader) -> dict[str, Any]:
    """Addresses are relative to the manifest. The identity is the language's own: an installed app opens for good in
    the language it was installed in, whichever pages its owner looks at later."""
    colours, prefix, site = read_colours(renderer.root)["light"], reader.language.prefix, reader.site
    own = str(reader.translate("Bara för %(mammor)s")) if reader.for_members else ""
    return {
        "id": urlsplit(renderer.site_url).path + prefix,
        "name": f"{site['title']} · {own or site['city']}",
        "short_name": own or str(site["title"]),
        "description": str(reader.site["tagline"]),
        "lang": reader.language.code,
        "dir": reader.language.direction,
        "start_url": "./",
        "scope": relative("", prefix),
        "display": "standalone",
        "theme_color": colours["ground"],
        "background_color": colours["ground"],
        "icons": _manifest_icons(prefix),
    }


def _manifest_icons(prefix: str) -> list[dict[str, str]]:
    drawn = {"src": relative(FAVICON, prefix), "sizes": "any", "type": "image/svg+xml"}
    return [
        {
            "src": relative(icon.path, prefix),
            "sizes": f"{icon.size}x{icon.size}",
            "type": "image/png",
            "purpose": "maskable" if icon.is_cut else "any",
        }
        for icon in ICONS
    ] + [drawn]


def offline_pages(reader: Reader) -> list[str]:
    """A date is kept when it comes soon, and also when people were told so and it has gone to a later day."""
    end = reader.today + _AHEAD
    soon = [one.path for one in reader.coming if any(reader.today <= slot.date < end for slot in one.promised)]
    cafes = [f"cafe/{place.id}/{part}" for place in reader.ordered("places") for part in ("", "vag/")]
    own = [*_OVERVIEWS, *cafes, *soon, MANIFEST]
    return [reader.language.prefix + path for path in own] + [_SCRIPT, FAVICON]


def _handbook(reader: Reader, framed: Iterable[str], parts: FrameParts) -> list[str]:
    """All that MkDocs frames, since the menu and the search lead there, with scripts, style sheets and search index.

    English is built into the theme's search; what it knows of other languages lies in files of their own.
    """
    prefix = reader.language.prefix
    pages = [prefix + path for path in sorted(framed) if path]
    loaded = {*parts.styles, parts.scope, parts.bundle, parts.search, _SCRIPT}
    scripts = [f"{_LUNR}lunr.{name}.min.js" for name in ("stemmer.support", *SEARCHED)]
    return [*pages, *sorted(loaded), *scripts, f"{prefix}search/search_index.json"]


def _version_of(site_dir: Path, paths: Iterable[str]) -> str:
    total = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    for path in sorted(paths):
        file = site_dir / path / "index.html" if path == "" or path.endswith("/") else site_dir / path
        total.update(hashlib.blake2b(path.encode() + b"\0" + file.read_bytes()).digest())
    return total.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
