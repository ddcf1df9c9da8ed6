"""Links between pages, as a browser resolves them; what a template may print."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from brygga.render.page_scope import relative
from brygga.render.renderer import environment
from tinysite import PROJECT

ADDRESSES = ["", "program/", "program/a/2019-03-05/", "program/a/2019-03-12/", "ar/", "ar/program/", "om/", "a.xml"]
ROOT = "https://example.org/city/"


@pytest.mark.parametrize("page", ADDRESSES)
@pytest.mark.parametrize("target", [*ADDRESSES, "kontakt/#polisen", "program/a/2019-03-05/traff.ics", "#x"])
def test_relative_links_lead_to_their_target(page: str, target: str) -> None:
    assert urljoin(ROOT + page, relative(target, page)) == ROOT + target


def test_a_template_never_prints_a_method() -> None:
    """{{ series.place.title }}, where series.place is a place's id: a text, whose title is a method of Python's."""
    page = environment(PROJECT, ROOT).from_string("{{ series.place.title }}")
    assert page.render(series={"place": {"title": "Kvarnen"}}) == "Kvarnen"
    with pytest.raises(TypeError, match="prints"):
        page.render(series={"place": "kvarnen"})
