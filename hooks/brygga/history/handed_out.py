"""What the builds of this folder have handed out: the last word where git cannot tell, because nothing was committed
between two builds, because the history was written anew, or because there is none."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from brygga.model.revisions import Revision, Revisions

_FILE = ".cache/handed-out.json"


def read_handed_out(root: Path) -> dict[str, Revision]:
    """By key; empty when nothing was kept, or nothing that can be read."""
    try:
        return revisions_of(json.loads((root / _FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def hand_out(root: Path, revisions: Revisions) -> None:
    """Comes before the sites that show it take their places: rather too much is kept. Raises OSError."""
    replace_file(root / _FILE, json.dumps(rows_of(revisions.dates)))


def rows_of(revisions: Mapping[str, Revision]) -> dict[str, Any]:
    """Ready for JSON: {key: [fingerprint, moment, day, is_endless]}."""
    return {key: [one.fingerprint, one.moment, one.day.isoformat(), one.is_endless] for key, one in revisions.items()}


def revisions_of(rows: Mapping[str, Any]) -> dict[str, Revision]:
    """Raises ValueError, TypeError or AttributeError where that is not what was written."""
    return {
        key: Revision(str(fingerprint), int(moment), date.fromisoformat(day), bool(is_endless))
        for key, (fingerprint, moment, day, is_endless) in rows.items()
    }


def replace_file(file: Path, text: str) -> None:
    """All of it or nothing: several builds of one folder read and write it. Raises OSError."""
    file.parent.mkdir(exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_text(text, "utf-8")
    new.replace(file)
