"""Hard words on a site: each page's first one is a button that leads to its explanation, in prose as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from lxml import html

from brygga.load.languages import Language, read_languages
from brygga.translation.catalogue import read_catalogue
from phone import kinds_of

pytestmark = pytest.mark.site

PROSE = ("handbok/", "om/", "tillganglighet/")
# Where no button may stand, and what is no running text.
CLOSED = "ancestor::*[self::a or self::h1 or self::h2 or self::h3 or self::code or self::svg]"
TEXTS = f"//article//text()[not({CLOSED}) and not(ancestor::*[@class='source' or @popover])]"


@cache
def forms(root: Path, language: Language) -> dict[str, str]:
    """{"blanketten": "_ord-blankett", "form": "_ord-blankett"}"""
    translations = read_catalogue(root, language)[0].translations if language.prefix else {}
    found: dict[str, str] = {}
    for file in (root / "data/glossary").glob("*.yaml"):
        word = yaml.safe_load(file.read_text("utf-8"))
        own = translations[word["title"]].forms if word["title"] in translations else ()
        found |= dict.fromkeys((*word["forms"], *own), f"_ord-{file.stem}")
    return found


def opened(site: Path, language: Language, path: str) -> html.HtmlElement:
    return html.document_fromstring((site / language.prefix / path / "index.html").read_bytes())


@pytest.fixture(params=["site", "own_site"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Of the city of the tests, whose words we know, and of the one that this project makes."""
    found: Path = request.getfixturevalue(request.param)
    return found


def mentions(known: Mapping[str, str], page: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """(id of the explanation, element that has the word), in the order of the page."""
    words = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
    for text in page.xpath(TEXTS):
        for word in re.findall(rf"(?<![\w-])(?:{words})(?![\w-])", text, re.IGNORECASE):
            note = known.get(word) or known.get(word[:1].lower() + word[1:])
            if note:
                yield note, text.getparent() if text.is_text else text.getparent().getparent()


def test_the_first_mention_in_prose_is_a_button(folder: Path) -> None:
    methods = [path for path in kinds_of(folder).handbook if "metoder" in path]
    seen: list[int] = []
    for language in read_languages(folder.parent):
        known = forms(folder.parent, language)
        for path in (*PROSE, *methods):
            first = dict(reversed(list(mentions(known, opened(folder, language, path)))))
            seen.append(len(first))
            plain = [note for note, one in first.items() if one.tag != "button"]
            assert plain == [], f"{language.prefix}{path}"
    assert any(seen)


def test_hard_words_are_found_in_prose(site: Path) -> None:
    for language in read_languages(site.parent):
        known = forms(site.parent, language)
        assert "_ord-tystnadsplikt" in dict(mentions(known, opened(site, language, "handbok/"))), language.code
    source = read_languages(site.parent)[0]
    about = dict(mentions(forms(site.parent, source), opened(site, source, "om/")))
    assert {"_ord-blankett", "_ord-fika", "_ord-tystnadsplikt"} <= about.keys()


def test_every_button_is_described_by_its_explanation(folder: Path) -> None:
    _, handbook, date, cafe = kinds_of(folder)
    spoken = read_languages(folder.parent)
    for path, page in ((path, opened(folder, one, path)) for one in spoken for path in (*handbook, date, cafe)):
        targets = [button.get("popovertarget") for button in page.xpath("//button[@class='term']")]
        assert targets == [button.get("aria-describedby") for button in page.xpath("//button[@class='term']")]
        assert len(targets) == len(set(targets)), path
        assert set(targets) == {note.get("id") for note in page.xpath("//*[@popover]")}, path
        assert not page.xpath(f"//button[@class='term'][{CLOSED}]"), path
        assert all(len(note.text_content()) > 20 for note in page.xpath("//*[@popover]")), path


def test_explanations_are_not_found_by_search(site: Path) -> None:
    """They stand below the text of a page that is found."""
    index = (site / "search/search_index.json").read_text("utf-8")
    assert "Svåra ord" in "".join(page.read_text("utf-8") for page in site.glob("handbok/metoder/*/index.html"))
    assert '"docs":[{' in index
    assert "Svåra ord" not in index
