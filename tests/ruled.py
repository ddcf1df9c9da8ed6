"""Records made for one rule, and what the rule says of them: by the name of the line, not its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from brygga.check.rule_context import Problems, Remembered, RuleContext
from brygga.model.expand import expand
from brygga.model.record import Record, Records
from tinysite import TODAY, real_schemas

UNTIL = date(2020, 12, 31)
Told = tuple[str, str, str, dict[str, str]]  # path, name of the line, finding, facts


def record(kind: str, name: str, **values: Any) -> Record:
    """Each field stands on a line of its own; the first is line 2."""
    written = {name: value for name, value in values.items() if value is not None}
    lines = {name: number for number, name in enumerate(_names(written), 2)}
    return Record(kind, name, f"{kind}/{name}", values, lines)


def _names(values: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in values.items():
        yield prefix + name
        for index, one in enumerate(value if isinstance(value, list) else ()):
            inside = f"{prefix}{name}.{index}"
            yield from _names(one, f"{inside}.") if isinstance(one, dict) else [inside]


def checked(*records: Record, **facts: Any) -> RuleContext:
    site = record("site", "site", published=date(2019, 1, 1), horizon_weeks=8, time_zone="Europe/Stockholm")
    listed = Records([site, *records])  # a site that is given takes its place
    remembered = Remembered({}, None, TODAY)
    known = {"pictograms": frozenset(), "recordings": {}, "remembered": remembered, **facts}
    return RuleContext(listed, real_schemas()[0], expand(listed, UNTIL), UNTIL, **known)


def told(rule: Callable[[RuleContext], Problems], *records: Record, **facts: Any) -> list[Told]:
    """`facts` are those of RuleContext that are not the usual ones."""
    names = {one.path: {line: name for name, line in one.lines.items()} for one in records}
    return [
        (one.path, names.get(one.path, {}).get(one.line, str(one.line)), one.id, dict(one.facts))
        for one in rule(checked(*records, **facts))
    ]
