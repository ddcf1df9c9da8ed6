"""The shipped city's words for its mammor and its cafés are its own: another city's pages hold none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from brygga.load.city_words import read_city_words
from brygga.load.shared_files import is_shared
from brygga.translation.catalogue import catalogue_path, parse_catalogue
from brygga.translation.extract import common_texts, portal_texts, template_texts
from citysite import CITY, PROJECT
from example.shipped import WORDS, own_words

_NOT_READ = re.compile(r"\s*#")
_FILLED_IN = re.compile(r"%\(\w+\)s")
OTHERS = read_city_words(CITY)[0]
FILES = (".css", ".html", ".ics", ".json", ".js", ".svg", ".txt", ".webmanifest", ".xml")


@pytest.mark.parametrize("code", [code for code in WORDS if code != "sv"])
def test_no_shared_translation_has_the_citys_word(code: str) -> None:
    forms = {
        str(message.id): message.string if isinstance(message.string, str) else " ".join(message.string or ())
        for message in parse_catalogue(catalogue_path(PROJECT, code))
    }
    words = re.compile(f"{own_words(code).pattern}|{own_words('sv').pattern}", re.IGNORECASE)
    assert words.search(f"x {max(WORDS[code].values(), key=len)} x")
    assert len(forms) > 100
    assert {source: said for source, said in forms.items() if words.search(_FILLED_IN.sub("", said))} == {}


def test_no_shared_text_has_the_citys_word() -> None:
    words, told = own_words("sv"), list(_said())
    assert words.search(f"x {max(WORDS['sv'].values(), key=len)} x")
    assert len(told) > 100
    assert [(path, text) for path, text in told if words.search(_FILLED_IN.sub("", text))] == []


def _said() -> Iterator[tuple[str, str]]:
    """(file, text): each line of shared records, schemas and pages, and what templates and code say."""
    for folder in ("data", "docs", "hooks"):
        for file in (file for kind in ("*.yaml", "*.md") for file in (PROJECT / folder).rglob(kind)):
            path = file.relative_to(PROJECT).as_posix()
            if is_shared(path) and path != "hooks/brygga/load/shared_files.yaml":
                yield from ((path, line) for line in file.read_text("utf-8").splitlines() if _is_read(line))
    for one in (*template_texts(PROJECT), *common_texts(), *portal_texts(PROJECT)):
        yield one.path, f"{one.source} {one.plural}"


def _is_read(line: str) -> bool:
    return not _NOT_READ.match(line)


@pytest.mark.site
def test_no_page_or_feed_of_another_city_has_the_citys_word(site: Path, members: Path) -> None:
    """Nor its addresses: names of files hold none either."""
    words = re.compile("|".join(own_words(code, OTHERS).pattern for code in OTHERS), re.IGNORECASE)
    files = [(folder, file) for folder in (site, members) for file in folder.rglob("*") if file.is_file()]
    assert [file for folder, file in files if words.search(file.relative_to(folder).as_posix())] == []
    read = [file for _, file in files if file.suffix in FILES and "assets" not in file.parts]
    assert {file.suffix for file in read} >= {".html", ".ics", ".json", ".xml"}
    assert words.search("\n".join(own for own in WORDS["sv"].values()))
    assert {file.name: match[0] for file in read if (match := words.search(file.read_text("utf-8")))} == {}
