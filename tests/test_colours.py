"""Colours stand in tokens.css alone: a city that changes them there has changed them everywhere."""

from __future__ import annotations

import re

from brygga.load.colours import read_colours
from citysite import PROJECT

COLOUR = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
OWN = "overrides/public/tokens.css"


def test_no_other_file_has_a_colour() -> None:
    files = [file for folder in ("overrides", "portal", "hooks") for file in (PROJECT / folder).rglob("*.*")]
    read = [file for file in files if file.suffix in {".css", ".html", ".svg", ".js"} and "assets" not in file.parts]
    coloured = [file.relative_to(PROJECT).as_posix() for file in read if COLOUR.search(file.read_text("utf-8"))]
    assert coloured == [OWN]


def test_both_schemes_are_read() -> None:
    colours = read_colours(PROJECT)
    assert colours["light"]["ground"] != colours["dark"]["ground"]
    assert {"ground", "ink", "petrol"} <= colours["dark"].keys() & colours["light"].keys()
