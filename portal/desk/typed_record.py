"""What was typed into a record's form → its values, as the project's files have them: texts, lists of texts, rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from django.http import QueryDict

from desk.forms import typed_hour
from published.reading import PublishedRow
from web.numbers import row_number
from web.typed_text import latin_digits, long_text, short_text, typed_day, typed_number

FormValue = str | list["FormValue"] | dict[str, "FormValue"]
Fields = Sequence[PublishedRow]  # as in desk.json

_MOST_ROWS = 200
# After a field's name: codes that are no choices, the hour of a day. After a row's: it is to go.
_OTHER, _HOUR, _GONE = ".annan", ".kl", ".bort"
_MORE = "row:"  # before the name of rows, on the button for one more
_BETWEEN = re.compile(r"[\s,;]+")


def typed_record(
    fields: Fields, sent: QueryDict, seen: Mapping[str, FormValue], before: str = ""
) -> dict[str, FormValue]:
    """By name, with what is empty. What she left as it was is as she saw it, to the letter.

    `before` begins the names of a row's fields in the page.
    """
    return {field["name"]: _typed(field, sent, seen.get(field["name"], ""), before + field["name"]) for field in fields}


def tidied(values: Mapping[str, FormValue]) -> dict[str, FormValue]:
    """Without what is empty."""
    found = {name: _tidied(value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value}


def changed_values(values: Mapping[str, FormValue], seen: Mapping[str, FormValue]) -> dict[str, FormValue | None]:
    """What is another now than what she saw; None for what is to go."""
    tidy = tidied(values)
    return {name: tidy.get(name) for name in values if tidy.get(name) != seen.get(name)}


def raw_values(text: str) -> dict[str, FormValue]:
    """What a page kept of a record as JSON. {} for anything else."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) and _is_raw(values) else {}


def _is_raw(value: object) -> bool:
    if isinstance(value, dict):
        return all(_is_raw(part) for part in value.values())
    return isinstance(value, str) or (isinstance(value, list) and all(_is_raw(part) for part in value))


def _typed(field: PublishedRow, sent: QueryDict, seen: FormValue, name: str) -> FormValue:
    if field["rows"]:
        return _rows(field["rows"], sent, seen if isinstance(seen, list) else [], name)
    read = _READERS.get(field["widget"], short_text)
    if field["is_list"]:
        return _list(field, sent, [one for one in seen if isinstance(one, str)] if isinstance(seen, list) else [], name)
    text = read(sent.get(name + _OTHER) or sent.get(name) or "")
    if field["widget"] == "datetime":
        text = f"{text} {typed_hour(sent.get(name + _HOUR) or '')}".strip()
    return seen if isinstance(seen, str) and read(seen) == text else text


def _list(field: PublishedRow, sent: QueryDict, seen: list[str], name: str) -> FormValue:
    """Lines, or what was ticked: that has the order in which it stood before, and what is new comes last."""
    read = short_text if field["widget"] == "long" else _READERS.get(field["widget"], short_text)  # a line is one text
    if not is_ticked(field):
        lines = [text for line in long_text(sent.get(name) or "").split("\n") if (text := read(line))]
        return list(seen) if [read(one) for one in seen] == lines else list(lines)
    ticked = [*sent.getlist(name), *_BETWEEN.split(sent.get(name + _OTHER) or "")]
    listed = dict.fromkeys(text for one in ticked if (text := read(one)))
    return [*(one for one in seen if one in listed), *(one for one in listed if one not in seen)]


def is_ticked(field: PublishedRow) -> bool:
    """Whether the parts of a list are chosen, not written."""
    return bool(field["is_list"]) and field["widget"] in ("one", "record", "language")


def _rows(fields: Fields, sent: QueryDict, seen: Sequence[FormValue], name: str) -> list[FormValue]:
    rows: list[FormValue] = []
    wanted = row_number(sent.get(name) or "") + (sent.get("do") == _MORE + name)
    for place in range(min(wanted, _MOST_ROWS)):
        one = f"{name}.{place}"
        row = seen[place] if place < len(seen) else {}
        if one + _GONE not in sent:
            rows.append(typed_record(fields, sent, row if isinstance(row, dict) else {}, f"{one}."))
    return rows


def _tidied(value: FormValue) -> FormValue:
    if isinstance(value, dict):
        return tidied(value)
    return [tidy for part in value if (tidy := _tidied(part))] if isinstance(value, list) else value


def _decimal(raw: str) -> str:
    return typed_number(raw).replace(",", ".")


_READERS: Mapping[str, Callable[[str], str]] = {
    "long": long_text,
    "date": typed_day,
    "datetime": typed_day,
    "time": typed_hour,
    "number": _decimal,
    "tel": lambda raw: latin_digits(short_text(raw)),
}
