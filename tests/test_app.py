"""What makes the site an app, as built: manifests, icons, the size of what a phone keeps."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from brygga.site.broken_links import broken_links
from builtsite import OWN_PREFIX, RIGHT_TO_LEFT

pytestmark = pytest.mark.site


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_manifest_and_its_icons(own_site: Path, code: str) -> None:
    file = own_site / OWN_PREFIX[code] / "app.webmanifest"
    manifest = json.loads(file.read_text("utf-8"))
    address = f"https://example.org/{OWN_PREFIX[code]}app.webmanifest"
    assert urljoin(address, manifest["start_url"]) == urljoin(address, manifest["id"]) == urljoin(address, ".")
    assert urljoin(address, manifest["scope"]) == "https://example.org/"
    assert (manifest["lang"], manifest["dir"]) == (code, "rtl" if code in RIGHT_TO_LEFT else "ltr")
    assert manifest["display"] == "standalone"
    assert all(manifest[name] for name in ("name", "short_name", "description", "theme_color", "background_color"))
    sizes = set()
    for icon in manifest["icons"]:
        path = own_site / urljoin(address, icon["src"]).removeprefix("https://example.org/")
        sizes.add((icon["sizes"], icon.get("purpose", "any"), icon["type"]))
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert "x".join(map(str, image.size)) == icon["sizes"]
        else:
            assert path.read_text("utf-8").startswith("<svg")
    png = "image/png"
    assert sizes >= {("192x192", "any", png), ("512x512", "any", png), ("512x512", "maskable", png)}


def test_maskable_icon_keeps_the_sign_inside_the_circle(site: Path) -> None:
    with Image.open(site / "public/icon-512-maskable.png") as image:
        ground = image.getpixel((0, 0))
        coloured = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) != ground]
    assert coloured
    assert max((x - 255.5) ** 2 + (y - 255.5) ** 2 for x, y in coloured) ** 0.5 <= 0.4 * 512


@pytest.mark.parametrize("code", OWN_PREFIX)
def test_what_a_phone_keeps_is_small(own_site: Path, code: str) -> None:
    """Compressed as a server sends it: 400 kB at most without the handbook, and a worker of 3 kB."""
    lists = json.loads((own_site / OWN_PREFIX[code] / "offline.json").read_text("utf-8"))
    assert 0 < sum(sent(own_site, path) for path in lists["pages"]) <= 400_000
    assert 0 < sum(sent(own_site, path) for path in lists["handbook"]) <= 400_000
    assert sent(own_site, "arbetare.js") <= 3_000


@pytest.mark.parametrize("name", ["site", "members"])
def test_all_that_pages_of_the_handbook_load_is_kept_with_them(name: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(name)
    lists = json.loads((folder / "ar/offline.json").read_text("utf-8"))
    pages = [path for path in lists["handbook"] if path.startswith("ar/") and path.endswith("/")]
    assert "ar/handbok/" in pages
    for path in pages:
        soup = BeautifulSoup((folder / path / "index.html").read_text("utf-8"), "lxml")
        named = [*soup.select("link[rel=stylesheet]"), *soup.select("script[src]"), *soup.select("img[src]")]
        addresses = [str(one.get("src") or one["href"]) for one in named]
        search = json.loads(soup.select_one("#__config").string)["search"]  # type: ignore[union-attr, arg-type]
        assert {urljoin(f"/{path}", one)[1:] for one in [*addresses, search]} <= {*lists["handbook"], *lists["pages"]}


def sent(site: Path, path: str) -> int:
    file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
    return len(gzip.compress(file.read_bytes(), 9))


def test_links_of_manifest_and_worker_are_checked(tmp_path: Path) -> None:
    manifest = {"start_url": "./", "scope": "./", "icons": [{"src": "icon.png"}, {"src": "gone.png"}]}
    (tmp_path / "app.webmanifest").write_text(json.dumps(manifest), "utf-8")
    (tmp_path / "icon.png").write_bytes(b"")
    head = '<link rel="manifest" href="/brygga/app.webmanifest"><link rel="icon" href="lost.svg">'
    script = '<script src="icon.png" data-worker="worker.js" defer></script><a href="/elsewhere/">…</a>'
    (tmp_path / "index.html").write_text(head + script, "utf-8")
    broken = {(link.page, link.target) for link in broken_links(tmp_path, "https://example.org/brygga/")}
    assert broken == {
        ("app.webmanifest", "gone.png"),
        ("index.html", "lost.svg"),
        ("index.html", "worker.js"),
        ("index.html", "/elsewhere/"),
    }
