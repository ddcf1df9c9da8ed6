"""Parts that are rendered once for many pages: every page is as it would be if each part were rendered anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, Template

from brygga.render.fragments import FragmentCache, FragmentTag
from brygga.render.page_scope import SharingTemplate
from brygga.translation.page_at_hand import Noted, making_page
from citysite import put_city
from common.localisation.text import Text
from tinysite import built, everything, outputs, without_today


@pytest.mark.site
def test_shared_parts_change_no_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = without_today(put_city(tmp_path) if name == "city" else everything(tmp_path))
    shared = built(name)  # before nothing is shared any more
    monkeypatch.setattr(FragmentCache, "find", lambda *asked: asked)
    monkeypatch.setattr(FragmentCache, "add", lambda *made: made[-1])
    monkeypatch.setattr(SharingTemplate, "make_module", Template.make_module)
    anew = outputs(root)
    assert [path for path in anew if anew[path] != shared[path]] == []
    assert shared.keys() == anew.keys()


def page_of(source: str) -> Template:
    loader = DictLoader({"page": source})
    return Environment(loader=loader, extensions=[FragmentTag], autoescape=True).get_template("page")


@pytest.fixture
def render() -> Callable[..., tuple[str, Noted]]:
    """Renders a page that notes one text without a translation: what it says, and what it has noted."""
    source = "{% fragment key %}{{ count() }}{% endfragment %}{% fragment key %}{{ count() }}{% endfragment %}"
    template = page_of(source)
    parts, counted = FragmentCache(), iter(range(100))

    def rendered(key: object, explained: tuple[str, ...] = ()) -> tuple[str, Noted]:
        with making_page("uk", "") as page:
            page.explained(explained)

            def count() -> int:
                page.saw(Text("Båt", is_fallback=True))
                return next(counted)

            html = template.render(key=key, count=count, found_fragment=parts.find, new_fragment=parts.add)
        return html, page.noted

    return rendered


def test_a_part_is_rendered_once_for_its_place_and_key(render: Callable[..., tuple[str, Noted]]) -> None:
    assert [render(key)[0] for key in "aab"] == ["01", "01", "23"]


def test_what_a_part_notes_is_noted_on_every_page(render: Callable[..., tuple[str, Noted]]) -> None:
    assert [render("a")[1] for _ in range(2)] == [Noted(has_fallback=True)] * 2


def test_a_part_depends_on_what_the_page_has_noted_before(render: Callable[..., tuple[str, Noted]]) -> None:
    plain, other = render("a"), render("a", ("fika",))
    assert plain[0] != other[0]
    assert [plain, other] == [render("a"), render("a", ("fika",))]
    assert other[1] == Noted(has_fallback=True, explained=("fika",))


def test_a_part_is_found_again_where_nobody_notes() -> None:
    template, parts = page_of("{% fragment %}{{ text }}{% endfragment %}"), FragmentCache()
    rendered = [template.render(text=text, found_fragment=parts.find, new_fragment=parts.add) for text in "ab"]
    assert rendered == ["a", "a"]


def test_parts_stand_in_each_other() -> None:
    inner = "{% fragment key %}{{ key }}{% endfragment %}"
    source = f"{{% fragment %}}({inner}){{% endfragment %}}{inner}"
    template = page_of(source)
    parts = FragmentCache()
    rendered = [template.render(key=key, found_fragment=parts.find, new_fragment=parts.add) for key in ("<a>", "<b>")]
    assert rendered == ["(&lt;a&gt;)&lt;a&gt;", "(&lt;a&gt;)&lt;b&gt;"]
