"""The site's sign, the bridge arch of overrides/public/favicon.svg, as PNG in the sizes that phones ask for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from brygga.load.colours import read_colours
from brygga.site.fingerprints import fingerprint
from brygga.site.pages import Output

if TYPE_CHECKING:
    from PIL import ImageDraw

_BOX = 32  # the picture's own measure, as in the SVG
_CORNER, _STROKE = 7.0, 2.5
_MIDDLE = (16.0, 17.0)  # of the arch; where a picture that is cut into shape has its middle
_FINER = 4  # times as large when drawn, so that edges come out smooth
_STEPS = 200

Point = tuple[float, float]


@dataclass(frozen=True)
class Icon:
    """`is_cut`: the phone cuts its own shape out of it, and may cut off all but a circle of four fifths."""

    path: str
    size: int
    is_cut: bool

    @property
    def scale(self) -> float:
        """0.75 leaves the arch's feet, 15.6 from the middle, inside the circle of radius 12.8."""
        return 0.75 if self.is_cut else 1.0


ICONS = (
    Icon("public/icon-192.png", 192, False),
    Icon("public/icon-512.png", 512, False),
    Icon("public/icon-512-maskable.png", 512, True),
)
TOUCH_ICON = Icon("public/apple-touch-icon.png", 180, True)  # for phones that do not read the manifest's icons


def icons(root: Path) -> Iterator[Output]:
    colours = read_colours(root)["light"]
    for icon in (*ICONS, TOUCH_ICON):
        yield Output(icon.path, partial(png, icon, colours), fingerprint(icon, colours))


def png(icon: Icon, colours: Mapping[str, str]) -> bytes:
    from PIL import Image, ImageDraw  # by the one process that draws: it takes as long to load as fifty pages to make

    side = icon.size * _FINER
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    corner = 0 if icon.is_cut else round(side * _CORNER / _BOX)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), corner, fill=colours["petrol"])
    _draw_arch(draw, icon, side, colours["saffron"])
    buffer = BytesIO()
    image.reduce(_FINER).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_arch(draw: ImageDraw.ImageDraw, icon: Icon, side: int, colour: str) -> None:
    """A pen with a round tip along the outline."""
    unit = side / _BOX
    middle = (_BOX / 2, _BOX / 2) if icon.is_cut else _MIDDLE
    pen = _STROKE * icon.scale * unit / 2
    for point in arch():
        x, y = ((to + (at - of) * icon.scale) * unit for at, of, to in zip(point, _MIDDLE, middle, strict=True))
        draw.ellipse((x - pen, y - pen, x + pen, y + pen), fill=colour)


def arch() -> list[Point]:
    """M4 24 v-8 Q16 4 28 16 v8 h-4 a8 7 0 0 0 -16 0 z, as points close to each other."""
    parts = [step / _STEPS for step in range(_STEPS + 1)]
    sides = [(x, 24 - 8 * t) for t in parts for x in (4, 28)]
    deck = [(4 + 24 * t, 16 - 24 * t * (1 - t)) for t in parts]
    feet = [(x + 4 * t, 24) for t in parts for x in (4, 24)]
    vault = [(16 + 8 * math.cos(math.pi * t), 24 - 7 * math.sin(math.pi * t)) for t in parts]
    return [*sides, *deck, *feet, *vault]
