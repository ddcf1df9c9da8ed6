"""What coordinators send about members and each other."""

from __future__ import annotations

from django import forms

from people.forms import LOGIN, SpokenForm
from people.models import ALUMNA, MEMBER, RIGHTS
from web.forms import SentForm, Ticked, Typed
from web.typed_text import short_text

NAME, DISTRICT = 60, 60  # characters


class MemberForm(SpokenForm):
    """What may be known about a member, and nothing more."""

    name = Typed(short_text, NAME, required=True)
    role = forms.ChoiceField(choices=[(MEMBER, MEMBER), (ALUMNA, ALUMNA)], required=False)
    district = Typed(short_text, DISTRICT)
    rights = Ticked()
    is_active = forms.BooleanField(required=False)

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or MEMBER

    def clean_rights(self) -> list[str]:
        return [right for right in RIGHTS if right in self.cleaned_data["rights"]]


class ColleagueForm(SentForm):
    """A coordinator to be added."""

    login = Typed(short_text, LOGIN, required=True)
    name = Typed(short_text, NAME, required=True)
