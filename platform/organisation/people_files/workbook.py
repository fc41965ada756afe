"""Reads the first sheet of an XLSX file, after a look at how large it would become."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from organisation.exceptions import PeopleImportError

# Twenty thousand rows of ours unpack to less than a fifth of this.
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
MOST_PARTS = 200
MOST_COLUMNS = 30
# Some programs keep formatted empty rows to the end of the sheet.
MOST_SHEET_ROWS = 40_000
UNREADABLE = (BadZipFile, InvalidFileException, KeyError, ValueError, ParseError, OSError)


def is_workbook(content: bytes) -> bool:
    """Whether the content is a zip, as every XLSX file is."""
    return content.startswith(b"PK") and is_zipfile(BytesIO(content))


def sheet_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells as text; formulas stay formulas, so that they are refused."""
    _require_small(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the size that a file claims for itself may be wrong
        rows = sheet.iter_rows(max_row=MOST_SHEET_ROWS, max_col=MOST_COLUMNS, values_only=True)
        for line, cells in enumerate(rows, start=1):
            yield line, [_text(cell) for cell in cells]
    except UNREADABLE as error:
        raise PeopleImportError(_("The XLSX file cannot be read. Save it again.")) from error
    except IndexError as error:
        raise PeopleImportError(_("The XLSX file has no sheet.")) from error


def _require_small(content: bytes) -> None:
    """Refuse what is small when packed and huge when not, before anything unpacks it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
                raise PeopleImportError(_("The XLSX file is too large once it is unpacked."))
            _require_plain_xml(archive)
    except BadZipFile as error:
        raise PeopleImportError(_("The XLSX file cannot be read. Save it again.")) from error


def _require_plain_xml(archive: ZipFile) -> None:
    """Office programs declare no document types; entities are how an XML file grows."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(2048):
                    raise PeopleImportError(_("The XLSX file cannot be read. Save it again."))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
