"""What people type → the one form in which it is kept."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Marks that turn the direction of everything after them: in a list they would change other people's words.
_OVERRIDES = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_OVERRIDES}\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def long_text(raw: str) -> str:
    """Composed (NFC), with plain line breaks, without control characters, and without space around it."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _BREAKS.sub("\n", raw))).strip()


def short_text(raw: str) -> str:
    """The same in one line."""
    return _SPACES.sub(" ", long_text(raw))


def latin_digits(text: str) -> str:
    """Digits of any script, as an Arabic or Persian keyboard has them, as 0 to 9."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def typed_number(raw: str) -> str:
    """ "1 000" → "1000"."""
    return "".join(latin_digits(short_text(raw)).split())


_SWEDISH_DAY = re.compile(r"(\d{1,2})[/.] ?(\d{1,2})[/.]? ?(\d{4})")


def typed_day(raw: str) -> str:
    """ "5/3 2019" or "5.3.2019" → "2019-03-05"; anything else as it is, for the check to judge."""
    text = latin_digits(short_text(raw))
    found = _SWEDISH_DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text
