"""Every address of the portal has a name, and pages ask for it by that name: none is written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from portal.server import ROOT
from published.current import published
from web.reader import PortalReader

PORTAL = ROOT / "portal"
PARTS = {
    "number": 7,
    "request_id": "2019-03-14-forskolan",
    "form_id": "fraga",
    "key": "4-abc",
    "token": "t",
    "kind": "csv",
    "what": "fika-kvarnen",
    "day": "2019-03-05",
    "readers": "alla",
    "path": "program/",
    "record_id": "kvarnen",
    "written": "ar",
    "into": "ar",
    "page_name": "handbok/uppdrag",
}
# What else has a slash at its beginning: the frame's mark, the folder of a cookie, what the site's script forgets.
_KNOWN = {"web/page.py", "people/halfway.py"}


def named(patterns: list[URLPattern | URLResolver], app: str | None = None) -> Iterator[tuple[str | None, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from named(one.url_patterns, one.namespace)
        else:
            yield app, one


ADDRESSES = list(named(get_resolver().url_patterns))


def test_every_address_has_a_name_of_its_own() -> None:
    names = [(app, one.name) for app, one in ADDRESSES if app]
    assert all(name for _app, name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_the_name_leads_to_the_page(language: str) -> None:
    reader = PortalReader(published(), language)
    for app, one in ADDRESSES:
        if app and "<language>" in str(one.pattern):
            parts = {name: PARTS[name] for name in one.pattern.converters if name != "language"}
            found = get_resolver().resolve(reader.url(f"{app}:{one.name}", **parts))
            assert (found.func, found.kwargs) == (one.callback, {"language": language, **parts})


def test_pages_of_both_sites_have_addresses_in_the_readers_language() -> None:
    swedish, arabic = PortalReader(published(), "sv"), PortalReader(published(), "ar")
    assert (swedish.page(), arabic.page("om/")) == ("/", "/ar/om/")
    assert (swedish.members_page("program/"), arabic.members_page()) == ("/medlem/program/", "/medlem/ar/")


def by_hand(path: Path) -> list[str]:
    """Addresses in a template's attributes, also those that only end by hand, or in a string of Python."""
    text = re.sub(r'""".*?"""|data-forget="[^"]*"', "", path.read_text("utf-8"), flags=re.DOTALL)
    whole = re.sub(r"\{\{.*?\}\}", "{}", text)
    attributes = re.findall(r'(?:href|action)="(?!\{\}"|\?|tel:|#)[^"]*"', whole) if path.suffix == ".html" else []
    return attributes + re.findall(r"[\"']/(?:portal|medlem)/[^\"']*[\"']", text)


def test_no_address_is_written_by_hand() -> None:
    files = [*PORTAL.rglob("*.html"), *PORTAL.rglob("*.py")]
    found = {str(path.relative_to(PORTAL)): by_hand(path) for path in files}
    assert {name: written for name, written in found.items() if written and name not in _KNOWN} == {}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.html", '<a href="/portal/sv/jag/">', ['href="/portal/sv/jag/"', '"/portal/sv/jag/"']),
        ("a.html", '<form action="{{ url }}">', []),
        ("a.html", '<a href="{{ url }}?sida=2">', ['href="{}?sida=2"']),
        ("a.py", 'x = "/medlem/program/"', ['"/medlem/program/"']),
        ("a.py", '"""Of /portal/sv/."""', []),
    ],
    ids=["written", "made", "ends by hand", "in code", "told of"],
)
def test_what_is_written_by_hand_is_found(tmp_path: Path, name: str, text: str, found: list[str]) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert by_hand(tmp_path / name) == found


def test_a_language_is_called_so_everywhere() -> None:
    assert [one for _app, one in ADDRESSES if "language" in one.pattern.converters] != []
    assert [str(one.pattern) for _app, one in ADDRESSES if "code" in one.pattern.converters] == []
