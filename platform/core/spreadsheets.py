"""Files that people open in a spreadsheet: what is written there must never run as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
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


def between_markings(marking: str, lines: Iterable[Row]) -> Iterator[Row]:
    """Return the lines with the marking above and below, as on paper; without one, as they are."""
    edge = [[marking]] if marking else []
    return chain(edge, lines, edge)


def csv_response(
    filename: str, header: Row, rows: Iterable[Row], *, marking: str = ""
) -> HttpResponse:
    """Return a CSV download, in UTF-8 with the mark that spreadsheets need to see that.

    marking: what its first and last line say, of a file that may name what is marked.
    """
    text = StringIO()
    lines = between_markings(marking, chain([header], rows))
    csv.writer(text).writerows([neutralise(cell) for cell in line] for line in lines)
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


def xlsx_response(
    filename: str, title: str, header: Row, rows: Iterable[Row], *, marking: str = ""
) -> HttpResponse:
    """Return an XLSX download with one sheet, whose header row stays in sight.

    marking: what its first and last row say, and the edges of every sheet of paper.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:SHEET_TITLE_LENGTH])
    sheet.freeze_panes = "A3" if marking else "A2"
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking
    for line in between_markings(marking, chain([header], rows)):
        sheet.append([neutralise(cell) for cell in line])
    stream = BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
