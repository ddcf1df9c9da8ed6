"""Another city follows README's steps (tests/second_city.py): nothing of the shipped one is left in its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brygga.check.source import read_source
from brygga.load.city_words import read_city_words
from brygga.model.record import MEMBERS
from brygga.site.build import Build
from example.shipped import WORDS, names_of_the_city, own_words
from second_city import make
from tinysite import SITE_URL, TODAY, light_files, portal_of

pytestmark = pytest.mark.site
# What is filled in, names in JSON and of records and fields, the address that tests give a site.
_NOT_SHOWN = re.compile(rf'%\(\w+\)s|"(?:id|name)": "[^"]*"|"\w+": |{re.escape(SITE_URL)}')


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("cities") / "second")


def test_nothing_is_left_of_the_shipped_city(second: Path) -> None:
    """In no page, feed or calendar of residents and members, and in nothing that the portal shows."""
    source = read_source(second, TODAY)
    address = source.data.records.site["site_url"]
    files = {**light_files(Build(second, source, address, MEMBERS)), **portal_of(second, source)}
    others = read_city_words(second)[0]
    words = [own_words(code, others).pattern for code in WORDS]
    names = [rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(names_of_the_city())]
    left = re.compile("|".join([*words, *names]), re.IGNORECASE)
    texts = {path: _NOT_SHOWN.sub("", content.decode()) for path, content in files.items() if ".png" not in path}
    assert {path: found[0] for path, text in texts.items() if (found := left.search(text))} == {}
