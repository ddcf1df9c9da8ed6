"""Receipt codes: what an asker writes down to come back. 60 bits in 12 signs that are hard to mistake (Crockford)."""

from __future__ import annotations

import re
import unicodedata

from django.utils.crypto import salted_hmac

from web.typed_text import latin_digits

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U
LENGTH = 12
_LOOKALIKES = str.maketrans("OILU", "011V")


def code_of(key: str) -> str:
    """The code of what was sent under `key`, like "7KQ2-M9XA-3FTR": the same each time, known to nobody without the
    portal's secret."""
    bits = int.from_bytes(salted_hmac("questions.code", key, algorithm="sha256").digest()[:8], "big")
    signs = "".join(SIGNS[bits >> 5 * place & 31] for place in range(LENGTH))
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def code_digest(code: str) -> str:
    """What is kept of a code. `code` may be as somebody typed it."""
    return salted_hmac("questions.digest", canonical_code(code), algorithm="sha256").hexdigest()


def canonical_code(typed: str) -> str:
    """Small letters, spaces, hyphens, O for 0, digits of another script: all that means the same, in one form."""
    plain = latin_digits(unicodedata.normalize("NFKC", typed)).upper()
    return re.sub(r"[^0-9A-Z]", "", plain).translate(_LOOKALIKES)
