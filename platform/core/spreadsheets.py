"""Files that people open in a spreadsheet: what is written there must never run as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.functional import Promise
from openpyxl import Workbook

Cell = str | int | float | Decimal | date | Promise | None
Row = Sequence[Cell]

# What spreadsheets take for the start of a formula, also in the full-width forms that
# some of them read as the same sign, and after white space that they throw away.
FORMULA_START = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
# XML 1.0 has no way to write these, and no name or title needs them.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_TITLE_LENGTH = 31


def neutralise(cell: Cell) -> Cell:
    """Return cell such that a spreadsheet shows it as text; numbers and dates pass unchanged."""
    if isinstance(cell, Promise):
        cell = str(cell)
    if not isinstance(cell, str):
        return cell
    text = NOT_IN_XML.sub("", cell)
    return f"'{text}" if FORMULA_START.search(text) else text


def csv_response(filename: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """Return a CSV download, in UTF-8 with the mark that spreadsheets need to see that."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([neutralise(cell) for cell in header])
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    content = text.getvalue().encode("utf-8-sig")
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


class _Echo:
    """A file that hands each line straight back."""

    def write(self, line: str) -> str:
        return line


def streamed_csv_response(filename: str, header: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """As csv_response, for files too long to hold in memory."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([neutralise(cell) for cell in row]) for row in chain([header], rows))
    response = StreamingHttpResponse(
        chain(["\ufeff"], lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def xlsx_response(filename: str, title: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """Return an XLSX download with one sheet, whose header row stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:SHEET_TITLE_LENGTH])
    sheet.freeze_panes = "A2"
    for row in (header, *rows):
        sheet.append([neutralise(cell) for cell in row])
    stream = BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
