"""Swedish words in HTML of a language with another script: marked, for voices, dictionaries and the way a line runs."""

from __future__ import annotations

import re

from markupsafe import Markup

_LATIN = "A-Za-zÀ-ɏ"
_OTHER_LETTER = re.compile(rf"[^\W\d_{_LATIN}]")
# Two letters or more, with the words after them; in its brackets, so that no line breaks between them and a word.
_RUN = rf"[{_LATIN}][{_LATIN}0-9 .:/@’_–-]*[{_LATIN}0-9]"
_STEPPED_OVER = (
    r"<(?P<closed>script|style|svg|option|textarea|code)\b.*?</(?P=closed)>",
    r'<(?P<own>\w+)\b[^>]*\slang="[^>]*>.*?</(?P=own)>',  # says itself what language it is
    r"<[^>]*>|&[#\w]+;|%\(\w+\)s",
)
_FOUND = re.compile(rf"{'|'.join(_STEPPED_OVER)}|(?P<words>\({_RUN}\)|(?<![\w-]){_RUN}(?![\w-]))", re.DOTALL)


def with_swedish_marked(html: str) -> Markup:
    """Words in Latin letters are Swedish there, or are said as in Swedish. Placeholders stay as they are."""
    return Markup(_FOUND.sub(_marked, html))


def has_other_script(text: str) -> bool:
    """Whether it has letters that are not Latin."""
    return bool(_OTHER_LETTER.search(text))


def _marked(match: re.Match[str]) -> str:
    return f'<bdi lang="sv" dir="ltr">{match[0]}</bdi>' if match["words"] else match[0]
