"""The colours of overrides/public/tokens.css, the one place that has any, for what reads no style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
_DARK = "@media (prefers-color-scheme: dark)"


def read_colours(root: Path) -> Mapping[str, Mapping[str, str]]:
    """{"light": {"petrol": "#0b4f4a", …}, "dark": {…}}"""
    light, _, dark = (root / "overrides/public/tokens.css").read_text("utf-8").partition(_DARK)
    return {"light": dict(_COLOUR.findall(light)), "dark": dict(_COLOUR.findall(dark.partition("\n}")[0]))}
