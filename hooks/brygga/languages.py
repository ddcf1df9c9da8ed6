"""The languages of the site, read from mkdocs.yml: the one place that lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from localisation.locales import locale_of


@dataclass(frozen=True)
class Language:
    """`code` is a BCP 47 tag, `name` the language's own word for itself, `direction` "ltr" or "rtl"."""

    code: str
    name: str
    is_source: bool

    @cached_property
    def locale(self) -> Locale:
        return locale_of(self.code)

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
            languages = [Language(entry["locale"], entry["name"], bool(entry.get("default"))) for entry in listed]
            return tuple(sorted(languages, key=lambda language: not language.is_source))
    raise ValueError("mkdocs.yml has no plugin i18n with languages")


def read_config(root: Path) -> dict[str, Any]:
    """mkdocs.yml as plain data; the tags that MkDocs resolves (!!python/…, !ENV) are read as None."""
    loaded: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text("utf-8"), _PlainLoader)  # safe
    return loaded


class _PlainLoader(yaml.SafeLoader):
    pass


_PlainLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
