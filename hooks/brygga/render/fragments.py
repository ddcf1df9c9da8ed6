"""`{% keep key, … %} … {% endkeep %}` in a template: what stands alike on many pages is rendered once for all of them.

Such a part may depend on the reader, on what the page has noted so far (texts that are missing, words explained), on
the page's corner of the site (page_scope.py) and on the keys given; on nothing else. A part carries its notes with it:
they are the page's wherever it is put. A test compares every page with what it is when nothing is kept.
"""

from __future__ import annotations

from collections.abc import Hashable

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from brygga.translation.page_notes import Noted, open_notes


class Keep(Extension):
    """The tag. A part becomes a question to the template's `kept`, with its place in the templates and the keys; where
    that has no answer, what stands in the template is handed to `keep`. No macro is made for what is there."""

    tags = {"keep"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        line = next(parser.stream).lineno
        part = parser.free_identifier()
        has_keys = parser.stream.current.type != "block_end"
        keys = [parser.parse_tuple(with_condexpr=True)] if has_keys else []
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        found = _call("kept", nodes.Const(f"{parser.name} {part.name}"), *keys)
        made = [nodes.AssignBlock(part, None, body), nodes.Assign(part, _call("keep", part))]
        missing = nodes.Test(part, "none", [], [], None, None)
        steps = [nodes.Assign(part, found), nodes.If(missing, made, [], []), nodes.Output([part])]
        return [step.set_lineno(line) for step in steps]


def _call(name: str, *arguments: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.Name(name, "load"), list(arguments), [], None, None)


class FragmentCache:
    """The parts that the pages of a corner have rendered, by all they depend on. Parts may stand in each other."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[Markup, Noted | None]] = {}
        self._missed: list[Hashable] = []

    def find(self, place: str, key: Hashable = None) -> Markup | None:
        """None: it has to be rendered, and added before anything else of its level is asked for."""
        notes = open_notes()
        full_key = (place, notes.now if notes else None, key)
        if full_key not in self._found:
            self._missed.append(full_key)
            return None
        html, noted = self._found[full_key]
        if notes and noted:
            notes.now = noted
        return html

    def add(self, html: Markup) -> Markup:
        notes = open_notes()
        self._found[self._missed.pop()] = html, notes.now if notes else None
        return html
