"""What is sent by who signs in, and from her own page."""

from __future__ import annotations

import re

from django import forms
from django.http import QueryDict

from common.localisation.locales import SOURCE
from published.reading import Published
from web.forms import RowNumber, SentForm, Ticked, Typed
from web.typed_text import short_text

LOGIN = 60  # characters
_CODE = 40


def _plain_code(typed: str) -> str:
    """People write "123 456" and "abcd-efgh"."""
    return re.sub(r"[\s-]", "", typed)


class BorrowedForm(SentForm):
    """Ticked by who signs in on a telephone that is not hers."""

    borrowed = forms.BooleanField(required=False)


class LoginForm(SentForm):
    """What a coordinator signs in with first."""

    login = Typed(short_text, LOGIN)
    password = Typed()


class CodeForm(SentForm):
    """The code of an app, or one of those on paper."""

    code = Typed(_plain_code, _CODE)


class PasswordForm(SentForm):
    """Another password, and the one that she has."""

    password = Typed()
    new = Typed()


class ButtonForm(SentForm):
    """`do` is what was pressed, `device` beside which one."""

    do = Typed()
    device = RowNumber()


class SpokenForm(SentForm):
    """The languages somebody speaks and the topics she knows, of those that there are."""

    languages = Ticked()
    topics = Ticked()

    def __init__(self, data: QueryDict, site: Published) -> None:
        super().__init__(data)
        self._site = site

    def clean_languages(self) -> list[str]:
        return [
            language for language in self.cleaned_data["languages"] if language in self._site.language_names[SOURCE]
        ]

    def clean_topics(self) -> list[str]:
        return [topic for topic in self.cleaned_data["topics"] if topic in self._site.topics]
