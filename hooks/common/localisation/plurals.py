"""`Plural-Forms: nplurals=3; plural=(…)` → which of the forms of a text goes with a number, as gettext does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from gettext import c2py

from babel import UnknownLocaleError
from babel.messages.plurals import DEFAULT_PLURAL, get_plural

_HEADER = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_TRIED = range(1001)  # no language looks at more than the last three digits of a whole number


@dataclass(frozen=True)
class PluralForms:
    """`count` forms; `index` says which of them a number takes. Equal when written alike."""

    header: str
    count: int
    index: Callable[[int], int] = field(compare=False, repr=False)

    @cached_property
    def forms_of_many(self) -> set[int]:
        """Forms that stand for more than one number: those cannot leave the number out."""
        taken = [self.index(number) for number in _TRIED]
        return {form for form in range(self.count) if taken.count(form) > 1}


@lru_cache
def plural_forms(header: str) -> PluralForms:
    """Raises ValueError when that is no rule, or one that asks for a form that there is not."""
    match = _HEADER.fullmatch(header)
    if match is None:
        raise ValueError(header)
    forms = PluralForms(header, int(match[1]), c2py(match[2]))
    try:
        fits = all(0 <= forms.index(number) < forms.count for number in _TRIED)
    except ZeroDivisionError:
        fits = False
    if not fits:
        raise ValueError(header)
    return forms


def usual_forms(code: str) -> PluralForms:
    """What gettext's tools take for a language; one form for 1 and one for the rest where they know nothing of it."""
    try:
        count, rule = get_plural(code.replace("-", "_"))[:2]
    except (UnknownLocaleError, ValueError):
        count, rule = DEFAULT_PLURAL
    return plural_forms(f"nplurals={count}; plural={rule};")
