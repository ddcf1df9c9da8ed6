"""Telephone numbers by the plans of two countries; what nobody knows is asked about and dialled as it is written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from brygga.check import notices as notices_module
from brygga.load.phone import is_known, tel
from tinysite import copy_of, make_buildable, outputs


@pytest.mark.parametrize(
    ("country", "written", "dialled"),
    [
        ("SE", "08-465 004 00", "tel:+46846500400"),
        ("SE", "0771-416 416", "tel:+46771416416"),
        ("SE", "+46 8 465 004 00", "tel:+46846500400"),
        ("SE", "0047 22 33 44 55", "tel:+4722334455"),
        ("SE", "112", "tel:112"),
        ("SE", "1177", "tel:1177"),
        ("SE", "116 111", "tel:116111"),
        ("SE", "114 14", "tel:11414"),
        ("SE", "90101", "tel:90101"),
        ("NO", "22 33 44 55", "tel:+4722334455"),
        ("NO", "116117", "tel:116117"),
        ("NO", "+46 8 465 004 00", "tel:+46846500400"),
        ("DE", "030 901820", "tel:+4930901820"),
        ("DE", "110", "tel:110"),
    ],
)
def test_a_number_is_dialled_from_everywhere_and_a_short_one_as_it_is(country: str, written: str, dialled: str) -> None:
    assert tel(written, country) == dialled
    assert is_known(written, country)


@pytest.mark.parametrize(
    ("country", "written", "dialled"),
    [
        ("SE", "08-465 0", "tel:084650"),
        ("SE", "08-465 004 00 0000", "tel:08465004000000"),
        ("SE", "123", "tel:123"),
        ("SE", "+999 12 34 56", "tel:+999123456"),
        ("NO", "1177", "tel:1177"),
        ("NO", "08-465 004 00", "tel:0846500400"),
    ],
)
def test_a_number_that_no_plan_has_is_asked_about(country: str, written: str, dialled: str) -> None:
    assert tel(written, country) == dialled
    assert not is_known(written, country)


def test_public_holidays_are_those_of_the_country() -> None:
    days = {code: notices_module.public_holidays(code) for code in ("SE", "NO", "XX")}
    assert date(2019, 5, 17) in days["NO"]
    assert date(2019, 5, 17) not in days["SE"]
    assert date(2019, 6, 21) in days["SE"], "the eve on which nobody works"
    assert date(2019, 12, 25) not in days["XX"], "nobody knows"


@pytest.mark.site
def test_the_pages_of_another_country_are_its_own(tmp_path: Path) -> None:
    root = make_buildable(copy_of("tiny", tmp_path))
    site = root / "data/site.yaml"
    site.write_text(site.read_text("utf-8").replace("country: SE", 'country: "NO"'), "utf-8")
    place = root / "data/places/kvarnen.yaml"
    place.write_text(re.sub("^phone: .*", "phone: 22 33 44 55", place.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    page = outputs(root)["cafe/kvarnen/index.html"].decode()
    assert 'href="tel:+4722334455"' in page
    assert re.findall('"addressCountry":"([A-Z]+)"', page) == ["NO"]
