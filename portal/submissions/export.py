"""Submissions as a table: the columns are those of the form's definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime

from published.reading import PublishedRow
from submissions.models import Submission
from web.spreadsheet import Cell


def form_head(form: PublishedRow) -> list[Cell]:
    return ["received", *(field["name"] for field in form["fields"])]


def form_rows(form: PublishedRow, submissions: Iterable[Submission]) -> Iterator[list[Cell]]:
    for submission in submissions:
        moment = f"{localtime(submission.received):%Y-%m-%d %H:%M}"
        yield [moment, *(_cell(submission.answers.get(field["name"])) for field in form["fields"])]


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return value
    return "; ".join(value) if isinstance(value, list) else str(value)
