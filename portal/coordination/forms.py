"""What coordinators send about members and each other."""

from __future__ import annotations

from django import forms

from people.forms import LOGIN, SpokenForm
from people.models import ALUMNA, MEMBER
from web.forms import SentForm, Typed
from web.typed_text import short_text

NAME, DISTRICT = 60, 60  # characters


class MemberForm(SpokenForm):
    """What may be known about a member, and nothing more."""

    name = Typed(short_text, NAME, required=True)
    role = forms.ChoiceField(choices=[(MEMBER, MEMBER), (ALUMNA, ALUMNA)], required=False)
    district = Typed(short_text, DISTRICT)
    is_active = forms.BooleanField(required=False)

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or MEMBER


class ColleagueForm(SentForm):
    """A coordinator to be added."""

    login = Typed(short_text, LOGIN, required=True)
    name = Typed(short_text, NAME, required=True)
