"""The wall: nothing of what only members may see is in any byte of the public site, nor in what the build says."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from builtsite import build_site
from markers import MARKER, VALUES, Marked, marked_project

pytestmark = pytest.mark.site

# What the members' site does not show either: fields for editors, addresses of what has no page, what only the portal
# shows of requests, the forms of a word that no text uses, and copies that an editor leaves behind.
NOT_SHOWN = re.compile(
    r"(.+\.note|requests\.source|(activities|closures|events|guest|requests)\.id"
    r"|requests\.(assumption|summary|where)|glossary\.forms|places\.(email|url)|copy\..+)( in \w+)?"
)
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    project = marked_project(tmp_path_factory.mktemp("marked"))
    build_site(project.root)
    return project


def readings(content: bytes) -> Iterator[str]:
    """Every way in which a program may read the bytes."""
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    text = re.sub(r"\r?\n[ \t]", "", content.decode("utf-8", "replace"))  # iCalendar folds its lines
    yield content.decode("utf-8", "replace")
    yield text
    yield html.unescape(text)
    yield unquote(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    for run in _BASE64.findall(content):
        for start in range(4):
            part = run[start : start + (len(run) - start) // 4 * 4].replace(b"-", b"+").replace(b"_", b"/")
            yield base64.b64decode(part, validate=False).decode("latin-1")


def found_in(content: bytes) -> set[str]:
    return {marker.lower().removesuffix("å") for text in readings(content) for marker in MARKER.findall(text)}


def leaks(folder: Path) -> list[str]:
    """Every marker in names and contents of files."""
    files = [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*"))]
    named = [f"{name}: its name" for name, _ in files if MARKER.search(name) or any(one in name for one in VALUES)]
    contents = ((name, found_in(path.read_bytes())) for name, path in files if path.is_file())
    return named + [f"{name}: {sorted(found)}" for name, found in contents if found]


HIDDEN = {
    "plain": b"Zq0001",
    "html": html.escape("<zq0001>").encode(),
    "numbered letters": "".join(f"&#{ord(letter)};" for letter in "zq0001").encode(),
    "address": b"%7A%710001",
    "address of a text": quote("å zq0001").encode(),
    "json": json.dumps("\u007aq0001").replace("z", "\\u007a").encode(),
    "folded": b"SUMMARY:a long line that is folded in zq\r\n 0001",
    "base64": base64.b64encode(b"some zq0001"),
    "base64 of an address": b"x" + base64.urlsafe_b64encode(b"\xff\xfe some zq0001 more"),
    "gzip": gzip.compress(b"zq0001", mtime=0),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_a_marker_is_found_however_it_is_written(way: str) -> None:
    hidden = HIDDEN[way]
    assert found_in(b"before " + hidden + b" after" if not hidden.startswith(b"\x1f\x8b") else hidden) == {"zq0001"}


def test_nothing_of_the_members_is_in_the_public_site(marked: Marked) -> None:
    assert leaks(marked.root / "site.members") != [], "the same search finds them where they are"
    assert leaks(marked.root / "site") == []


def test_the_public_site_is_the_same_as_if_there_were_no_members(marked: Marked, changed: Path) -> None:
    """Byte for byte: no number, digest, order or revision tells that there is more."""
    theirs, ours = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (marked.root / "site", changed / "site")
    )
    assert theirs.keys() == ours.keys()
    assert [str(path) for path, content in theirs.items() if content != ours[path]] == []


def test_the_build_says_nothing_of_the_members(marked: Marked) -> None:
    said = (marked.root / "said.txt").read_bytes()
    assert b"site.members" in said
    assert found_in(said) == set()


def test_members_see_every_text(marked: Marked) -> None:
    """Otherwise the tests above would prove nothing."""
    shown: set[str] = set()
    for path in (marked.root / "site.members").rglob("*"):
        shown |= set(MARKER.findall(path.name)) | (found_in(path.read_bytes()) if path.is_file() else set())
    shown = {marker.lower().removesuffix("å") for marker in shown}
    missing = {where for marker, where in marked.places.items() if marker not in shown}
    assert sorted(where for where in missing if not NOT_SHOWN.fullmatch(where)) == []
    assert len(shown) > 150
