"""The city's words for its mammor and its cafés. Everybody's texts say %(mammor)s where they stand.

A name is the form in Swedish, one of NAMES. A language adds an ending for a form of its own (mammor_gen), or for a
short word (mamma_kort); where the city has no such form, the name without its last ending is taken, and where the
language has no word at all, the Swedish one. A capital in the name is a capital in the word: %(Mammor)s. An ending _sv
is Swedish in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from common.localisation.text import PLACEHOLDER

# What there has to be in Swedish: "en mamma" and so on, of a word that has "en"; of the café's with its own article.
NAMES = ("mamma", "mammor", "mammorna", "mammornas", "cafe", "cafe_ett", "cafeet", "cafeer", "cafeerna")
_NAME = re.compile(rf"(?:{'|'.join(NAMES)})(?:_[a-z]+)*\Z")
_SWEDISH = "_sv"
Forms = Mapping[str, str]  # of one language: name → word


def is_word(name: str) -> bool:
    """Whether a text's %(name)s is one of the city's words, in some form."""
    return bool(_NAME.match(_small(name)))


@dataclass(frozen=True)
class CityWords:
    """What one language calls them; and Swedish, for what it has no word for."""

    own: Forms = field(default_factory=dict)
    swedish: Forms = field(default_factory=dict)

    @property
    def in_swedish(self) -> CityWords:
        return CityWords(self.swedish, self.swedish)

    def lacks(self, name: str) -> bool:
        """Whether the Swedish word stands there for want of one of its own."""
        return not name.endswith(_SWEDISH) and not any(form in self.own for form in _from_own_to_common(_small(name)))

    def fill(self, text: str) -> str:
        """What else there is to fill in stays as it is."""
        return PLACEHOLDER.sub(self._word, text) if "%(" in text else text

    def _word(self, match: re.Match[str]) -> str:
        name = _small(match[1])
        languages = (self.swedish,) if name.endswith(_SWEDISH) else (self.own, self.swedish)
        found = (words[form] for words in languages for form in _from_own_to_common(name) if form in words)
        word = next(found, match[0])
        return word if name == match[1] else word[:1].upper() + word[1:]


def _from_own_to_common(name: str) -> Iterator[str]:
    """mamma_gen_kort, mamma_gen, mamma"""
    parts = name.split("_")
    yield from ("_".join(parts[:count]) for count in range(len(parts), 0, -1))


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
