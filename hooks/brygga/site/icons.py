"""The city's sign (overrides/public/sign.svg) on a ground of its colour: as SVG, and as PNG in the sizes that phones
ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from resvg_py import svg_to_bytes

from brygga.load.colours import read_colours
from brygga.load.sign import Sign, read_sign
from brygga.site.fingerprints import fingerprint
from brygga.site.output import Output

FAVICON = "public/favicon.svg"
_BOX, _CORNER = 32, 7  # the picture's own measure
_SIDE = 27  # of the square that the sign fills
_CUT_SIDE = 18  # inside the circle of radius 12.8, wherever in the square the drawing is


@dataclass(frozen=True)
class Icon:
    """`is_cut`: the phone cuts its own shape out of it, and may cut off all but a circle of four fifths."""

    path: str
    size: int
    is_cut: bool


ICONS = (
    Icon("public/icon-192.png", 192, False),
    Icon("public/icon-512.png", 512, False),
    Icon("public/icon-512-maskable.png", 512, True),
)
TOUCH_ICON = Icon("public/apple-touch-icon.png", 180, True)  # for phones that do not read the manifest's icons


def icons(root: Path) -> Iterator[Output]:
    sign, colours = read_sign(root), read_colours(root)["light"]
    yield Output(FAVICON, drawing(sign, colours, is_cut=False).encode())
    for icon in (*ICONS, TOUCH_ICON):
        drawn = drawing(sign, colours, icon.is_cut)
        yield Output(icon.path, partial(png, drawn, icon.size), fingerprint(icon, drawn))


def drawing(sign: Sign, colours: Mapping[str, str], is_cut: bool) -> str:
    """A whole SVG."""
    side, corner = (_CUT_SIDE, 0) if is_cut else (_SIDE, _CORNER)
    ground = f'<rect width="{_BOX}" height="{_BOX}" rx="{corner}" fill="{colours["petrol"]}"/>'
    placed = sign.placed((_BOX - side) / 2, side, colours["saffron"])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BOX} {_BOX}">{ground}{placed}</svg>'


def png(drawn: str, size: int) -> bytes:
    return svg_to_bytes(svg_string=drawn, width=size, height=size, skip_system_fonts=True)
