"""What may stand in the text of a page: Markdown, some harmless HTML, and addresses like those of records.

Markdown passes HTML on as it is. What could run, frame another site or fetch from one is found in the HTML that comes
out, however it was written; the line is the first one that holds the words in question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import markdown

from brygga.load.characters import Finding
from brygga.load.formats import is_url

_EXTENSIONS = ("attr_list", "tables", "fenced_code")  # what mkdocs.yml has and what can let HTML through
_TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr b bdi blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6
        hr i img ins kbd li mark ol p pre q s section small span strong sub summary sup table tbody td th thead
        time tr u ul""",
    )
)
_ATTRIBUTES = frozenset(
    re.findall(r"\w+", "alt class colspan datetime dir height href id lang open rowspan scope src start title width")
)
_ALIGNED = re.compile(r"text-align: (?:left|right|center);\Z")  # what Markdown's tables write
_RELATIVE = re.compile(r"(?!//)[\w./#~%-]*\Z")  # MkDocs follows these, and finds those that lead nowhere
# A sieve: most pages hold none of these, and need not be rendered to know that they are harmless.
_TO_LOOK_AT = re.compile(
    r"[<{&]|!\[|\]\[|^[ ]{0,3}\[[^\]]*\]:|\](?!\()|\]\((?!(?:https://|tel:|mailto:)?[\w./#~%+@-]*\))", re.MULTILINE
)
_TOO_DEEP = re.compile(r"^[ ]{80}|^[ ]*(?:(?:[-*+>]|\d+\.)[ ]*){20}|(?:\[[^\[\]\n]*){40}", re.MULTILINE)


def body_findings(body: str, first_line: int) -> Iterator[Finding]:
    """(line, id, facts) of what may not stand there. `first_line` is the line of the file that the body begins on."""
    if deep := _TOO_DEEP.search(body):
        yield first_line + body.count("\n", 0, deep.start()), "prose-depth", {}
    elif _TO_LOOK_AT.search(body):
        looking = _Looking()
        looking.feed(markdown.markdown(body, extensions=list(_EXTENSIONS)))
        looking.close()
        for words, problem_id, facts in dict.fromkeys(looking.found):
            yield first_line + _line_of(body, words), problem_id, dict(facts)


def _line_of(body: str, words: str) -> int:
    """How many lines come before the first one that has the words; 0 where Markdown wrote them another way."""
    position = body.lower().find(words.lower())
    return body.count("\n", 0, max(position, 0))


class _Looking(HTMLParser):
    """`found` are (words to look for, id, facts), in the order of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self._refuse(f"<{tag}", part=f"<{tag}>")
            return
        for name, value in attrs:
            text = (value or "").strip()
            if name in ("href", "src"):
                if not (_RELATIVE.match(text) or (name == "href" and is_url(text))):
                    self.found.append((text, "prose-url", (("value", text),)))
            elif name not in _ATTRIBUTES and not name.startswith("aria-") and not _is_aligned(tag, name, text):
                self._refuse(name, part=f"{name}=")

    handle_startendtag = handle_starttag

    def handle_decl(self, decl: str) -> None:
        self._refuse(f"<!{decl}", part="<!…>")

    def unknown_decl(self, data: str) -> None:
        self._refuse(f"<![{data}", part="<![…]>")

    def handle_pi(self, data: str) -> None:
        self._refuse(f"<?{data}", part="<?…>")

    def _refuse(self, words: str, part: str) -> None:
        self.found.append((words, "prose-html", (("part", part),)))


def _is_aligned(tag: str, name: str, value: str) -> bool:
    return tag in ("td", "th") and name == "style" and bool(_ALIGNED.match(value))
