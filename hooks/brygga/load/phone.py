"""Telephone numbers as the plans of all countries have them (Google's data, by phonenumbers).

Short numbers (112, 1177, 116 111) are dialled as they are and only in their own country. `country` is an ISO 3166 code.
"""

from __future__ import annotations

import re
from functools import lru_cache


def is_country(code: str) -> bool:
    """Whether there is a plan of that country's numbers."""
    from phonenumbers import SUPPORTED_REGIONS

    return code in SUPPORTED_REGIONS


def is_known(phone: str, country: str) -> bool:
    """Whether the country's plan, or the one that its +… names, has such a number."""
    return bool(_international(phone, country)) or _is_short(phone, country)


def tel(phone: str, country: str) -> str:
    """The tel: address (RFC 3966): 08-465 004 00 → tel:+46846500400, 112 → tel:112. One that nobody knows as it is."""
    return f"tel:{_international(phone, country) or re.sub('[^0-9+]', '', phone)}"


@lru_cache(maxsize=4096)
def _international(phone: str, country: str) -> str | None:
    import phonenumbers  # takes as long to load as twenty pages to make

    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def _is_short(phone: str, country: str) -> bool:
    from phonenumbers import NumberParseException, parse, shortnumberinfo

    try:
        return shortnumberinfo.is_valid_short_number_for_region(parse(phone, country), country)
    except NumberParseException:
        return False
