"""`{% fragment key, … %} … {% endfragment %}` in a template: what stands alike on many pages is rendered once.

Such a part may depend on the reader, on what the page has noted so far (texts that are missing, words explained), on
the page's corner of the site (page_scope.py) and on the keys given; on nothing else. A part carries its notes with it:
they are the page's wherever it is put. A test compares every page with what it is when nothing is shared.
"""

from __future__ import annotations

from collections.abc import Hashable

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from brygga.translation.page_at_hand import Noted, page_at_hand

# All that a part depends on: its place in the templates, what the page had noted before it, its keys.
PartKey = tuple[str, Noted | None, Hashable]


class FragmentTag(Extension):
    """The tag. A part becomes a question to the template's `found_fragment`, with its place in the templates and its
    keys. Where the answer is no text but where it would be found, what stands in the template is handed to
    `new_fragment` with that. No macro is made for what is there."""

    tags = {"fragment"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        line = next(parser.stream).lineno
        part, made = parser.free_identifier(), parser.free_identifier()
        has_keys = parser.stream.current.type != "block_end"
        keys = [parser.parse_tuple(with_condexpr=True)] if has_keys else []
        body = parser.parse_statements(("name:endfragment",), drop_needle=True)
        found = _call("found_fragment", nodes.Const(f"{parser.name} {part.name}"), *keys)
        anew = [nodes.AssignBlock(made, None, body), nodes.Assign(part, _call("new_fragment", part, made))]
        missing = nodes.Not(nodes.Test(part, "string", [], [], None, None))
        steps = [nodes.Assign(part, found), nodes.If(missing, anew, [], []), nodes.Output([part])]
        return [step.set_lineno(line) for step in steps]


def _call(name: str, *arguments: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.Name(name, "load"), list(arguments), [], None, None)


class FragmentCache:
    """The parts that the pages of a corner have rendered, by all they depend on. Parts may stand in each other."""

    def __init__(self) -> None:
        self._found: dict[PartKey, tuple[Markup, Noted | None]] = {}

    def find(self, place: str, key: Hashable = None) -> Markup | PartKey:
        """The part; or, where it has to be rendered, the key to add it by."""
        page = page_at_hand()
        part_key = (place, page.noted if page else None, key)
        if part_key not in self._found:
            return part_key
        html, noted = self._found[part_key]
        if page and noted:
            page.noted = noted
        return html

    def add(self, key: PartKey, html: Markup) -> Markup:
        page = page_at_hand()
        self._found[key] = html, page.noted if page else None
        return html
