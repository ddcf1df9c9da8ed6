"""Links between pages, as a browser resolves them."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from brygga.corner import relative

ADDRESSES = ["", "program/", "program/a/2019-03-05/", "program/a/2019-03-12/", "ar/", "ar/program/", "om/", "a.xml"]
ROOT = "https://example.org/city/"


@pytest.mark.parametrize("page", ADDRESSES)
@pytest.mark.parametrize("target", [*ADDRESSES, "kontakt/#polisen", "program/a/2019-03-05/traff.ics", "#x"])
def test_relative_links_lead_to_their_target(page: str, target: str) -> None:
    assert urljoin(ROOT + page, relative(target, page)) == ROOT + target
