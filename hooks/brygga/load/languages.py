"""The languages of the site, read from mkdocs.yml: the one place that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from brygga.load.names import read_names
from common.localisation.locales import locale_of
from common.localisation.names import Names


@dataclass(frozen=True)
class Language:
    """`code` is a BCP 47 tag, `name` the language's own word for itself, `direction` "ltr" or "rtl".

    `names` are those of all languages that the editors write otherwise than CLDR, by code.
    """

    code: str
    name: str
    is_source: bool
    names: Mapping[str, Names] = field(default_factory=dict, hash=False)

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
    """The i18n plugin's languages, source language first. `check_languages` has said that there are some."""
    config = read_config(root)
    for plugin in config.get("plugins", []):
        if isinstance(plugin, dict) and "i18n" in plugin:
            listed = plugin["i18n"]["languages"]
            names = _with_own({one["locale"]: one["name"] for one in listed}, read_names(root)[0])
            languages = [Language(one["locale"], one["name"], bool(one.get("default")), names) for one in listed]
            return tuple(sorted(languages, key=lambda language: not language.is_source))
    raise ValueError("mkdocs.yml has no plugin i18n with languages")


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


def read_config(root: Path) -> dict[str, Any]:
    """mkdocs.yml as plain data; the tags that MkDocs resolves (!!python/…, !ENV) are read as None."""
    loaded: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text("utf-8"), _PlainLoader)  # safe
    return loaded


class _PlainLoader(yaml.SafeLoader):
    pass


_PlainLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
