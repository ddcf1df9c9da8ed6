"""Names of weekdays, months and languages, where the editors write them otherwise than CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from babel import Locale

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# What a language's names are of; languages go by their codes.
PARTS: Mapping[str, tuple[str, ...] | None] = {
    "weekdays": DAYS,
    "weekdays_short": DAYS,
    "months": MONTHS,
    "languages": None,
}
Names = Mapping[str, Mapping[str, str]]  # of one language: part → name → word


class NamedLocale(Locale):
    """What CLDR knows of a language, with some names of one's own: Babel's functions take it like any other."""

    def __init__(self, locale: Locale, names: Names) -> None:
        super().__init__(locale.language, locale.territory, locale.script, locale.variant)
        self._names = names

    @cached_property
    def days(self) -> Any:
        own = {"wide": self._numbered("weekdays", DAYS, 0), "abbreviated": self._numbered("weekdays_short", DAYS, 0)}
        return _with(super().days, own)

    @cached_property
    def months(self) -> Any:
        return _with(super().months, {"wide": self._numbered("months", MONTHS, 1)})

    @cached_property
    def languages(self) -> Any:
        return {**super().languages, **self._names.get("languages", {})}

    def _numbered(self, part: str, order: tuple[str, ...], first: int) -> dict[int, str]:
        return {order.index(name) + first: word for name, word in self._names.get(part, {}).items()}


def _with(known: Any, own: Mapping[str, Mapping[int, str]]) -> dict[str, dict[str, dict[int, str]]]:
    """{context: {width: {number: name}}}"""
    return {
        context: {width: {**names, **own.get(width, {})} for width, names in widths.items()}
        for context, widths in known.items()
    }
