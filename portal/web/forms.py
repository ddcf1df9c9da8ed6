"""What comes in with a POST: Django forms whose fields read what somebody typed, however odd it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from web.numbers import row_number

HIDDEN = frozenset({"key", "csrfmiddlewaretoken"})  # what a page sends beside what was typed


class Typed(forms.Field):
    """A text, read by `read` and cut after `most` characters; "" where it is missing."""

    def __init__(self, read: Callable[[str], str] = str, most: int | None = None, required: bool = False) -> None:
        super().__init__(required=required)
        self._read, self._most = read, most

    def to_python(self, value: str | None) -> str:
        return self._read(value or "")[: self._most]


class RowNumber(forms.Field):
    """The number of a row; 0, which no row has, for everything else."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: str | None) -> int:
        return row_number(value or "")


class Ticked(forms.Field):
    """Everything that was ticked under one name, each once."""

    widget = forms.SelectMultiple

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: list[str] | None) -> list[str]:
        return list(dict.fromkeys(value or ()))


class SentForm(forms.Form):
    """A form whose page says itself what is wrong."""

    @property
    def typed(self) -> dict[str, Any]:
        """Every field as it was understood; "" for one that was refused."""
        self.full_clean()
        return dict.fromkeys(self.fields, "") | self.cleaned_data

    def has(self, name: str) -> bool:
        """Whether the page sent that field at all, be it empty."""
        return name in self.fields and name in self.data
