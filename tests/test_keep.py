"""Parts that are rendered once for many pages: every page is as it would be if each part were rendered anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from brygga.keep import Keep, Kept
from brygga.views import Notes
from tinysite import everything, outputs, real_data


def render_anew(*_: object, caller: Callable[[], str]) -> str:
    return caller()


def test_kept_parts_change_no_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = real_data(tmp_path) if name == "real" else everything(tmp_path)
    kept = outputs(root)
    monkeypatch.setattr(Kept, "part", render_anew)
    anew = outputs(root)
    assert [path for path in anew if anew[path] != kept[path]] == []
    assert kept.keys() == anew.keys()


class Page:
    """A reader's page that notes one text without a translation."""

    def __init__(self) -> None:
        self.notes = Notes()


@pytest.fixture
def render() -> Callable[..., str]:
    source = "{% keep key %}{{ count() }}{% endkeep %}{% keep key %}{{ count() }}{% endkeep %}"
    environment = Environment(loader=DictLoader({"page": source}), extensions=[Keep], autoescape=True)
    kept, counted = Kept(), iter(range(100))

    def rendered(page: Page, corner: str, key: object) -> str:
        def count() -> int:
            page.notes = Notes(has_fallback=True)
            return next(counted)

        def part(place: str, key: object, caller: Callable[[], str]) -> str:
            return kept.part(page, corner, place, key, caller=caller)  # type: ignore[arg-type]  # all that it needs

        return environment.get_template("page").render(key=key, count=count, kept=part)

    return rendered


def test_a_part_is_rendered_once_for_its_place_corner_and_key(render: Callable[..., str]) -> None:
    assert render(Page(), "program 2", "a") == "01"
    assert render(Page(), "program 2", "a") == "01"
    assert render(Page(), "program 2", "b") == "23"
    assert render(Page(), "program 3", "a") == "45"


def test_what_a_part_notes_is_noted_on_every_page(render: Callable[..., str]) -> None:
    for _ in range(2):
        page = Page()
        render(page, "program 2", "a")
        assert page.notes.has_fallback


def test_a_part_depends_on_what_the_page_has_noted_before(render: Callable[..., str]) -> None:
    page, other = Page(), Page()
    other.notes = Notes(explained=("fika",))
    assert render(page, "program 2", "a") != render(other, "program 2", "a")
