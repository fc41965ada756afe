"""Files of people are read with suspicion: encodings, formulas, bombs and broken rows."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook

from organisation.exceptions import PeopleImportError
from organisation.people_files import reading, workbook
from organisation.people_files.reading import read_people_file

HEADING = "email,first_name,last_name"


def xlsx(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_rows_keep_the_lines_that_they_begin_on() -> None:
    text = f'{HEADING}\na@x.example,"An\nna",Bell\n\nb@x.example,Ben,Cole\n'

    found = read_people_file(text.encode())

    assert [(row.line, row.values["email"]) for row in found.rows] == [
        (2, "a@x.example"),
        (5, "b@x.example"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_heading(delimiter: str) -> None:
    text = f"{HEADING}\na@x.example,Anna,Bell".replace(",", delimiter)

    assert read_people_file(text.encode()).rows[0].values["last_name"] == "Bell"


def test_headings_are_known_in_any_dress() -> None:
    found = read_people_file("\ufeffEmail,Line manager email,Team\na@x.example,,T1".encode())

    assert found.rows[0].values == {"email": "a@x.example", "place": "T1"}


def test_old_encodings_are_read_and_said() -> None:
    found = read_people_file(f"{HEADING}\na@x.example,Siân,Bell".encode("cp1252"))

    assert found.rows[0].values["first_name"] == "Siân"
    assert found.was_guessed
    assert not read_people_file(f"{HEADING}\na@x.example,Siân,Bell".encode()).was_guessed


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (HEADING.encode(), "no people"),
        (b"email,pay\na@x.example,3", "column “pay”"),
        (b"email,email\na@x.example,", "same heading"),
        (b"first_name\nAnna", "no column “email”"),
        (f"{HEADING}\na@x.example,A,B,C".encode(), "Line 2 has more cells"),
        (f'{HEADING}\na@x.example,"A,B\n'.encode(), "from line 2 on"),
        (b"\x00\x01\x02", "not a CSV or XLSX"),
        (b"PK\x03\x04 no zip", "column"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(PeopleImportError, match=reason):
        read_people_file(content)


def test_a_file_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PeopleImportError, match="5 MB"):
        read_people_file(b"x" * (reading.MOST_BYTES + 1))
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(PeopleImportError, match="rows"):
        read_people_file(f"{HEADING}\na@x.example,,\nb@x.example,,".encode())


def test_a_workbook_gives_dates_and_numbers_as_text() -> None:
    from datetime import datetime

    found = read_people_file(
        xlsx(
            ["email", "service_number", "started_on"],
            ["a@x.example", 4471, datetime(2026, 3, 27)],  # noqa: DTZ001 -- as Excel has it
            [None, None, None],
            ["b@x.example", 12.0, None],
        )
    )

    assert [(row.line, row.values) for row in found.rows] == [
        (2, {"email": "a@x.example", "service_number": "4471", "started_on": "2026-03-27"}),
        (4, {"email": "b@x.example", "service_number": "12"}),
    ]


def test_a_formula_in_a_workbook_stays_a_formula() -> None:
    found = read_people_file(xlsx(["email", "first_name"], ["a@x.example", "=1+1"]))

    assert found.rows[0].values["first_name"] == "=1+1"


def test_a_workbook_that_unpacks_to_far_more_is_refused_unopened() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (workbook.MOST_UNPACKED_BYTES + 1))

    assert len(stream.getvalue()) < reading.MOST_BYTES
    with pytest.raises(PeopleImportError, match="too large once"):
        read_people_file(stream.getvalue())


def test_a_workbook_with_a_document_type_is_refused() -> None:
    content = BytesIO(xlsx(["email"], ["a@x.example"]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/extra.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')

    with pytest.raises(PeopleImportError, match="cannot be read"):
        read_people_file(content.getvalue())


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "hello")

    with pytest.raises(PeopleImportError, match="cannot be read"):
        read_people_file(stream.getvalue())
