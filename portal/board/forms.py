"""What is sent to the board: a member's answer, and what a coordinator decides."""

from __future__ import annotations

from django import forms

from web.forms import RowNumber, SentForm, Typed


class SayingForm(SentForm):
    """`says` is her answer; `anyway`: although she has said yes to something at the same time."""

    says = Typed()
    anyway = forms.BooleanField(required=False)


class DecisionForm(SentForm):
    """`do` it to the answer of `person`."""

    do = Typed()
    person = RowNumber()
