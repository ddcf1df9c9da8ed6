"""`{% keep key, … %} … {% endkeep %}` in a template: what stands alike on many pages is rendered once for all of them.

Such a part may depend on the reader, on what the page has noted so far (texts that are missing, words explained), on
the page's corner of the site and on the keys given; on nothing else. Pages of one corner have the first folder and the
number of folders in common, so their links lead out of the corner in the same way. What the part notes on the page is
noted again wherever it is put. A test compares every page with what it is when nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from brygga.views import Notes, Reader


class Keep(Extension):
    """The tag. The part becomes a call of the template's `kept`, with its place in the templates and the keys."""

    tags = {"keep"}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name} {parser.free_identifier().name}")
        has_keys = parser.stream.current.type != "block_end"
        keys = [parser.parse_tuple(with_condexpr=True)] if has_keys else []
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        call = nodes.Call(nodes.Name("kept", "load"), [place, *keys], [], None, None)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)


class Kept:
    """The parts that have been rendered, by all they depend on."""

    def __init__(self) -> None:
        self._parts: dict[Hashable, tuple[str, Notes]] = {}

    def part(self, reader: Reader, corner: Hashable, place: str, key: Any = None, *, caller: Callable[[], str]) -> str:
        full_key = (place, corner, reader.notes, key)
        if full_key not in self._parts:
            self._parts[full_key] = caller(), reader.notes
        html, reader.notes = self._parts[full_key]
        return html
