"""The real site as built: what every page owes its reader, and that every link leads somewhere."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from builtsite import CODES, PREFIX, PROJECT, BuiltPage, pages_of

pytestmark = pytest.mark.site

RIGHT_TO_LEFT = {"ar", "fa"}
SHOWN_DAY = {
    "sv": "tisdag 5 mars 2019",
    "en": "Tuesday, 5 March 2019",
    "ar": "الثلاثاء، 5 مارس 2019",
    "fa": "سه‌شنبه 5 مارس 2019",
    "so": "Talaado, 5 Maarso 2019",
    "ti": "ሰሉስ፣ 5 መጋቢት 2019",
    "uk": "вівторок, 5 березня 2019\u202fр.",
}
ROOT_ONLY = {"404.html"}  # speaks every language at once
BESIDE_SWEDISH = "affisch/tva/"
SITE_URL = "https://stadsdelsmammor.example/"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BuiltPage]:
    return pages_of(site)


def test_every_language_has_the_same_pages(pages: dict[str, BuiltPage]) -> None:
    own = {code: {p.path_in_language for p in pages.values() if p.language == code} for code in CODES}
    for code in CODES[1:]:
        assert {path for path in own[code] if not path.endswith(BESIDE_SWEDISH)} == own["sv"] - ROOT_ONLY
    assert len(own["ar"]) > 80


def test_links_lead_from_home_to_every_page(pages: dict[str, BuiltPage]) -> None:
    found, left = set[str](), {"ar/"}
    while left:
        path = left.pop()
        found.add(path)
        links = [urljoin(f"/{path}", str(link["href"])) for link in pages[path].soup.select("a[href]")]
        left |= {urlsplit(link).path.lstrip("/") for link in links} & pages.keys() - found
    own = {page.path for page in pages.values() if page.language == "ar"}
    assert own - found == {"ar/utan-internet/", "ar/vanta/"}, "those that stand in the place of others"


def test_language_and_direction(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        html = page.one("html")
        body_dir = page.one("body").get("dir")
        assert html["lang"] == page.language, page.path
        assert (html.get("dir") or body_dir) == ("rtl" if page.language in RIGHT_TO_LEFT else "ltr"), page.path


def test_title_and_description(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        description = str(page.one("meta[name=description]")["content"])
        assert 3 <= len(description) <= 700, page.path
        for text in (description, page.one("title").get_text()):
            assert "<" not in text, page.path
            assert text.strip(), page.path


def test_titles_tell_pages_apart(pages: dict[str, BuiltPage]) -> None:
    titles = [(page.language, page.one("title").get_text()) for page in pages.values()]
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


def test_every_page_says_which_day_it_shows(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        assert SHOWN_DAY[page.language] in page.soup.get_text(" ", strip=True), page.path


def test_pages_are_in_their_language(pages: dict[str, BuiltPage]) -> None:
    """No Swedish fallback is left: what stands in Swedish are names, addresses and sources."""
    for page in pages.values():
        if page.path not in ROOT_ONLY:
            fallbacks = [tag for tag in page.soup.select('span[lang="sv"]') if "source" not in str(tag.get("class"))]
            assert fallbacks == [], page.path


def test_every_link_and_anchor_resolves(pages: dict[str, BuiltPage], site: Path) -> None:
    """By a parser of its own, not by the build's link check."""
    ids = {path: {str(tag["id"]) for tag in page.soup.select("[id]")} for path, page in pages.items()}
    broken = [
        f"{page.path}: {target}"
        for page in pages.values()
        for target in {str(tag.get("href") or tag.get("src")) for tag in page.soup.select("[href], [src]")}
        if not _resolves(page, target, site, ids)
    ]
    assert broken == []


def _resolves(page: BuiltPage, target: str, site: Path, ids: dict[str, set[str]]) -> bool:
    base = SITE_URL + ("" if page.path == "404.html" else page.path)
    parts = urlsplit(urljoin(base, target))
    if not parts.geturl().startswith(SITE_URL):
        return parts.scheme in {"https", "tel", "mailto", "webcal"}
    path = unquote(parts.path).removeprefix("/")
    file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
    return file.is_file() and (not parts.fragment or path not in ids or unquote(parts.fragment) in ids[path])


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, BuiltPage]) -> None:
    loading = (
        "script[src], img, iframe, source, video, audio, object, embed, link[rel=stylesheet], link[rel=preconnect]"
    )
    assert pages["handbok/"].soup.select(loading)
    for page in pages.values():
        for tag in page.soup.select(loading):
            address = str(tag.get("src") or tag.get("href") or tag.get("data"))
            assert not urlsplit(address).netloc, f"{page.path}: {address}"
        assert "@import" not in page.text, page.path


def test_light_pages_wait_for_nothing(pages: dict[str, BuiltPage]) -> None:
    """No style sheet, picture or font to fetch, and one small script that comes after everything."""
    for page in pages.values():
        if re.match(r"(handbok|om|tillganglighet)/", page.path_in_language):
            continue
        scripts = [tag for tag in page.soup.select("script") if tag.get("type") != "application/ld+json"]
        assert all(tag.has_attr("defer") and str(tag["src"]).endswith("public/light.js") for tag in scripts), page.path
        assert page.soup.select("link[rel=stylesheet], img, iframe") == [], page.path


def test_pages_and_script_are_light(pages: dict[str, BuiltPage], site: Path) -> None:
    """One response of at most 14,000 bytes, which fits the first round trip of a connection; scripts under 10 kB."""
    for page in pages.values():
        if re.match(r"(|program/.*|cafe/.*|ord/|nytt/)$", page.path_in_language):
            assert len(gzip.compress(page.text.encode(), 9)) <= 14_000, page.path
    scripts = [*(site / "public").glob("*.js"), *site.glob("*.js")]
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts) <= 10_000


def test_language_switch_leads_to_the_same_page(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        if page.path in ROOT_ONLY or page.path.endswith(BESIDE_SWEDISH):
            continue
        links = {str(tag["hreflang"]): str(tag["href"]) for tag in page.soup.select("nav a[hreflang]")}
        for code in CODES:
            wanted = ("" if code == "sv" else f"{code}/") + page.path_in_language
            assert urljoin(SITE_URL + page.path, links[code]) == SITE_URL + wanted, page.path


def test_phone_numbers_and_times_are_isolated_left_to_right(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        for link in page.soup.select('a[href^="tel:"]'):
            assert link.select_one('bdi[dir="ltr"]'), page.path
    programme = pages["ar/program/"]
    rows = "".join(str(row) for row in programme.soup.select(".rows"))
    times = re.findall(r"\d\d:\d\d–\d\d:\d\d", rows)
    assert len(times) == len(programme.soup.select('.rows bdi[dir="ltr"]:not([lang])'))
    assert len(times) > 20
    assert len(pages["fa/program/"].soup.select('.rows bdi[dir="rtl"]')) == len(times)  # "13:00 تا 16:00" has a word


def test_what_is_over_is_not_offered_as_coming(pages: dict[str, BuiltPage]) -> None:
    over = "program/multicafe-planteringen-2019-var/2019-03-01/"
    programme = pages["program/"]
    targets = {urljoin(SITE_URL + "program/", str(tag["href"])) for tag in programme.soup.select("main a[href]")}
    assert SITE_URL + over not in targets
    assert SITE_URL + "program/multicafe-planteringen-2019-var/2019-03-08/" in targets
    assert "Den här träffen har varit." in pages[over].soup.get_text()


def test_unknown_facts_are_asked_for_not_guessed(pages: dict[str, BuiltPage]) -> None:
    for code in ("", "en/", "ar/", "ti/"):
        page = pages[f"{code}cafe/narlunda/"]
        assert page.soup.select('main a[href$="kontakt/#helsingborg-kontaktcenter"]'), code
    assert "Vi vet inte gatuadressen." in pages["cafe/narlunda/"].soup.get_text()
    assert "Ring och fråga om tiden" in pages["program/2019-06-19-mobilt-multicafe/"].soup.get_text()


def test_contacts_say_that_nobody_has_checked_them(pages: dict[str, BuiltPage]) -> None:
    cards = pages["kontakt/"].soup.select("main .cards > li")
    assert len(cards) == len(list((PROJECT / "data/contacts").glob("*.yaml")))
    assert all("Inte kontrollerat." in card.get_text() for card in cards)


@pytest.mark.parametrize("code", ["", "en/", "ar/", "ti/", "uk/"])
def test_a_card_says_what_it_is_to_who_does_not_know_the_name(pages: dict[str, BuiltPage], code: str) -> None:
    lines = [card.select_one("h3 + p.soft") for card in pages[f"{code}kontakt/"].soup.select("main .cards > li")]
    assert all(line and not (code and line.select("[lang=sv]")) for line in lines)


def test_every_page_says_that_the_site_is_an_example_and_names_no_organisation(pages: dict[str, BuiltPage]) -> None:
    """As shipped nobody stands behind it. Pages of the handbook say so below their text, posters on their sheet."""
    words = {"": "Webbplatsen är ett exempel", "en/": "This website is an example"}
    for path, page in pages.items():
        word = words["en/" if path.startswith("en/") else ""]
        if not path.startswith(("ar/", "fa/", "so/", "ti/", "uk/", "404")) and page.soup.footer is not None:
            assert word in page.soup.get_text(), path
    for path in ("", "program/multicafe-narlunda-2019-var/2019-03-05/", "integritet/register/"):
        assert "Stadsdelsmammor i Helsingborg" not in pages[path].text


def test_secrecy_is_promised_in_one_text(pages: dict[str, BuiltPage]) -> None:
    promised = [path for path, page in pages.items() if "De berättar inte för andra" in page.soup.get_text()]
    assert promised == ["integritet/"], "the form says it too as soon as it can be sent"


def test_what_was_assumed_is_told_where_it_is_shown(pages: dict[str, BuiltPage]) -> None:
    for path in ("cafe/drottninghog/", "nytt/", "handbok/utbildning/"):
        assert "Det här är vi inte säkra på:" in pages[path].soup.get_text()


def test_every_record_names_its_source(pages: dict[str, BuiltPage]) -> None:
    assert "avsnitt 3.1.2" in pages["cafe/narlunda/"].soup.get_text()
    assert re.search(r"avsnitt \d", pages["handbok/metoder/mobila-multicafeer/"].soup.get_text())


def test_search_has_one_index_for_each_language(site: Path) -> None:
    words = {"sv": ("tystnadsplikt", "polisen"), "en": ("secrecy", "police"), "ar": ("الشرطة", "المولتي")}
    for code, wanted in words.items():
        folder = site if code == "sv" else site / code
        index = json.loads((folder / "search/search_index.json").read_text("utf-8"))
        text = json.dumps(index["docs"], ensure_ascii=False).lower()
        assert all(word in text for word in wanted), code
        for entry in index["docs"]:
            page = entry["location"].partition("#")[0]
            assert (folder / page / "index.html").is_file(), f"{code}: {entry['location']}"


def test_missing_page_speaks_every_language(pages: dict[str, BuiltPage]) -> None:
    sections = pages["404.html"].soup.select("main section")
    assert {str(section["lang"]) for section in sections} == set(CODES)


def test_templates_are_not_published(site: Path) -> None:
    assert (site / "public/light.js").exists()
    assert not (site / "brygga").exists()
    assert not (site / "pictograms").exists()
    assert not list(site.rglob("*.txt"))


def test_how_long_answers_are_kept_is_said_in_words(pages: dict[str, BuiltPage]) -> None:
    days = {"sv": "dagar", "en": "days", "ar": "يوما", "fa": "روز", "so": "maalmood", "ti": "መዓልታት", "uk": "днів"}
    for code, word in days.items():
        text = pages[f"{PREFIX[code]}integritet/"].soup.get_text(" ", strip=True)
        assert f"180 {word}" in text, code
        assert "duration" not in text, code
