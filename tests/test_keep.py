"""Parts that are rendered once for many pages: every page is as it would be if each part were rendered anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, Template

from brygga.render.fragments import Keep, Parts
from brygga.render.page_scope import SharingTemplate
from brygga.view.reader import Notes
from tinysite import everything, outputs, real_data


def test_kept_parts_change_no_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = real_data(tmp_path) if name == "real" else everything(tmp_path)
    kept = outputs(root)
    monkeypatch.setattr(Parts, "find", lambda *_: None)
    monkeypatch.setattr(Parts, "add", lambda _, html: html)
    monkeypatch.setattr(SharingTemplate, "make_module", Template.make_module)
    anew = outputs(root)
    assert [path for path in anew if anew[path] != kept[path]] == []
    assert kept.keys() == anew.keys()


class Page:
    """A reader's page that notes one text without a translation."""

    def __init__(self) -> None:
        self.notes = Notes()


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def render(page: Page) -> Callable[..., str]:
    source = "{% keep key %}{{ count() }}{% endkeep %}{% keep key %}{{ count() }}{% endkeep %}"
    template = Environment(loader=DictLoader({"page": source}), extensions=[Keep], autoescape=True).get_template("page")
    parts, counted = Parts(page), iter(range(100))  # type: ignore[arg-type]  # all that it needs

    def count() -> int:
        page.notes = Notes(has_fallback=True)
        return next(counted)

    def rendered(key: object, notes: Notes | None = None) -> str:
        page.notes = notes or Notes()
        return template.render(key=key, count=count, kept=parts.find, keep=parts.add)

    return rendered


def test_a_part_is_rendered_once_for_its_place_and_key(render: Callable[..., str]) -> None:
    assert render("a") == "01"
    assert render("a") == "01"
    assert render("b") == "23"


def test_what_a_part_notes_is_noted_on_every_page(render: Callable[..., str], page: Page) -> None:
    for _ in range(2):
        render("a")
        assert page.notes.has_fallback


def test_a_part_depends_on_what_the_page_has_noted_before(render: Callable[..., str]) -> None:
    assert render("a") != render("a", Notes(explained=("fika",)))


def test_parts_stand_in_each_other(page: Page) -> None:
    source = "{% keep %}({% keep key %}{{ key }}{% endkeep %}){% endkeep %}{% keep key %}{{ key }}{% endkeep %}"
    template = Environment(loader=DictLoader({"page": source}), extensions=[Keep], autoescape=True).get_template("page")
    parts = Parts(page)  # type: ignore[arg-type]  # all that it needs
    rendered = [template.render(key=key, kept=parts.find, keep=parts.add) for key in ("<a>", "<b>")]
    assert rendered == ["(&lt;a&gt;)&lt;a&gt;", "(&lt;a&gt;)&lt;b&gt;"]
