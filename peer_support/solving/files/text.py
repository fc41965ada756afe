"""Turns the file's text into values, millions of edges piece by piece.

Each edge as a list of Python's own would take 200 bytes, a nation's more than a gigabyte.
"""

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peer_support.solving.problem import UnsolvableError

Rows = NDArray[np.int64]

PIECE = 1_000_000  # characters parsed at once
_START = re.compile(r'"edges"\s*:\s*\[')
_END = re.compile(r"\]\s*\]")
_BETWEEN = re.compile(r"\s*,\s*")
_COLUMNS = 3


def parse(path: Path) -> tuple[object, Rows | None]:
    """Return what the file holds without its edges, and these as rows of three; None for none.

    Raises UnsolvableError where it is no JSON or an edge is not of three whole numbers.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return _parse_by_pieces(text) or _parse_whole(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnsolvableError(f"The file is not JSON: {error}.") from error


def _parse_by_pieces(text: str) -> tuple[object, Rows | None] | None:
    """Return the same as _parse_whole, or None where the file is not of the plain form."""
    start = _START.search(text)
    end = start and _END.search(text, start.end())
    if not start or not end:
        return None
    try:
        rows = _rows_of_pieces(text, start.end(), end.start() + 1)
        whole = json.loads(text[: start.end()] + text[end.end() - 1 :])
    except json.JSONDecodeError:
        return None
    if rows is None or not isinstance(whole, dict) or whole.pop("edges", None) != []:
        return None
    return whole, rows


def _rows_of_pieces(text: str, position: int, end: int) -> Rows | None:
    blocks = []
    while position < end:
        cut = text.find("]", min(position + PIECE, end - 1), end) + 1
        blocks.append(_rows(json.loads(f"[{text[position:cut]}]")))
        between = _BETWEEN.match(text, cut, end)
        if between is None and cut < end:
            return None
        position = between.end() if between else cut
    return np.concatenate(blocks)


def _parse_whole(text: str) -> tuple[object, Rows | None]:
    whole = json.loads(text)
    if not isinstance(whole, dict) or "edges" not in whole:
        return whole, None
    return whole, _rows(whole.pop("edges"))


# JSON may hold anything.
def _rows(values: Any) -> Rows:
    if not isinstance(values, list):
        raise UnsolvableError("The file: edges must be a list.")
    if not set(map(type, values)) <= {list} or not set(map(len, values)) <= {_COLUMNS}:
        raise _fault(values)
    flat = list(chain.from_iterable(values))
    if not set(map(type, flat)) <= {int}:
        raise _fault(values)
    try:
        return np.array(flat, np.int64).reshape(-1, _COLUMNS)
    except OverflowError as error:
        raise _fault(values) from error


def _fault(values: list[Any]) -> UnsolvableError:
    """Return the error that shows the first edge that is none."""
    wrong = next(value for value in values if not _is_edge(value))
    return UnsolvableError(
        "The file: each of the edges must be [request, supporter, score] in whole numbers, "
        f"not {json.dumps(wrong)[:60]}."
    )


def _is_edge(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == _COLUMNS
        and all(type(number) is int and abs(number) < 2**63 for number in value)
    )
