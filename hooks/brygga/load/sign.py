"""overrides/public/sign.svg: the city's sign, one drawing in currentColor. Header, posters, badges and all icons are
made from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from brygga.model.problem import Problem

SIGN = "overrides/public/sign.svg"
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = ("svg", "g", "path", "circle", "ellipse", "line", "polyline", "polygon", "rect", "title")
_COLOURS = ("none", "currentColor")  # all others are those of tokens.css
_OUTSIDE = re.compile(r'\s(?:xmlns|width|height|aria-hidden|focusable)="[^"]*"')  # what its place says instead
_WHOLE = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class Sign:
    """`attributes` of the drawing's own <svg>, viewBox and all, with a space before each; `shapes` are inside."""

    attributes: str
    shapes: str

    @property
    def picture(self) -> str:
        """As it stands in a page, in the colour of its place."""
        return f'<svg{self.attributes} aria-hidden="true" focusable="false">{self.shapes}</svg>'

    def placed(self, corner: float, side: float, colour: str) -> str:
        """In a square of another picture, in the middle and as large as fits."""
        square = f'x="{corner:g}" y="{corner:g}" width="{side:g}" height="{side:g}"'
        return f'<svg{self.attributes} {square} color="{colour}">{self.shapes}</svg>'


def read_sign(root: Path) -> Sign:
    """Of a file that was checked before."""
    found = _WHOLE.search((root / SIGN).read_text("utf-8"))
    if found is None:
        raise ValueError(SIGN)
    return Sign(_OUTSIDE.sub("", found[1]), found[2].strip())


def wrong_with_sign(root: Path) -> list[Problem]:
    """What cannot be drawn everywhere, or not in the city's colours."""
    file = root / SIGN
    try:
        drawn = ElementTree.fromstring(file.read_bytes() if file.exists() else b"")
    except ElementTree.ParseError:
        return [Problem(SIGN, 1, "sign", {"value": "<svg>"})]
    return [Problem(SIGN, 1, "sign", {"value": value}) for value in dict.fromkeys(_wrong(drawn))]


def _wrong(drawn: ElementTree.Element) -> Iterator[str]:
    if drawn.tag != f"{_SVG}svg" or "viewBox" not in drawn.attrib:
        yield "<svg viewBox>"
    for element in drawn.iter():
        if element.tag not in {_SVG + shape for shape in _SHAPES}:
            yield f"<{str(element.tag).removeprefix(_SVG)}>"
        for name, value in element.attrib.items():
            if name in ("style", "class") or name.startswith(("on", "{")) or "href" in name or "url(" in value:
                yield name
            elif name in ("fill", "stroke", "color") and value not in _COLOURS:
                yield f'{name}="{value}"'
