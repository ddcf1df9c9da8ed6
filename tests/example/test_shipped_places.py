"""The example's cafés are called the same in every language, and by the name that stands on their sign."""

from __future__ import annotations

from pathlib import Path

from brygga.check.source import read_source
from example.shipped import shipped_data
from tinysite import TODAY


def test_a_translated_name_keeps_what_stands_on_the_sign(tmp_path: Path) -> None:
    source = read_source(shipped_data(tmp_path), TODAY)
    for code, catalogue in source.catalogues.items():
        for place in source.data.records.of("places").values() if code != "sv" else ():
            name = place["title"].partition(",")[0].split()[-1]
            assert name in catalogue.translations[place["title"]].forms[0], code
