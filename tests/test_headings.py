"""What every page of the project's own site is made of: headings, landmarks, its language, the way past the menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

pytestmark = pytest.mark.site

# In an article or the like, <header> and <footer> belong to that alone (HTML AAM).
OUTSIDE = "[not(ancestor::article|ancestor::aside|ancestor::main|ancestor::nav|ancestor::section)]"
NAMED = {  # landmarks of which a page may have several, if their names tell them apart
    "navigation": "//nav[not(@role)]",
    "complementary": f"//aside{OUTSIDE}",
    "search": "//*[@role='search']",
    "region": "//section[@aria-label or @aria-labelledby]",
}


def names(page: html.HtmlElement, landmarks: str) -> Counter[str]:
    found = page.xpath(landmarks)
    return Counter(one.get("aria-label") or _text_of(page, one.get("aria-labelledby")) for one in found)


def _text_of(page: html.HtmlElement, id_: str | None) -> str:
    return "".join(page.xpath("//*[@id=$id]//text()", id=id_)).strip() if id_ else ""


def outline_faults(page: html.HtmlElement) -> Iterator[str]:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings {levels}"
    for before, level in zip(levels, levels[1:], strict=False):
        if level > before + 1:
            yield f"h{level} after h{before}"


def landmark_faults(page: html.HtmlElement) -> Iterator[str]:
    for landmark in ("//main", f"//header{OUTSIDE}", f"//footer{OUTSIDE}"):
        if len(page.xpath(landmark)) != 1:
            yield f"{len(page.xpath(landmark))} × {landmark}"
    for role, landmarks in NAMED.items():
        found = names(page, landmarks)
        if found.total() > 1 and (found[""] or max(found.values()) > 1):
            yield f"{role}: {dict(found)}"


def frame_faults(page: html.HtmlElement) -> Iterator[str]:
    root = page.getroottree().getroot()
    if not root.get("lang") or root.get("dir") not in ("ltr", "rtl"):
        yield f"lang {root.get('lang')}, dir {root.get('dir')}"
    first = page.xpath("//body//a[@href]")[0].get("href")
    if not first.startswith("#") or not page.xpath("//*[@id=$id]", id=first[1:]):
        yield f"the first link is {first}, not the way past the menu"


def faults(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*.html")):
        page = html.document_fromstring(file.read_bytes())
        for fault in (*outline_faults(page), *landmark_faults(page), *frame_faults(page)):
            yield f"{file.relative_to(site)}: {fault}"


def test_every_page_has_one_outline_and_tells_its_parts_apart(own_site: Path) -> None:
    assert list(faults(own_site)) == []


def test_faults_are_found() -> None:
    page = html.document_fromstring("<html lang=sv><a href='/'>x</a><main><h1>A</h1><h3>B</h3></main><nav></nav><nav>")
    assert len([*outline_faults(page), *landmark_faults(page), *frame_faults(page)]) == 1 + 3 + 2
