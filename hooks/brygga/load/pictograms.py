"""overrides/pictograms/<name>.svg: small pictures, which stand in the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_PICTURE = re.compile(r"<svg\b.*</svg>", re.DOTALL)


def read_pictograms(root: Path) -> Mapping[str, str]:
    """By name. What stands around the picture (a head of XML, who drew it) may not stand in a page."""
    files = sorted((root / "overrides/pictograms").glob("*.svg"))
    found = {file.stem: _PICTURE.search(file.read_bytes().decode("utf-8", "replace")) for file in files}
    return {name: picture[0] for name, picture in found.items() if picture}
