"""What the command line says, in Swedish or English."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.numbers import format_decimal

_WORDS = Path(__file__).with_name("console.yaml")


def console_language(environ: Mapping[str, str]) -> str:
    """ "en" where LC_ALL, LC_MESSAGES or LANG ask for English, else "sv": the editors' language."""
    wanted = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if wanted.startswith("en") else "sv"


class Console:
    """Prints sentences from console.yaml: progress to stderr, results to stdout."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **facts: Any) -> None:
        print(self.sentence(key, **facts))

    def progress(self, key: str, **facts: Any) -> None:
        print(self.sentence(key, **facts), file=sys.stderr, flush=True)

    def sentence(self, key: str, **facts: Any) -> str:
        return _words()[key][self.language].format_map({name: self._written(fact) for name, fact in facts.items()})

    def _written(self, fact: Any) -> Any:
        """A decimal number as the language has it: 6,6 in Swedish."""
        return format_decimal(fact, locale=self.language) if isinstance(fact, float) else fact


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_WORDS.read_text("utf-8"))
    return loaded
