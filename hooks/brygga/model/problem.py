"""A finding in the data, and how it is told to the person who can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml

_MESSAGES = Path(__file__).with_name("problems.yaml")
_WHOLE = {
    "known",
    "kinds",
    "choices",
    "other",
    "dates",
    "wanted",
}  # cut short, they would hide the very word or file that is sought
_WORDED = {"weekday", "actual", "written", "reason"}  # each language has its own words for these


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
    """{id: {"sv": …, "en": …}}; keys with "_" are parts of sentences: what suggests a word, weekdays, reasons."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_MESSAGES.read_text("utf-8"))
    return loaded


def sentence(problem: Problem, language: str) -> str:
    """`path:line: what is wrong. How to mend it. [id]` in "sv" or "en"."""
    return f"{_printable(problem.path)}:{problem.line}: {what_is_wrong(problem, language)} [{problem.id}]"


def what_is_wrong(problem: Problem, language: str) -> str:
    """What is wrong and how to mend it, for who has the place before her eyes."""
    facts = {name: _shown(name, value, language) for name, value in problem.facts.items()}
    text = messages()[problem.id][language].format_map(facts)
    if problem.facts.get("near"):
        text += " " + messages()["_near"][language].format_map(facts)
    return text


def report(problems: Iterable[Problem], language: str) -> list[str]:
    """All sentences, sorted by file and line, each once."""
    return list(dict.fromkeys(sentence(p, language) for p in sorted(problems, key=Problem.sort_key)))


def nearest(word: str, words: Iterable[str]) -> str:
    """The likely word for a near miss, or "" when none is near."""
    known = {candidate.lower(): candidate for candidate in words}
    found = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def _shown(name: str, value: str, language: str) -> str:
    """A fact as it may stand in a terminal: one line, and short unless it is a list to choose from."""
    if name in _WORDED and f"_{value}" in messages():
        return messages()[f"_{value}"][language]
    text = _printable(value)
    return text if len(text) <= 80 or name in _WHOLE else text[:77] + "…"


def _printable(text: str) -> str:
    """Without line ends, control and direction characters, and what is no character at all (in names of files)."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
