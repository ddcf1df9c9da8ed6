"""A text for one reader: filled in, escaped, and marked where it is not in her language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any
from unicodedata import bidirectional

from markupsafe import Markup, escape

from common.localisation.sentences import is_ended
from common.localisation.swedish import with_swedish_marked

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_WITH_STOP = re.compile(PLACEHOLDER.pattern + r"([.።。]?)")


@dataclass(frozen=True)
class Text:
    """In HTML a text that is still Swedish is marked with its language and direction; str() is plain.

    Where `has_swedish_marked` its words in Latin letters are, too. `is_reviewed` is false when nobody who speaks the
    language has read the translation.
    """

    message: str
    is_fallback: bool = False
    is_reviewed: bool = True
    has_swedish_marked: bool = False
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __html__(self) -> str:
        return self._html

    @cached_property
    def _html(self) -> Markup:
        html = fill(
            _html_of(self.message, self.has_swedish_marked),
            {name: escape(value) for name, value in self.values.items()},
        )
        return Markup(f'<span lang="sv" dir="ltr">{html}</span>' if self.is_fallback else html)  # escaped above

    def __str__(self) -> str:
        return fill(self.message, self.values)

    @property
    def paragraphs(self) -> list[Text]:
        """One Text for each paragraph; an empty line stands between them."""
        return [replace(self, message=part) for part in self.message.split("\n\n") if part.strip()]


@lru_cache(maxsize=8000)  # the same few thousand texts stand on page after page
def _html_of(message: str, has_swedish_marked: bool) -> Markup:
    return with_swedish_marked(escape(message)) if has_swedish_marked else escape(message)


def fill(message: str, values: Mapping[str, Any]) -> str:
    """Only %(name)s is filled in, and only where there is such a value: all other signs are text ("100 % gratis").

    A value that ends as a sentence does takes no further full stop: "Plats: Café S:t Petri m.m."
    """
    if not values:
        return str(message)
    before, filled = _pieces(message)
    return before + "".join(_filled(name, stop, values) + after for name, stop, after in filled)


@lru_cache(maxsize=8000)
def _pieces(message: str) -> tuple[str, list[tuple[str, str, str]]]:
    """What stands before the first placeholder; and of each its name, the full stop after it and what follows."""
    before, *rest = _WITH_STOP.split(message)
    return before, list(zip(rest[::3], rest[1::3], rest[2::3], strict=True))


def _filled(name: str, stop: str, values: Mapping[str, Any]) -> str:
    if name not in values:
        return f"%({name})s{stop}"
    value = str(values[name])
    return value if stop and is_ended(value) else value + stop


def isolated_hours(written: str, said: object = "") -> Markup:
    """Hours stay left to right inside any script, unless they hold a word of a script that runs the other way.

    `said` is what is read aloud in their place.
    """
    direction = "rtl" if any(bidirectional(sign) in ("R", "AL") for sign in written) else "ltr"
    aloud = Markup(' data-say="{}"').format(str(said)) if said else ""
    return Markup('<bdi dir="{}"{}>{}</bdi>').format(direction, aloud, written)
