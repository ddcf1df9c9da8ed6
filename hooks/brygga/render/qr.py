"""QR codes (ISO/IEC 18004) as SVG, for what is printed.

Each is made once, for all sites, languages and builds of a project: what was made is kept beside it.
"""

from __future__ import annotations

import fcntl
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup

from brygga.load.whole_file import write_whole

_FOLDER = Path(".cache/qr")
_START, _END = "<svg", "</svg>"


@cache
def qr_code(root: Path, address: str) -> Markup:
    """The address as an inline SVG, dark on light with its quiet zone, readable when a quarter is soiled (level Q).

    Two processes that want it at the same time make it once. Where nothing can be written, each makes its own.
    """
    folder = root / _FOLDER
    file = folder / f"{sha256(f'{_made_by()} {address}'.encode()).hexdigest()[:32]}.svg"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = file.read_text("utf-8", "replace") if file.exists() else ""
            if not (kept.startswith(_START) and kept.endswith(_END)):  # or it was cut
                kept = _made(address)
                write_whole(file, kept.encode())
            return Markup(kept)  # our own file
    return Markup(_made(address))


def _made(address: str) -> str:
    import segno  # by the processes that make posters: it takes as long to load as thirty pages to make

    code = segno.make(address, error="q", micro=False)
    return str(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))


@cache
def _made_by() -> str:
    """What decides how a code is drawn, besides its address."""
    return f"{version('segno')} {Path(__file__).read_text('utf-8')}"
