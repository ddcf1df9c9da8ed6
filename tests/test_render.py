"""Links between pages, as a browser resolves them; what a template may print."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from jinja2 import UndefinedError

from brygga.render.page_scope import relative
from brygga.render.renderer import site_templates
from citysite import PROJECT
from tinysite import make_buildable, outputs

ADDRESSES = ["", "program/", "program/a/2019-03-05/", "program/a/2019-03-12/", "ar/", "ar/program/", "om/", "a.xml"]
ROOT = "https://example.org/city/"


@pytest.mark.parametrize("page", ADDRESSES)
@pytest.mark.parametrize("target", [*ADDRESSES, "kontakt/#polisen", "program/a/2019-03-05/traff.ics", "#x"])
def test_relative_links_lead_to_their_target(page: str, target: str) -> None:
    assert urljoin(ROOT + page, relative(target, page)) == ROOT + target


def test_a_template_never_prints_a_method() -> None:
    """{{ series.place.title }}, where series.place is a place's id: a text, whose title is a method of Python's."""
    page = site_templates(PROJECT, ROOT).from_string("{{ series.place.title }}")
    assert page.render(series={"place": {"title": "Kvarnen"}}) == "Kvarnen"
    with pytest.raises(TypeError, match="prints"):
        page.render(series={"place": "kvarnen"})


def test_a_field_that_there_is_not_is_an_error_and_no_empty_place(tiny: Path) -> None:
    """A field of another kind is one that this record has not: "guest", of a series. A misspelt one is nobody's."""
    template = make_buildable(tiny) / "overrides/brygga/light/cafe.html"
    page = template.read_text("utf-8")
    template.write_text(page.replace("<h1>", "{{ place.guest }}<h1>"), "utf-8")
    assert b"<h1>Kvarnen" in outputs(tiny)["cafe/kvarnen/index.html"]
    template.write_text(page.replace("<h1>", "{{ place.streeet }}<h1>"), "utf-8")
    with pytest.raises(UndefinedError, match="streeet"):
        outputs(tiny)
