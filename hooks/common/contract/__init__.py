"""What the build promises the portal: portal.json and desk.json, as the schemas beside this file describe them.

The build holds what it writes against them, the portal what it reads. It knows neither MkDocs nor Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator


class Broken(Exception):
    """What is written or read is not what was promised: where, and why."""


@dataclass(frozen=True)
class Promise:
    """Of one file of site.portal/. `name` is the file's, and that of its schema beside this module."""

    name: str

    @property
    def file(self) -> str:
        return f"{self.name}.json"

    @property
    def version(self) -> int:
        """Of the promise. What was made under another one means other things."""
        promised: int = self._validator.schema["properties"]["version"]["const"]
        return promised

    def check(self, told: Mapping[str, Any]) -> None:
        """Raises Broken, with the first thing that is not as promised."""
        for error in self._validator.iter_errors(told):
            raise Broken(f"{error.json_path}: {error.message[:200]}")

    @cached_property
    def _validator(self) -> Draft202012Validator:
        schema = Path(__file__).with_name(f"{self.name}.yaml").read_text("utf-8")
        return Draft202012Validator(yaml.safe_load(schema))


PORTAL, DESK = Promise("portal"), Promise("desk")
