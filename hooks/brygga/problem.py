"""A finding in the data, and how it is told to the person who can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("sv", "en")
_MESSAGES = Path(__file__).with_name("problems.yaml")


@dataclass(frozen=True)
class Problem:
    """`path` is relative to the project's root, `line` counts from 1, `facts` fill the message of `id`."""

    path: str
    line: int
    id: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def sort_key(self) -> tuple[str, int, str, str]:
        return self.path, self.line, self.id, repr(sorted(self.facts.items()))


@cache
def messages() -> dict[str, dict[str, str]]:
    """{id: {"sv": …, "en": …}}; the key `_near` holds the sentence that suggests a word."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_MESSAGES.read_text("utf-8"))
    return loaded


def sentence(problem: Problem, language: str) -> str:
    """`path:line: what is wrong. How to mend it. [id]` in "sv" or "en"."""
    facts = {name: _shown(value) for name, value in problem.facts.items()}
    text = messages()[problem.id][language].format_map(facts)
    if problem.facts.get("near"):
        text += " " + messages()["_near"][language].format_map(facts)
    return f"{problem.path}:{problem.line}: {text} [{problem.id}]"


def report(problems: Iterable[Problem], language: str) -> list[str]:
    """All sentences, sorted by file and line, each once."""
    return list(dict.fromkeys(sentence(p, language) for p in sorted(problems, key=Problem.sort_key)))


def nearest(word: str, words: Iterable[str]) -> str:
    """The likely word for a near miss, or "" when none is near."""
    known = {candidate.lower(): candidate for candidate in words}
    found = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def _shown(value: Any) -> str:
    """A value as it may stand in a terminal: one line, short, no control or direction characters."""
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in str(value))
    return text if len(text) <= 80 else text[:77] + "…"
