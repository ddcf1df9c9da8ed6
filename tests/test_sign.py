"""The city's sign is one drawing: who changes it has changed it everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from brygga.load.sign import SIGN, read_sign, wrong_with_sign
from citysite import PROJECT
from tinysite import build_of, everything, light_files, put

WIDE = """<svg xmlns="http://www.w3.org/2000/svg" width="40" viewBox="0 0 40 10" fill="currentColor"><title>Båt</title>
<rect width="40" height="10"/></svg>
"""
ICONS = ("favicon.svg", "icon-192.png", "icon-512.png", "icon-512-maskable.png", "apple-touch-icon.png")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """All files of a small site with the project's sign, and with another."""
    root = everything(tmp_path_factory.mktemp("sign"))
    before = light_files(build_of(root))
    put(root / SIGN, WIDE)
    return before, light_files(build_of(root))


def test_the_sign_of_the_project_can_be_drawn_everywhere() -> None:
    assert wrong_with_sign(PROJECT) == []


def test_a_page_has_the_drawing_in_the_colour_of_its_place(tmp_path: Path) -> None:
    put(tmp_path / SIGN, f"<?xml version='1.0'?><!-- Kim -->{WIDE}")
    picture = read_sign(tmp_path).picture
    assert picture.startswith('<svg viewBox="0 0 40 10" fill="currentColor" aria-hidden="true" focusable="false">')
    assert picture.endswith('<rect width="40" height="10"/></svg>')


@pytest.mark.many
def test_another_drawing_is_in_every_header_and_in_every_icon(
    drawn: tuple[Mapping[str, bytes], Mapping[str, bytes]],
) -> None:
    before, after = drawn
    assert [name for name in ICONS if before[f"public/{name}"] == after[f"public/{name}"]] == []
    shapes = re.compile(rb'<path d="M4 24v-8')
    pages = [path for path, content in before.items() if path.endswith(".html") and shapes.search(content)]
    assert {"index.html", "en/program/index.html", "cafe/torget/affisch/index.html", "skyltar/index.html"} <= {*pages}
    assert [path for path in after if path.endswith((".html", ".svg")) and shapes.search(after[path])] == []
    assert [path for path in pages if b'<rect width="40" height="10"/>' not in after[path]] == []


@pytest.mark.many
def test_a_phone_may_cut_a_circle_out_of_any_drawing(
    drawn: tuple[Mapping[str, bytes], Mapping[str, bytes]],
) -> None:
    with Image.open(BytesIO(drawn[1]["public/icon-512-maskable.png"])) as image:
        ground = image.getpixel((0, 0))
        coloured = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) != ground]
    assert coloured
    assert max((x - 255.5) ** 2 + (y - 255.5) ** 2 for x, y in coloured) ** 0.5 <= 0.4 * 512
