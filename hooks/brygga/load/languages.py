"""The languages of the site, read from data/site.yaml: the one place that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError

from brygga.load.city_words import read_city_words, words_in
from brygga.load.names import read_names
from brygga.load.rows import read_row
from common.localisation.city_words import CityWords, Forms
from common.localisation.locales import CODE, SOURCE, locale_of
from common.localisation.names import Names


@dataclass(frozen=True)
class Language:
    """`code` is a BCP 47 tag, `name` the language's own word for itself, `direction` "ltr" or "rtl".

    `names` are those of all languages that the editors write otherwise than CLDR, by code. `words` are the city's.
    """

    code: str
    name: str
    is_source: bool
    names: Mapping[str, Names] = field(default_factory=dict, hash=False)
    words: CityWords = field(default_factory=CityWords, hash=False)

    @cached_property
    def locale(self) -> Locale:
        return locale_of(self.code, self.names.get(self.code))

    def name_of(self, code: str) -> str:
        """This language's word for a language, or that language's own."""
        return str(self.locale.languages.get(code) or own_name(code, self.names))

    @cached_property
    def direction(self) -> str:
        return str(self.locale.text_direction)

    @property
    def prefix(self) -> str:
        """What the addresses of its pages begin with: "" for the source language, "ar/" for Arabic."""
        return "" if self.is_source else f"{self.code}/"


def read_languages(root: Path) -> tuple[Language, ...]:
    """Source language first, then as listed. Empty where the list cannot be used: the check of the data tells why."""
    file = root / "data/site.yaml"
    rows = read_row(root, file, "site")[0].values.get("languages") if file.is_file() else None
    return languages_of(rows, read_names(root)[0], read_city_words(root)[0])


def languages_of(rows: object, own: Mapping[str, Names], words: Mapping[str, Forms]) -> tuple[Language, ...]:
    """The same of rows that were read before; `own` are the names that the editors write otherwise than CLDR, `words`
    the city's, by language."""
    listed = _listed(rows)
    if SOURCE not in listed:
        return ()
    names = _with_own(listed, own)
    languages = [Language(code, name, code == SOURCE, names, words_in(code, words)) for code, name in listed.items()]
    return tuple(sorted(languages, key=lambda language: not language.is_source))


def _listed(rows: object) -> dict[str, str]:
    """{code: name}; empty when one of them is not as it has to be."""
    listed = {}
    for row in rows if isinstance(rows, list) else ():
        match row:
            case {"code": str(code), "name": str(name)} if CODE.match(code.strip()):
                listed[code.strip()] = name.strip()
            case _:
                return {}
    return listed


def _with_own(listed: Mapping[str, str], names: Mapping[str, Names]) -> dict[str, Names]:
    """A language of the site that nobody else has a name for is called what the site calls it."""
    nameless = {code: name for code, name in listed.items() if own_name(code, names) == code}
    own = {code: {**names.get(code, {}), "languages": {code: name}} for code, name in nameless.items()}
    return {**names, **own}


def own_name(code: str, names: Mapping[str, Names]) -> str:
    """What a language calls itself, or its code where neither the editors nor CLDR know."""
    if own := names.get(code, {}).get("languages", {}).get(code):
        return own
    try:
        spoken = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    return str(spoken.get_display_name(spoken) or code)
