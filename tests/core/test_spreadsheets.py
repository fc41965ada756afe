"""Downloads that a spreadsheet opens must show what people typed, and run none of it."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from core.spreadsheets import Cell, csv_response, neutralise, xlsx_response

FORMULAS = [
    "=1+1",
    "+44 7700 900000",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "＝1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_could_run_is_marked_as_text(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Anna O'Neil", "a=b", "", 3, -2, 1.5, None, date(2026, 1, 2)])
def test_everything_else_passes_unchanged(cell: str | int | float | date | None) -> None:
    assert neutralise(cell) == cell


def test_characters_that_break_the_file_are_left_out() -> None:
    assert neutralise("\x00=1\x0b") == "'=1"


def test_a_csv_download_opens_with_its_accents_and_without_formulas() -> None:
    response = csv_response("people.csv", ["Name", "Number"], [["=Siân", -3], ["Łukasz, PC", 4]])
    text = response.content.decode("utf-8-sig")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(text))) == [
        ["Name", "Number"],
        ["'=Siân", "-3"],
        ["Łukasz, PC", "4"],
    ]
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_a_marking_stands_above_and_below_what_is_taken_away() -> None:
    rows: list[list[Cell]] = [["Siân", 3]]
    response = csv_response("people.csv", ["Name", "Number"], rows, marking="OFFICIAL")
    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [
        ["OFFICIAL"],
        ["Name", "Number"],
        ["Siân", "3"],
        ["OFFICIAL"],
    ]


def test_a_marked_sheet_says_so_on_screen_and_on_paper() -> None:
    rows: list[list[Cell]] = [["Siân", 3], ["Łukasz", 4]]
    response = xlsx_response("people.xlsx", "People", ["Name", "Number"], rows, marking="OFFICIAL")
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    first = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert first == ["OFFICIAL", "Name", "Siân", "Łukasz", "OFFICIAL"]
    assert sheet.freeze_panes == "A3"
    for edge in (sheet.oddHeader, sheet.oddFooter):
        assert edge is not None
        assert edge.center.text == "OFFICIAL"


def test_an_xlsx_download_holds_text_numbers_and_dates_but_no_formula() -> None:
    rows: list[list[Cell]] = [["=HYPERLINK(1)", 7, date(2026, 3, 4)]]
    response = xlsx_response("team.xlsx", "Team: learning", ["Name", "Days", "On"], rows)
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert cells[0].value == "'=HYPERLINK(1)"
    assert cells[0].data_type == "s"
    assert cells[1].value == 7
    assert str(cells[2].value).startswith("2026-03-04")
