"""What is sent to the board: a member's answer, and what a coordinator decides, and what came of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from board.models import DONE, NOBODY
from web.forms import RowNumber, SentForm, Typed
from web.typed_text import long_text, typed_number

_HOURS = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
_PEOPLE = re.compile(r"[0-9]{1,4}")
_POINT = str.maketrans(",\u066b", "..")  # decimals as Swedish and Persian keyboards write them
_DAY = 24 * 60  # minutes


class SayingForm(SentForm):
    """`says` is her answer; `anyway`: although she has said yes to something at the same time."""

    says = Typed()
    anyway = forms.BooleanField(required=False)


class DecisionForm(SentForm):
    """`do` it to the answer of `person`."""

    do = Typed()
    person = RowNumber()


class Hours(forms.Field):
    """Hours as somebody says them, "1,5", as minutes: at least a minute, at most a day. None where nothing was said."""

    def to_python(self, value: str | None) -> int | None:
        text = typed_number(value or "").translate(_POINT)
        if not text:
            return None
        minutes = round(float(text) * 60) if _HOURS.fullmatch(text) else 0
        if not 0 < minutes <= _DAY:
            raise forms.ValidationError("hours")
        return minutes


class HowMany(forms.Field):
    """How many people, None where nothing was said."""

    def to_python(self, value: str | None) -> int | None:
        text = typed_number(value or "")
        if not text:
            return None
        if not _PEOPLE.fullmatch(text):
            raise forms.ValidationError("people")
        return int(text)


class OutcomeForm(SentForm):
    """Each button sends one of these alone."""

    what = forms.ChoiceField(choices=[("", ""), (DONE, DONE), (NOBODY, NOBODY)], required=False)
    minutes = Hours(required=False)
    helped = HowMany(required=False)
    words = Typed(long_text, most=500)

    @property
    def said(self) -> dict[str, Any]:
        """What was sent, when all of it was understood."""
        return {name: value for name, value in self.typed.items() if self.has(name)}
