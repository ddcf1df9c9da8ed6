"""Hard words, explained where they stand: a text's first one becomes a button that opens the explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from brygga.records import Record

_NEVER = re.compile(r"(?!)")
# Stepped over whole: what has an action or a name of its own, and where a record comes from.
_CLOSED_TAG = r'(?P<tag>(?:a|h[1-6]|button|code|pre|script|style|summary|svg)\b|\w+(?= class="source"))'


class Glossary:
    """The words of data/glossary, and which of them the page at hand has used."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._ids = {form: record.id for record in records for form in record["forms"]}
        self._pattern = _pattern(self._ids)
        self.used: list[str] = []
        self._searched: dict[str, bool] = {}

    def explain(self, html: str) -> Markup:
        """HTML with the page's first mention of each word as a button; the explanations follow at the page's end."""
        return Markup(self._pattern.sub(self._button, html)) if self._mentions(html) else Markup(html)

    def _mentions(self, html: str) -> bool:
        """The same summaries stand on page after page: each is searched once."""
        if html not in self._searched:
            found = (match[0] for match in self._pattern.finditer(html))
            self._searched[html] = any(text[0] not in "<&" for text in found)
        return self._searched[html]

    def _button(self, match: re.Match[str]) -> str:
        form = match[0]
        record_id = self._ids.get(form) or self._ids.get(form[:1].lower() + form[1:])
        if record_id is None or record_id in self.used:
            return form
        self.used.append(record_id)
        note = f"ord-{record_id}"
        return f'<button type="button" class="term" popovertarget="{note}" aria-describedby="{note}">{form}</button>'


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any form as a whole word, also with a capital; tags, entities and some elements of the HTML are stepped over."""
    written = sorted({escape(form) for form in forms}, key=len, reverse=True)
    if not written:
        return _NEVER
    words = "|".join(f"[{form[0].upper()}{form[0]}]{re.escape(form[1:])}" for form in written)
    return re.compile(rf"<{_CLOSED_TAG}[^>]*>.*?</(?P=tag)>|<[^>]*>|&[#\w]+;|(?<![\w-])(?:{words})(?![\w-])", re.DOTALL)
