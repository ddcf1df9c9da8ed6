"""Submissions as a table for a spreadsheet: the columns are those of the form's definition."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from published.reading import PublishedRow
from submissions.models import Submission

BOM = "\ufeff"  # by it Excel knows UTF-8
_MOST_IN_A_CELL = 32_767  # characters; Excel's own limit
# What makes a spreadsheet take a text for a formula, also after spaces and quotes, and in full-width letters: where a
# cell begins, for whatever the spreadsheet splits at. A Swedish Excel splits at semicolons.
_ALIVE = re.compile("(^|[;,|\t\r\n])(?=[\\s\u00a0\"']*[=+\\-@＝＋－＠])")

Cell = str | int


def csv_lines(form: PublishedRow, submissions: Iterable[Submission]) -> Iterator[str]:
    """The head, then a line for each submission. Lines end as RFC 4180 says."""
    yield BOM + _line(_head(form))
    for row in _rows(form, submissions):
        yield _line([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def workbook(form: PublishedRow, submissions: Iterable[Submission]) -> bytes:
    """An .xlsx file, where every text is a text and stays one when somebody edits its cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(form["id"][:31])  # characters; Excel's own limit
    sheet.freeze_panes = "A2"
    for row in (_head(form), *_rows(form, submissions)):
        sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def harmless(text: str) -> str:
    """An apostrophe before whatever a spreadsheet would calculate."""
    return _ALIVE.sub(r"\1'", text)


def _head(form: PublishedRow) -> list[Cell]:
    return ["received", *(field["name"] for field in form["fields"])]


def _rows(form: PublishedRow, submissions: Iterable[Submission]) -> Iterator[list[Cell]]:
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


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text[:_MOST_IN_A_CELL])
    cell.data_type, cell.number_format = "s", "@"  # else "=1+1" is a formula, here or at the next edit
    return cell


def _line(cells: list[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
