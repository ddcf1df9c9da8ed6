"""What is still Swedish on a page of another language says so, for voices, dictionaries and the direction of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString

from builtsite import OWN_PREFIX
from citysite import CODES, SITE_NAME
from common.localisation.swedish import with_swedish_marked

# Languages with a script of their own: what is written in Latin letters there is Swedish, or is said as in Swedish.
SCRIPTS = {"ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "ti": "\u1200-\u137f", "uk": "\u0400-\u04ff"}
_LATIN = re.compile(r"(?<![\w-])[A-Za-zÅÄÖåäöÉé]{2,}(?![\w-])")  # "QR-код" is one word
_SILENT = ("script", "style", "title", "code", "wbr", "option")


def unmarked(html: str, code: str) -> Iterator[str]:
    """Words in Latin letters that no element says the language of, or whose element runs the wrong way."""
    soup = BeautifulSoup(html, "lxml")
    for text in soup.find_all(string=_LATIN):
        if not isinstance(text, NavigableString) or isinstance(text, Comment | Doctype) or text.parent is None:
            continue
        if text.parent.name in _SILENT or text.find_parent(class_="where") or text.find_parent("bdi", dir="ltr"):
            continue
        nearest = next(one for one in text.parents if one.get("lang"))
        if nearest["lang"] == code:
            yield text.strip()


def test_what_is_not_marked_is_found() -> None:
    page = '<html lang="ar"><p>{}</p><p><span lang="sv">Kom hit</span> <bdi dir="ltr">kl. 13</bdi></p></html>'
    assert list(unmarked(page.format("القهوة fika"), "ar")) == ["القهوة fika"]
    assert list(unmarked(page.format("القهوة"), "ar")) == []


@pytest.mark.site
@pytest.mark.parametrize("code", [code for code in SCRIPTS if code in {*CODES, *OWN_PREFIX}])
def test_handbook_pages_mark_what_is_swedish(site: Path, own_site: Path, code: str) -> None:
    """In the text of a page, its headings, the menu and the list of contents."""
    pages = {file: file.read_text("utf-8") for one in (site, own_site) for file in (one / code).rglob("*.html")}
    framed = {file: html for file, html in pages.items() if 'class="md-header ' in html}
    assert len(framed) >= 7
    found = {(text, str(file)) for file, html in framed.items() for text in unmarked(html, code)}
    assert {text for text, _ in found} == set(), sorted(found)[:20]


@pytest.mark.site
@pytest.mark.parametrize("code", ["en", "ti", "ar"])
def test_the_name_of_the_site_is_swedish_in_the_handbook(site: Path, code: str) -> None:
    html = BeautifulSoup((site / code / "handbok/index.html").read_text("utf-8"), "lxml")
    for place in (".md-header__topic", ".md-nav--primary > .md-nav__title"):
        [name] = html.select(place)[0].select('bdi[lang="sv"]')
        assert name.get_text() == SITE_NAME
    assert {one["lang"] for one in html.select(".md-logo")} == {"sv"}


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("مترجم (tolk)؟", "مترجم <bdi>(tolk)</bdi>؟"),
        ("<h2>مترجم (tolk)</h2>", "<h2>مترجم <bdi>(tolk)</bdi></h2>"),
        ("اسمها «Häng med» هنا", "اسمها «<bdi>Häng med</bdi>» هنا"),
        ("мама &amp; sfi", "мама &amp; <bdi>sfi</bdi>"),
        ("мама %(name)s sfi", "мама %(name)s <bdi>sfi</bdi>"),
        ('<a title="Häng med">мама</a>', '<a title="Häng med">мама</a>'),
        ('мама <i lang="sv">sfi</i> <code>x.py</code>', 'мама <i lang="sv">sfi</i> <code>x.py</code>'),
        ("QR-код A", "QR-код A"),
    ],
    ids=range(8),
)
def test_words_among_those_of_another_script_are_marked(html: str, marked: str) -> None:
    assert with_swedish_marked(html) == marked.replace("<bdi>", '<bdi lang="sv" dir="ltr">')
