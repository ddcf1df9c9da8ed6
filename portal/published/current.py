"""The publication in force. A new build is noticed at the next request; the portal need not be restarted."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from published.reading import Published, read_published

_kept: dict[Path, tuple[int, Published]] = {}


def published() -> Published:
    """Raises NotPublished."""
    folder: Path = settings.PUBLISHED
    try:
        stamp = (folder / "portal.json").stat().st_mtime_ns
    except OSError:
        stamp = 0
    if folder not in _kept or _kept[folder][0] != stamp:
        _kept[folder] = stamp, read_published(folder)
    return _kept[folder][1]
