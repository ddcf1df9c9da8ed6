"""Signs that look like those of a day, a time, a number or a word to choose, and are others: ２, ٢, –, ：, “."""

from __future__ import annotations

import unicodedata

_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "“”„‟‘’‚‛«»‹›\"'"
_COLONS = "\u2236\ua789\uff1a\ufe55"
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_COLONS, ":")})


def plain(value: str) -> str:
    """The value as a keyboard with plain digits, hyphens and colons writes it; quotation marks around it are gone."""
    text = unicodedata.normalize("NFKC", value.strip(_QUOTES).translate(_PLAIN))
    return "".join(_digit(character) for character in text if unicodedata.category(character) != "Cf").strip()


def strangers(value: str) -> str:
    """The signs of a value that plain() replaces, each with its code: "–" (U+2013)."""
    inside = value.strip(_QUOTES)
    around = value.replace(inside, "")
    found = [sign for sign in dict.fromkeys(value) if sign in around or plain(f"1{sign}1") != f"1{sign}1"]
    return ", ".join(f'"{sign}" (U+{ord(sign):04X})' if sign.isprintable() else f"U+{ord(sign):04X}" for sign in found)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character
