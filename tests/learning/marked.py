"""Where a page and a file say what they are marked."""

import csv
from io import BytesIO, StringIO

from django.test import Client
from openpyxl import load_workbook


def markings_of(client: Client, address: str) -> list[str]:
    """The marking above and the marking below, around everything else of the page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    edges = main.split('<div class="app-marked__edge app-marked__edge--')[1:]
    assert [edge.split('"', 1)[0] for edge in edges] == ["top", "bottom"], address
    assert main.index("app-marked__edge--top") < main.index("<h1")
    assert "<h1" not in edges[-1]
    return [edge.split("</span>", 1)[1].split("</p>", 1)[0] for edge in edges]


def edges_of(client: Client, address: str) -> list[list[str]]:
    """The first and the last line of a CSV file."""
    lines = list(csv.reader(StringIO(client.get(address).content.decode("utf-8-sig"))))
    return [lines[0], lines[-1]]


def rows_of_workbook(client: Client, address: str) -> list[tuple[object, ...]]:
    """The rows of the one sheet."""
    sheet = load_workbook(BytesIO(client.get(address).content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))
