"""Names of weekdays, months and languages, and a date's order, where the editors write them otherwise than CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from babel import Locale
from babel.dates import DateTimePattern, parse_pattern

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
    "dates": ("order",),
}
DAY_MONTH = "day-month"  # the one order there is a need to ask for
_MONTH_FIRST = re.compile(r"(M+) (d+)(?:, (?=y))?")
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

    @cached_property
    def date_formats(self) -> Any:
        return {width: self._pattern(pattern) for width, pattern in super().date_formats.items()}

    @cached_property
    def datetime_skeletons(self) -> Any:
        return {name: self._pattern(pattern) for name, pattern in super().datetime_skeletons.items()}

    @cached_property
    def interval_formats(self) -> Any:
        """{skeleton: {largest field that differs: [pattern, pattern]}}; what stands under None is one text."""
        return {
            skeleton: {field: [self._ordered(part) for part in parts] for field, parts in fields.items()}
            if isinstance(fields, Mapping)
            else fields
            for skeleton, fields in super().interval_formats.items()
        }

    def _pattern(self, pattern: DateTimePattern) -> DateTimePattern:
        return parse_pattern(self._ordered(pattern.pattern))

    def _ordered(self, pattern: str) -> str:
        """ "MMMM d, y" → "d MMMM y" where the day comes first."""
        if self._names.get("dates", {}).get("order") != DAY_MONTH:
            return pattern
        return _MONTH_FIRST.sub(lambda found: f"{found[2]} {found[1]}" + " " * found[0].endswith(", "), pattern)

    def _numbered(self, part: str, order: tuple[str, ...], first: int) -> dict[int, str]:
        return {order.index(name) + first: word for name, word in self._names.get(part, {}).items()}


def _with(known: Any, own: Mapping[str, Mapping[int, str]]) -> dict[str, dict[str, dict[int, str]]]:
    """{context: {width: {number: name}}}"""
    return {
        context: {width: {**names, **own.get(width, {})} for width, names in widths.items()}
        for context, widths in known.items()
    }
