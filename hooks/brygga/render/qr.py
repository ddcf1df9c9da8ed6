"""QR codes (ISO/IEC 18004) as SVG, for what is printed."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup


@cache
def qr_code(address: str) -> Markup:
    """The address as an inline SVG, dark on light with its quiet zone, readable when a quarter is soiled (level Q).

    Made once: a café's posters in one and in two languages, show the same address.
    """
    import segno  # by the processes that make posters: it takes as long to load as thirty pages to make

    return Markup(
        segno.make(address, error="q", micro=False).svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    )
