"""Which files are everybody's, and which the city's: shared_files.yaml beside this file, the one list of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

_LIST = Path(__file__).with_name("shared_files.yaml")


def is_shared(path: str) -> bool:
    """`path` is relative to the project's folder."""
    return any(re.match(pattern, path) for pattern in patterns())


@cache
def patterns() -> tuple[str, ...]:
    """As regular expressions, one an entry of the list."""
    listed = yaml.safe_load(_LIST.read_text("utf-8"))
    records = [f"data/{kind}/{name}.yaml" for kind, names in listed["records"].items() for name in names]
    return tuple(_pattern(one) for one in (*records, *listed["files"]))


def _pattern(entry: str) -> str:
    """A folder stands for all that is in it."""
    escaped = re.escape(entry).replace(r"\*", "[^/]*")
    return escaped if entry.endswith("/") else rf"{escaped}\Z"
