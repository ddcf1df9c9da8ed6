"""A language's code (BCP 47) → what CLDR knows of it, as it is written in Sweden where CLDR knows that."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from common.localisation.names import NamedLocale, Names

SOURCE = "sv"  # the language that all texts are written in, and that is shown where there is no translation
CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")  # language, script, region: rom, zh-Hant
_UNKNOWN = Locale(SOURCE)  # days and lists stay Swedish where CLDR has never heard of the language


def locale_of(code: str, names: Names | None = None) -> Locale:
    """en → en-SE: 24 hours, day before month, with one's own `names`."""
    known = _known(code)
    return NamedLocale(known, names) if names else known


def _known(code: str) -> Locale:
    """Codes of three letters may be another name of one that is known."""
    alias = str(get_global("language_aliases").get(code, code)).replace("_", "-")
    for tag in (f"{code}-SE", code, alias, code.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return _UNKNOWN
