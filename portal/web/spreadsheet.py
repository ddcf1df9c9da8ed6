"""Tables as files for a spreadsheet, in which no cell calculates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

BOM = "\ufeff"  # by it Excel knows UTF-8
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_IN_A_CELL = 32_767  # characters; Excel's own limit
# What makes a spreadsheet take a text for a formula, also after spaces and quotes, and in full-width letters: where a
# cell begins, for whatever the spreadsheet splits at. A Swedish Excel splits at semicolons.
_ALIVE = re.compile("(^|[;,|\t\r\n])(?=[\\s\u00a0\"']*[=+\\-@＝＋－＠])")

Cell = str | int | float
TableRow = Sequence[Cell]


def file_response(name: str, kind: str, head: TableRow, rows: Iterable[TableRow]) -> HttpResponseBase:
    """`name` without its ending, which is the `kind`: csv or xlsx. Raises Http404 for any other."""
    response: HttpResponseBase
    match kind:
        case "csv":
            response = StreamingHttpResponse(csv_lines(head, rows), "text/csv; charset=utf-8")
        case "xlsx":
            response = HttpResponse(workbook(name, head, rows), _XLSX)
        case _:
            raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def csv_lines(head: TableRow, rows: Iterable[TableRow]) -> Iterator[str]:
    """The head, then a line for each row. Lines end as RFC 4180 says."""
    yield BOM + _line(head)
    for row in rows:
        yield _line([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def workbook(title: str, head: TableRow, rows: Iterable[TableRow]) -> bytes:
    """An .xlsx file, where every text is a text and stays one when somebody edits its cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])  # characters; Excel's own limit
    sheet.freeze_panes = "A2"
    for row in chain([head], rows):
        sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def harmless(text: str) -> str:
    """An apostrophe before whatever a spreadsheet would calculate."""
    return _ALIVE.sub(r"\1'", text)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text[:_MOST_IN_A_CELL])
    cell.data_type, cell.number_format = "s", "@"  # else "=1+1" is a formula, here or at the next edit
    return cell


def _line(cells: TableRow) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
