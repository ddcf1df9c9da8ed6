"""A page is the same bytes whatever else is made: before it, in the midst of it, and at the same time elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from brygga.render import page_scope
from brygga.site.build import LightPages
from brygga.site.output import Output
from brygga.translation.page_at_hand import making_page, page_at_hand
from tinysite import HANDBOOK, build_of, built, everything, without_today

Made = list[tuple[str, bytes]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_today(everything(tmp_path_factory.mktemp("pages")))


@pytest.fixture
def pages(root: Path) -> list[Output]:
    """All pages of a build of its own, that have not been made yet."""
    light = LightPages(build_of(root), HANDBOOK)
    return [output for part in light.parts() for output in light.outputs(part) if output.path.endswith(".html")]


def made(pages: Sequence[Output]) -> Made:
    return [(page.path, page.content) for page in pages]


def in_threads(pages: Sequence[Output]) -> Made:
    """Four at a time, each of them left in the middle as often as Python can."""
    with often_switched(), ThreadPoolExecutor(4) as threads:
        return list(threads.map(lambda page: (page.path, page.content), [*pages, *reversed(pages)]))


@contextmanager
def often_switched() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


ORDERS: dict[str, Callable[[Sequence[Output]], Made]] = {
    "backwards": lambda pages: made(pages[::-1]),
    "twice": lambda pages: made(pages) + made(pages),
    "every third": lambda pages: made([page for start in range(3) for page in pages[start::3]]),
    "in threads": in_threads,
}


@pytest.mark.parametrize("order", ORDERS)
def test_pages_are_the_same_in_whatever_order(order: str, pages: list[Output]) -> None:
    alone = built("everything")
    found = ORDERS[order](pages)
    assert [path for path, html in found if html != alone[path]] == []
    assert {path for path, _ in found} == {path for path in alone if path.endswith(".html")}


def test_pages_are_the_same_when_others_are_made_in_their_midst(
    pages: list[Output], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every eleventh link of a page another page is made, which has links of its own."""
    alone, links, within = built("everything"), count(), [0]
    others, plain = iter(pages * 100), page_scope.relative

    def interrupted(target: str, page: str) -> str:
        if next(links) % 11 == 0 and not within[0]:
            within[0] = 1
            other = next(others)
            assert other.content == alone[other.path]
            within[0] = 0
        return plain(target, page)

    monkeypatch.setattr(page_scope, "relative", interrupted)
    assert [path for path, html in made(pages) if html != alone[path]] == []
    assert next(links) > len(pages)  # it did come in between


def test_a_page_that_is_made_within_another_gives_it_back() -> None:
    with making_page("sv", "program/") as outer:
        with making_page("uk", "kontakt/") as inner:
            inner.explained(("fika",))
            assert page_at_hand() is inner
        assert page_at_hand() is outer
        assert (outer.path, outer.noted.explained) == ("program/", ())
    assert page_at_hand() is None


def test_there_is_no_link_without_a_page(root: Path) -> None:
    """It would be a link from wherever the page before it lay."""
    build = build_of(root)
    with build.renderer.module("brygga/handbook/frame.html", build.readers[0], "om/") as (words, page):
        assert 'href="../program/"' in str(words.bar())
        assert page.path == "om/"
    with pytest.raises(LookupError, match="link"):
        words.bar()
