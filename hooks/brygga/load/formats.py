"""What a phone number, an e-mail or web address and a language's code have to look like: `mark:` in a schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from common.localisation.locales import CODE

# Short numbers (112, 1177, 114 14), those of a country (08-465 004 00), international ones (+46 8 465 004 00); whether
# the country has such a number is another question (phone.py).
_PHONE = re.compile(r"\+?[0-9][0-9 \-]*[0-9]\Z")
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}\Z")
_SPACE_OR_QUOTE = re.compile(r"[\s<>\"'`\\]")


def is_phone(value: str) -> bool:
    """3 to 15 digits (ITU-T E.164), single spaces and hyphens between them; no day, which looks like that, too."""
    digits = re.sub(r"\D", "", value)
    return (
        bool(_PHONE.match(value))
        and not _DAY.match(value)
        and 3 <= len(digits) <= 15
        and "--" not in value
        and "  " not in value
    )


def is_email(value: str) -> bool:
    return bool(_EMAIL.match(value)) and ".." not in value and len(value) <= 254


def is_url(value: str) -> bool:
    """https: with a host, tel: with a number or mailto: with an address; nothing that could run."""
    if _SPACE_OR_QUOTE.search(value) or not value.isprintable():
        return False
    scheme, _, rest = value.partition(":")
    if scheme == "tel":
        return is_phone(rest)
    if scheme == "mailto":
        return is_email(rest)
    return scheme == "https" and _has_host(value)


def _has_host(value: str) -> bool:
    try:
        parts = urlsplit(value)
        labels = (parts.hostname or "").split(".")
        return len(labels) > 1 and all(labels) and parts.username is None and parts.port != 0
    except ValueError:
        return False


def is_language_code(value: str) -> bool:
    """BCP 47, as far as languages have it that somebody speaks."""
    return bool(CODE.match(value))


MARKS: Mapping[str, Callable[[str], bool]] = {
    "phone": is_phone,
    "email": is_email,
    "url": is_url,
    "language-code": is_language_code,
}
