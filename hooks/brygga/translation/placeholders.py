"""What the site fills in, `%(name)s`: the same in a text and in its translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from common.localisation.city_words import is_word
from common.localisation.plurals import PluralForms
from common.localisation.text import PLACEHOLDER

COUNT = "count"
# Slips and other systems' ways to write one. A lone per cent sign is text: "100 % (allt)".
_MARK = re.compile("[%٪％﹪{]")  # a text without one has neither
_STRANGE = re.compile(r"[%٪％﹪][(（]|[%٪％﹪]\s+[(（]\s*\w+\s*[)）]\s*[sd]\b|%[sd]\b|\{\w*\}|[$]\{?\w+\}")


def variables(text: str) -> set[str]:
    """But for the city's words: a language has those in forms of its own, or says it without them."""
    return {name for name in PLACEHOLDER.findall(text) if not is_word(name)}


def fits(source: str, translation: str) -> bool:
    """Whether it has the text's placeholders, and nothing else that looks like one."""
    return not translation or _fit([source], translation, set())


def forms_fit(sources: Sequence[str], forms: Sequence[str], plurals: PluralForms) -> bool:
    """Like `fits` for a text with a number; a form that stands for one number alone may leave the number out."""
    may_omit = ({COUNT} if index not in plurals.forms_of_many else set() for index in range(len(forms)))
    return not all(forms) or all(_fit(sources, form, omitted) for form, omitted in zip(forms, may_omit, strict=True))


def _fit(sources: Sequence[str], text: str, may_omit: set[str]) -> bool:
    if not any(map(_MARK.search, (*sources, text))):
        return True
    wanted = set().union(*(variables(source) for source in sources))
    return wanted - may_omit <= variables(text) <= wanted and _strange([text]) <= _strange(sources)


def _strange(texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in _STRANGE.findall(PLACEHOLDER.sub("", text))}
