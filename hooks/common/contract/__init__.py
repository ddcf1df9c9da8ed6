"""What the build promises the portal: portal.json, as portal.yaml beside this file describes it.

The build holds what it writes against it, the portal what it reads. It knows neither MkDocs nor Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

_PROMISE = Path(__file__).with_name("portal.yaml")


class Broken(Exception):
    """What is written or read is not what was promised: where, and why."""


def version() -> int:
    """Of the promise. What was made under another one means other things."""
    promised: int = _validator().schema["properties"]["version"]["const"]
    return promised


def keep_promise(portal: Mapping[str, Any]) -> None:
    """Raises Broken, with the first thing that is not as promised."""
    for error in _validator().iter_errors(portal):
        raise Broken(f"{error.json_path}: {error.message[:200]}")


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(yaml.safe_load(_PROMISE.read_text("utf-8")))
