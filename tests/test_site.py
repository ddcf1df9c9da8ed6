"""The site of this project as built: what every page owes its reader, and that every link leads somewhere."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from builtsite import OWN_PREFIX, RIGHT_TO_LEFT, BuiltPage
from citysite import PROJECT

pytestmark = pytest.mark.site

ROOT_ONLY = {"404.html"}  # speaks every language at once
BESIDE_SWEDISH = "affisch/tva/"
SITE_URL = str(yaml.safe_load((PROJECT / "data/site.yaml").read_text("utf-8"))["site_url"])
SOURCE, *TRANSLATED = CODES = [*OWN_PREFIX]


def test_every_language_has_the_same_pages(own_pages: Mapping[str, BuiltPage]) -> None:
    own = {code: {p.path_in_language for p in own_pages.values() if p.language == code} for code in CODES}
    for code in TRANSLATED:
        assert {path for path in own[code] if not path.endswith(BESIDE_SWEDISH)} == own[SOURCE] - ROOT_ONLY


def test_links_lead_from_home_to_every_page(own_pages: Mapping[str, BuiltPage]) -> None:
    home = OWN_PREFIX[CODES[-1]]
    found, left = set[str](), {home}
    while left:
        path = left.pop()
        found.add(path)
        links = [urljoin(f"/{path}", str(link["href"])) for link in own_pages[path].soup.select("a[href]")]
        left |= {urlsplit(link).path.lstrip("/") for link in links} & own_pages.keys() - found
    own = {page.path for page in own_pages.values() if page.language == CODES[-1]}
    assert own - found - ROOT_ONLY == {f"{home}utan-internet/", f"{home}vanta/"}, (
        "those that stand in the place of others"
    )


def test_language_and_direction(own_pages: Mapping[str, BuiltPage]) -> None:
    for page in own_pages.values():
        html = page.one("html")
        body_dir = page.one("body").get("dir")
        assert html["lang"] == page.language, page.path
        assert (html.get("dir") or body_dir) == ("rtl" if page.language in RIGHT_TO_LEFT else "ltr"), page.path


def test_title_and_description(own_pages: Mapping[str, BuiltPage]) -> None:
    for page in own_pages.values():
        description = str(page.one("meta[name=description]")["content"])
        assert 3 <= len(description) <= 700, page.path
        for text in (description, page.one("title").get_text()):
            assert "<" not in text, page.path
            assert text.strip(), page.path


def test_titles_tell_pages_apart(own_pages: Mapping[str, BuiltPage]) -> None:
    titles = [(page.language, page.one("title").get_text()) for page in own_pages.values()]
    assert len(titles) > 20
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


def test_every_link_and_anchor_resolves(own_pages: Mapping[str, BuiltPage], own_site: Path) -> None:
    """By a parser of its own, not by the build's link check."""
    ids = {path: {str(tag["id"]) for tag in page.soup.select("[id]")} for path, page in own_pages.items()}
    broken = [
        f"{page.path}: {target}"
        for page in own_pages.values()
        for target in {str(tag.get("href") or tag.get("src")) for tag in page.soup.select("[href], [src]")}
        if not _resolves(page, target, own_site, ids)
    ]
    home = own_pages["index.html"] if "index.html" in own_pages else next(iter(own_pages.values()))
    nowhere = ["ingenstans/", "#ingenstans", "ftp://example.org/"]
    assert [target for target in nowhere if not _resolves(home, target, own_site, ids)] == nowhere
    assert broken == []


def _resolves(page: BuiltPage, target: str, own_site: Path, ids: dict[str, set[str]]) -> bool:
    base = SITE_URL + ("" if page.path == "404.html" else page.path)
    parts = urlsplit(urljoin(base, target))
    if not parts.geturl().startswith(SITE_URL):
        return parts.scheme in {"https", "tel", "mailto", "webcal", "geo"}
    path = unquote(parts.path).removeprefix("/")
    file = own_site / path / "index.html" if path == "" or path.endswith("/") else own_site / path
    return file.is_file() and (not parts.fragment or path not in ids or unquote(parts.fragment) in ids[path])


def test_nothing_is_loaded_from_elsewhere(own_pages: Mapping[str, BuiltPage]) -> None:
    loading = (
        "script[src], img, iframe, source, video, audio, object, embed, link[rel=stylesheet], link[rel=preconnect]"
    )
    assert own_pages["handbok/"].soup.select(loading)
    for page in own_pages.values():
        for tag in page.soup.select(loading):
            address = str(tag.get("src") or tag.get("href") or tag.get("data"))
            assert not urlsplit(address).netloc, f"{page.path}: {address}"
        assert "@import" not in page.text, page.path


def test_light_pages_wait_for_nothing(own_pages: Mapping[str, BuiltPage]) -> None:
    """No style sheet, picture or font to fetch, and one small script that comes after everything."""
    for page in own_pages.values():
        if re.match(r"(handbok|om|tillganglighet)/", page.path_in_language):
            continue
        scripts = [tag for tag in page.soup.select("script") if tag.get("type") != "application/ld+json"]
        assert all(tag.has_attr("defer") and str(tag["src"]).endswith("public/light.js") for tag in scripts), page.path
        assert page.soup.select("link[rel=stylesheet], img, iframe") == [], page.path


def test_pages_and_script_are_light(own_pages: Mapping[str, BuiltPage], own_site: Path) -> None:
    """One response of at most 14,000 bytes, which fits the first round trip of a connection; scripts under 10 kB."""
    for page in own_pages.values():
        if re.match(r"(|program/.*|cafe/.*|ord/|nytt/)$", page.path_in_language):
            assert len(gzip.compress(page.text.encode(), 9)) <= 14_000, page.path
    scripts = [*(own_site / "public").glob("*.js"), *own_site.glob("*.js")]
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts) <= 10_000


def test_language_switch_leads_to_the_same_page(own_pages: Mapping[str, BuiltPage]) -> None:
    for page in own_pages.values():
        if page.path in ROOT_ONLY or page.path.endswith(BESIDE_SWEDISH):
            continue
        links = {str(tag["hreflang"]): str(tag["href"]) for tag in page.soup.select("nav a[hreflang]")}
        for code in CODES:
            wanted = OWN_PREFIX[code] + page.path_in_language
            assert urljoin(SITE_URL + page.path, links[code]) == SITE_URL + wanted, page.path


def test_numbers_and_hours_are_isolated_and_run_as_they_are_read(own_pages: Mapping[str, BuiltPage]) -> None:
    """Hours with a word between them ("13:00 تا 16:00") run as their language does, all else from left to right."""
    for page in own_pages.values():
        assert all(link.select_one('bdi[dir="ltr"]') for link in page.soup.select('a[href^="tel:"]')), page.path
        for hours in page.soup.select(".rows bdi[dir]:not([lang])"):
            has_word = page.language in RIGHT_TO_LEFT and any(sign.isalpha() for sign in hours.get_text())
            assert hours["dir"] == ("rtl" if has_word else "ltr"), f"{page.path}: {hours}"


def test_every_language_finds_its_own_pages(own_site: Path) -> None:
    for prefix in OWN_PREFIX.values():
        index = json.loads((own_site / prefix / "search/search_index.json").read_text("utf-8"))
        found = {entry["location"].partition("#")[0] for entry in index["docs"]}
        assert {"handbok/", "kontakt/"} <= found, prefix
        assert [page for page in found if not (own_site / prefix / page / "index.html").is_file()] == [], prefix


def test_a_page_in_the_place_of_another_speaks_every_language(own_pages: Mapping[str, BuiltPage]) -> None:
    for path in ("404.html", *(f"{prefix}utan-internet/" for prefix in OWN_PREFIX.values())):
        spoken = [str(section["lang"]) for section in own_pages[path].soup.select("main section[lang]")]
        assert sorted(spoken) == sorted(CODES), path
        assert spoken[0] == own_pages[path].language, "hers comes first"


def test_templates_are_not_published(own_site: Path) -> None:
    assert (own_site / "public/light.js").exists()
    assert not (own_site / "brygga").exists()
    assert not (own_site / "pictograms").exists()
    assert not list(own_site.rglob("*.txt"))
