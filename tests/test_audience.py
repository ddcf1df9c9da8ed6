"""A page is hidden in every language when one of its files says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from brygga.build import Build
from brygga.records import MEMBERS, PUBLIC
from tinysite import SITE_URL, TODAY, make_buildable, put

PAGE = "---\ntitle: {0}\ndescription: {0}\n{1}---\n\n{0}\n"
FILES = ("egna.md", "egna.ar.md", "egna.en.md")
HIDE = "audience: members\n"


@pytest.mark.parametrize("says", FILES)
def test_one_file_for_members_hides_the_page_in_all_languages(tiny: Path, says: str) -> None:
    make_buildable(tiny)
    for name in FILES:
        put(tiny / "docs" / name, PAGE.format(f"Hemligt {name}", HIDE if name == says else ""))
    put(tiny / "docs/om.md", PAGE.format("Om oss", ""))
    public, members = (Build(tiny, SITE_URL, TODAY, audience) for audience in (PUBLIC, MEMBERS))
    assert [name for name in (*FILES, "om.md") if not public.is_hidden(name)] == ["om.md"]
    assert [name for name in FILES if members.is_hidden(name)] == []
    assert [code for code in ("sv", "ar", "en") if "egna" in str(public.nav(code))] == []
