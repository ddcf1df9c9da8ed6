"""What is still Swedish on a page of another language says so, for voices, dictionaries and the direction of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString

from brygga.load.languages import read_languages
from brygga.translation.catalogue import read_catalogue
from tinysite import PROJECT, built

# Languages with a script of their own: what is written in Latin letters there is Swedish, or an address, or a name that
# a translation keeps.
SCRIPTS = {"ar": "\u0600-\u06ff", "ti": "\u1200-\u137f"}
_LATIN = re.compile(r"[A-Za-zÅÄÖåäöÉé]{2,}")
_SILENT = ("script", "style", "title", "code", "wbr")


def unmarked(html: str, code: str) -> Iterator[str]:
    """Texts in Latin letters alone that no element says the language of, or whose element runs the wrong way."""
    soup = BeautifulSoup(html, "lxml")
    for text in soup.find_all(string=_LATIN):
        if not isinstance(text, NavigableString) or isinstance(text, Comment | Doctype) or text.parent is None:
            continue
        if text.parent.name in _SILENT or text.find_parent(class_="where") or text.find_parent("bdi", dir="ltr"):
            continue
        nearest = next(one for one in text.parents if one.get("lang"))
        if nearest["lang"] == code and not re.search(f"[{SCRIPTS[code]}]", text):
            yield text.strip()


def kept_names(code: str) -> set[str]:
    """Names that a translation leaves as they are."""
    language = next(one for one in read_languages(PROJECT) if one.code == code)
    translations = read_catalogue(PROJECT, language)[0].translations
    return {form for one in translations.values() for form in one.forms if not re.search(f"[{SCRIPTS[code]}]", form)}


def test_words_in_italics_on_translated_pages_are_swedish_and_say_so() -> None:
    """In prose that is what italics are for."""
    pages = [file for file in (PROJECT / "docs").rglob("*.md") if file.stem.count(".")]
    words = [
        one for file in pages for one in re.findall(r"(?<![*\w])\*[^*\s][^*\n]*\*(?!\*).{9}", file.read_text("utf-8"))
    ]
    assert len(words) > 40
    assert [one for one in words if not one.endswith("{lang=sv}")] == []


@pytest.mark.parametrize("code", SCRIPTS)
def test_light_pages_mark_what_is_swedish(code: str) -> None:
    names, found = kept_names(code), set()
    for path, content in built("real").items():
        if path.startswith(f"{code}/") and path.endswith(".html"):
            found |= {(text, path) for text in unmarked(content.decode(), code) if text not in names}
    assert {text for text, _ in found} == set(), sorted(found)[:20]
