"""What is wrong with a text that is not the YAML its editor meant, where it begins, and what YAML took away unasked.

libyaml tells where it gave up, in its own English. An editor is told where her mistake begins and what to do about it:
a quote that is never closed swallows the lines below it, and is noticed only many lines later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

import yaml

from brygga.load.characters import Finding

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# libyaml's words → the reasons in problems.yaml, "_yaml-…".
_REASONS = {
    "mapping values are not allowed in this context": "yaml-colon",
    "could not find expected ':'": "yaml-no-colon",
    "found character that cannot start any token": "yaml-character",
    "did not find expected ',' or ']'": "yaml-bracket",
    "did not find expected ',' or '}'": "yaml-bracket",
    "did not find expected node content": "yaml-bracket",
    "did not find expected key": "yaml-indent",
    "did not find expected '-' indicator": "yaml-indent",
    "block sequence entries are not allowed in this context": "yaml-indent",
    "mapping keys are not allowed in this context": "yaml-indent",
    "but found another document": "yaml-document",
    "found unexpected document indicator": "yaml-document",
    "did not find expected <document start>": "yaml-document",
    "found unknown escape character": "yaml-escape",
    "found invalid Unicode character escape code": "yaml-escape",
    "did not find expected hexdecimal number": "yaml-escape",
}
# What libyaml says of "*Welcome*" and of names given twice.
_ALIAS_ERRORS = frozenset(
    {"found undefined alias", "second occurrence", "did not find expected alphabetic or numeric character"}
)
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_SMART_QUOTE = re.compile(r"""^[ \-]*(?:[\w-]+:)?[ ]*(?P<quote>[“”„‟‘’‚«»])""")
_SWALLOWED = re.compile(r"^ *(?:- )?[a-z_]+:(?: |$)", re.MULTILINE)  # a field's line inside a quoted text
_ROW, _FULL_FIELD = re.compile(r"( *)- "), re.compile(r"( *)[a-z_]+:[ ]+\S")
_INDENT = re.compile(r"[ \-]*")  # of a line's first word; a dash of a list is part of it
_ANCHOR_OR_COMMENT = re.compile(r"(?:^|[\s,\[{:])&\S|\S[ ]+#")


def fault(text: str, error: yaml.YAMLError) -> Finding:
    """Line, id and facts of what made `error`: the one mistake behind it, as far as that can be known."""
    line = _line_of(error)
    if conflict := _CONFLICT.search(text):
        return text.count("\n", 0, conflict.start()) + 1, "yaml-conflict", {}
    if unclosed := _unclosed_quote(text, error):
        return unclosed, "yaml-quote", {}
    lines = text.splitlines()
    smart = _SMART_QUOTE.match(lines[line - 1]) if line <= len(lines) else None
    if smart:
        return line, "yaml-smart-quote", {"quote": smart["quote"]}
    detail = str(getattr(error, "problem", None) or error)
    if detail in _ALIAS_ERRORS:
        return line, "yaml-alias", {}
    reason = "yaml-row" if _is_stray_row(lines, line) else _REASONS.get(detail, "yaml-other")
    return line, "yaml-syntax", {"reason": reason}


def _is_stray_row(lines: list[str], number: int) -> bool:
    """Whether the line is a row of a list, and the one above it a field that has its value already."""
    row = _ROW.match(lines[number - 1]) if number <= len(lines) else None
    above = next((line for line in reversed(lines[: number - 1]) if line.strip()), "")
    field = _FULL_FIELD.match(above)
    return bool(row and field and len(field[1]) <= len(row[1]))


def indented_like_above(text: str, tabbed: Set[int]) -> str:
    """The text, its `tabbed` lines (from 1) moved below the first word of the line above where only that can be read.

    Nobody knows how wide an editor's tab was meant to be. Read in one way, the rest of the file can be checked too.
    """
    if not tabbed or _is_readable(text):
        return text
    lines = text.split("\n")
    for number in sorted(tabbed - {1}):
        above = _INDENT.match(lines[number - 2])
        lines[number - 1] = " " * (above.end() if above else 0) + lines[number - 1].lstrip()
    moved = "\n".join(lines)
    return moved if _is_readable(moved) else text


def _is_readable(text: str) -> bool:
    try:
        return yaml.compose(text, Loader=_LOADER) is not None
    except yaml.YAMLError:
        return False


def taken_away(text: str) -> Iterator[Finding]:
    """Words that YAML reads as its own and leaves out of the value: "&Co" names a value, " #1" begins a comment.

    The text has to be readable.
    """
    if not _ANCHOR_OR_COMMENT.search(text):
        return
    tokens = list(yaml.scan(text, _LOADER))
    used = {token.value for token in tokens if isinstance(token, yaml.AliasToken)}
    lines = text.splitlines()
    for token in tokens:
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AnchorToken) and token.value not in used:
            yield line, "yaml-anchor", {"word": f"&{token.value}"}
        elif isinstance(token, yaml.ScalarToken) and token.plain:
            end = token.end_mark
            rest = lines[end.line][end.column :] if end.line < len(lines) else ""
            if rest.lstrip().startswith("#"):
                yield end.line + 1, "yaml-comment", {"word": rest.strip()}


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _unclosed_quote(text: str, error: yaml.YAMLError) -> int:
    """The line of the first quoted text that holds lines which look like fields, or 0."""
    try:
        for token in yaml.scan(text, _LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                inside = text.splitlines()[token.start_mark.line + 1 : token.end_mark.line + 1]
                if any(_SWALLOWED.match(line) for line in inside):
                    return int(token.start_mark.line + 1)
    except yaml.YAMLError:
        pass  # what was scanned before it was looked at
    if "quoted" in str(getattr(error, "context", "")):
        mark = getattr(error, "context_mark", None)
        return mark.line + 1 if mark else 0
    return 0
