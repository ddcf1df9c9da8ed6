"""data/audio/<language>/<name>.mp3: a person's voice, for languages in which phones have none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LARGEST = 1024 * 1024  # bytes; two minutes of speech at 64 kbit/s, some twenty seconds on a slow net

Recordings = Mapping[str, Mapping[str, Path]]  # name → language → file


def read_recordings(root: Path) -> Recordings:
    found: dict[str, dict[str, Path]] = {}
    for file in sorted((root / "data/audio").glob("*/*.mp3")):
        found.setdefault(file.stem, {})[file.parent.name] = file
    return found


def published_path(name: str, language: str) -> str:
    """Where a recording lies below the site's root."""
    return f"ljud/{language}/{name}.mp3"
