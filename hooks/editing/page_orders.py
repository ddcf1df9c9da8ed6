"""Pages in Markdown (docs/), by the name that they are told under ("handbok/index") and a language: never a path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from brygga.check.source import Source
from brygga.load.canonical import canonical
from brygga.load.prose import Prose
from brygga.load.rows import Raw, Row
from editing.edits import Editor, Files
from editing.order import Order, optional_in, text_in
from editing.refused import Refused

_HEAD = ("title", "description", "reviewed")  # what may be said of a page beside its text
_SIZE = 12  # bytes


def page_name(page: Prose) -> str:
    return page.uri.removesuffix(".md")


def page_asked_for(pages: Iterable[Prose], order: Order, source: str) -> tuple[Prose, Prose | None]:
    """The Swedish page, and the one in the language that is asked for where there is one. Raises Refused."""
    name, code = text_in(order, "page"), optional_in(order, "into") or source
    named = {page.language: page for page in pages if page_name(page) == name}
    if source not in named:
        raise Refused("edit-gone", name=name[:80], choices=("drop",))
    return named[source], named.get(code)


def page_digest(page: Prose | None) -> str:
    """Of what somebody saw of it; "" where there was no such page."""
    seen = repr((page.body, sorted(page.head.items()))) if page else ""
    return hashlib.blake2b(seen.encode(), digest_size=_SIZE).hexdigest() if page else ""


def write_page(order: Order, editor: Editor, source: Source) -> Files:
    """The text of a page, and what was said of its name and description; it keeps the rest of its head."""
    swedish = source.languages[0].code
    original, page = page_asked_for(source.prose, order, swedish)
    code = optional_in(order, "into") or swedish
    if code not in {language.code for language in source.languages}:
        raise Refused("edit-unknown-language", code=code[:20])
    was = optional_in(order, "was")
    if was is not None and was != page_digest(page) and order.get("choice") != "mine":
        raise Refused("edit-changed", fields=page_name(original), path=original.path, choices=("mine", "theirs"))
    said = {name: text for name in _HEAD if (text := optional_in(order, name))}
    head = {**(page or original).head, **said}
    if code != swedish:
        head |= {"source_hash": original.hash, "reviewed": said.get("reviewed", "no")}
    text = _page_text(head, text_in(order, "text"))
    path = page.path if page else f"docs/{page_name(original)}.{code}.md"
    if editor.lies(path) == text:
        raise Refused("edit-already", path=path)
    return {path: text}


def _page_text(head: Mapping[str, Any], body: str) -> str:
    values: dict[str, Raw] = {name: " ".join(str(value).split()) for name, value in head.items()}
    lines = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"---\n{canonical(Row('prose', '', '', values), {})}---\n\n{lines}\n"
