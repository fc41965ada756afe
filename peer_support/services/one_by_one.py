"""Settles due rows one after the other, so that one that cannot be opened stops no other."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from core.crypto import SealBrokenError, UnknownKeyError

logger = logging.getLogger(__name__)

Row = TypeVar("Row")


def settle_each(rows: Iterable[Row], settle: Callable[[Row], object]) -> int:
    """Return how many rows settle said were settled. The log names none of those that failed."""
    settled = 0
    for row in rows:
        try:
            settled += bool(settle(row))
        except (SealBrokenError, UnknownKeyError):
            logger.error("A row of peer support does not open and was left as it is")
    return settled
