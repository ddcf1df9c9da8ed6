"""No record can be called as a page has called a part of its own: links would lead to the wrong place, and two parts
of a page would have one id. Names of files have no _ (`file-name`), so such ids begin with one."""

from __future__ import annotations

import re

import pytest

from brygga.site.build import Build
from tinysite import build_of, everything, light_files

pytestmark = pytest.mark.many

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
IDS = re.compile(r'\bid="?([^" >]+)')


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_of(everything(tmp_path_factory.mktemp("project")))


def pages(build: Build) -> dict[str, str]:
    light = {path: content.decode() for path, content in light_files(build).items() if path.endswith(".html")}
    return light | {uri: page.html for uri, page in build.handbook["sv"].items()}


def test_what_is_named_on_a_page_with_records_is_no_name_for_one(build: Build) -> None:
    names = {record.id for record in build.sites["sv"].reader.data.records}
    with_records, strange = 0, set()
    for path, html in pages(build).items():
        ids = set(IDS.findall(html))
        if ids & names:
            with_records += 1
            strange |= {(path, one) for one in ids - names if NAME.fullmatch(one)}
    assert with_records > 5
    assert strange == set()
