"""Submissions as a table for a spreadsheet: the columns are those of the form's definition."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime

from published.contract import Row
from submissions.models import Submission

BOM = "\ufeff"  # by it Excel knows UTF-8
# What makes a spreadsheet take a text for a formula; also after spaces, and in full-width letters.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(form: Row, submissions: Iterable[Submission]) -> Iterator[str]:
    """The head, then a line for each submission. Lines end as RFC 4180 says."""
    names = [field["name"] for field in form["fields"]]
    yield BOM + _line(["received", *names])
    for submission in submissions:
        moment = f"{localtime(submission.received):%Y-%m-%d %H:%M}"
        yield _line([moment, *(_cell(submission.answers.get(name)) for name in names)])


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _cell(value: Any) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return value
    return harmless("; ".join(value) if isinstance(value, list) else value)


def _line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
