"""Hard words, explained where they stand: a text's first one becomes a button that opens the explanation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from brygga.load.languages import Language
from brygga.model.record import Record
from common.localisation.text import Text

_NEVER = re.compile(r"(?!)")
_WORD = re.compile(r"[\w-]+")
# Stepped over whole: what has an action or a name of its own, and where a record comes from.
_CLOSED_TAG = r'(?P<tag>(?:a|h[1-6]|button|code|pre|script|style|summary|svg)\b|\w+(?= class="source"))'


# An element that cannot be broken lets a line break before and after it: such signs stay with it.
_BEFORE = r"(\[«“„‘"
_AFTER = r")\].,:;!?…»”’،؛؟።፣፤፥፦"


class Glossary:
    """The words of data/glossary.

    A word is found in its Swedish forms, as letters have it, and as the reader's language calls it.
    """

    def __init__(self, records: Iterable[Record], translate: Callable[[str], Text], language: Language) -> None:
        words, swedish = list(records), language.words.in_swedish
        self._swedish = {swedish.fill(form): record.id for record in words for form in record["forms"]}
        titles = {record.id: translate(record["title"]) for record in words}
        self._ids = {str(title): name for name, title in titles.items() if not title.is_fallback} | self._swedish
        self._is_source = language.is_source
        self._pattern = _pattern(self._ids)
        self._first_words = {word for form in self._ids for word in _either_first_word(form)}
        self._searched: dict[str, bool] = {}

    def explain(self, html: str, explained: tuple[str, ...] = ()) -> tuple[Markup, tuple[str, ...]]:
        """HTML with the first mention of each word as a button, but of those that the page has `explained` before; and
        the ids of all that it has explained now. The explanations follow at the page's end."""
        if not self._mentions(html):
            return Markup(html), explained
        ids = list(explained)

        def shown(match: re.Match[str]) -> str:
            id_ = _either_case(self._ids, match["form"]) if match["form"] else None
            if id_ is None or id_ in ids:
                return match[0]
            ids.append(id_)
            return self._button(match, id_)

        return Markup(self._pattern.sub(shown, html)), tuple(ids)

    def _mentions(self, html: str) -> bool:
        """The same summaries stand on page after page: each is searched once."""
        if html not in self._searched:
            self._searched[html] = not self._first_words.isdisjoint(_WORD.findall(html)) and self._has_one(html)
        return self._searched[html]

    def _has_one(self, html: str) -> bool:
        return any(match["form"] for match in self._pattern.finditer(html))

    def _button(self, match: re.Match[str], record_id: str) -> str:
        form = match["form"]
        note = f"_ord-{record_id}"
        swedish = "" if self._is_source or not _either_case(self._swedish, form) else ' lang="sv"'
        button = f'<button type="button" class="term"{swedish} popovertarget="{note}" aria-describedby="{note}">'
        made = f"{match['before']}{button}{form}</button>{match['after']}"
        return f'<span class="unbroken">{made}</span>' if match["before"] or match["after"] else made


def _either_case(ids: Mapping[str, str], form: str) -> str | None:
    return ids.get(form) or ids.get(form[:1].lower() + form[1:])


def _either_first_word(form: str) -> Iterator[str]:
    """Of a form as it stands in HTML, and with a capital: a text that has none of them need not be searched."""
    written = str(escape(form))
    for first in (written[0], *written[0].upper()):
        yield from _WORD.findall(first + written[1:])[:1]


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any form as a whole word, also with a capital; tags, entities and some elements of the HTML are stepped over."""
    written = sorted({escape(form) for form in forms}, key=len, reverse=True)
    if not written:
        return _NEVER
    words = "|".join(f"[{form[0].upper()}{form[0]}]{re.escape(form[1:])}" for form in written)
    stepped_over = rf"<{_CLOSED_TAG}[^>]*>.*?</(?P=tag)>|<[^>]*>|&[#\w]+;"
    word = rf"(?P<before>[{_BEFORE}]*)(?<![\w-])(?P<form>{words})(?![\w-])(?P<after>(?:[{_AFTER}]|&#3[49];)*)"
    return re.compile(f"{stepped_over}|{word}", re.DOTALL)
