"""Reads a file of people into plain text cells; trusts nothing about it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisation.exceptions import PeopleImportError
from organisation.people_files.columns import NAMES, REQUIRED, column_name
from organisation.people_files.workbook import is_workbook, sheet_rows

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
DELIMITERS = (",", ";", "\t")

Numbered = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class FileRow:
    """One row: the line of the file that it begins on, and its cells by column."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class PeopleFile:
    """What a file holds; was_guessed when its letters are not in UTF-8."""

    rows: tuple[FileRow, ...]
    was_guessed: bool


def read_people_file(content: bytes) -> PeopleFile:
    """Return the rows of a CSV or XLSX file; raise PeopleImportError for one we cannot use."""
    if len(content) > MOST_BYTES:
        raise PeopleImportError(_("The file is larger than 5 MB. Split it into smaller ones."))
    if is_workbook(content):
        return PeopleFile(_rows(sheet_rows(content)), was_guessed=False)
    text, was_guessed = _decode(content)
    return PeopleFile(_rows(_csv_rows(text)), was_guessed)


def _decode(content: bytes) -> tuple[str, bool]:
    """Read UTF-8, or else what older office programs in this country write."""
    if b"\x00" in content:
        raise PeopleImportError(_("This is not a CSV or XLSX file. Save it as one of these."))
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def _csv_rows(text: str) -> Iterator[Numbered]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        said = _("The file cannot be read from line %(line)d on: a quotation mark is missing.")
        raise PeopleImportError(said % {"line": line}) from error


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(DELIMITERS, key=heading.count)


def _rows(numbered: Iterable[Numbered]) -> tuple[FileRow, ...]:
    """Put cells under their headings; skip empty rows."""
    rows = iter(numbered)
    heading = next((cells for _line, cells in rows), None)
    if heading is None:
        raise PeopleImportError(_("The file is empty."))
    names = _known_names(heading)
    found: list[FileRow] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        _require_fits(line, cells, names)
        found.append(FileRow(line, _values(names, cells)))
        if len(found) > MOST_ROWS:
            raise PeopleImportError(_("The file has more than 20,000 rows. Split it."))
    if not found:
        raise PeopleImportError(_("The file has headings but no people."))
    return tuple(found)


def _known_names(heading: Sequence[str]) -> list[str]:
    names = [column_name(cell) for cell in heading]
    while names and not names[-1]:
        names.pop()
    unknown = [
        cell.strip()[:40] for cell, name in zip(heading, names, strict=False) if (name not in NAMES)
    ]
    if unknown:
        said = ngettext(
            "We do not know the column %(names)s.",
            "We do not know the columns %(names)s.",
            len(unknown),
        )
        raise PeopleImportError(said % {"names": ", ".join(f"“{name}”" for name in unknown)})
    if len(set(names)) < len(names):
        raise PeopleImportError(_("Two columns of the file have the same heading."))
    if REQUIRED not in names:
        raise PeopleImportError(_("The file has no column “email”. Start from the template."))
    return names


def _require_fits(line: int, cells: Sequence[str], names: Sequence[str]) -> None:
    if any(cell.strip() for cell in cells[len(names) :]):
        said = _("Line %(line)d has more cells than there are headings.")
        raise PeopleImportError(said % {"line": line})


def _values(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip(" \u00a0") for name, cell in zip(names, cells, strict=False) if cell}
