"""Locks for what no single row can guard: one person's rows, and a month that is being closed."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

# Two numbers that nothing else in this database locks.
_SUBJECT = 7_501
_MONTH = 7_502
_REF_DIGITS = 8
_HALF_RANGE = 2**31


def lock_subject(ref: str) -> None:
    """Let one transaction at a time change a person's rows.

    Two devices at once could otherwise both make a key, or both fit under the limit of a month.
    """
    _take("pg_advisory_xact_lock", _SUBJECT, _number_of(ref))


def lock_subjects(refs: Iterable[str]) -> None:
    """Do the same for many, in an order that two transactions cannot cross each other in."""
    numbers = sorted({_number_of(ref) for ref in refs})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s::int, number) FROM unnest(%s::int[]) number",
            [_SUBJECT, numbers],
        )


def _number_of(ref: str) -> int:
    # Two people who share a number wait for each other, and nothing worse.
    return int(ref[:_REF_DIGITS], 16) - _HALF_RANGE


def hold_month_open(period: date) -> bool:
    """Keep the month from closing until this transaction ends; False if it is being closed now."""
    return bool(_take("pg_try_advisory_xact_lock_shared", _MONTH, period.toordinal()))


def lock_month(period: date) -> None:
    """Wait for check-ins of the month that are being stored, and let none count from now on."""
    _take("pg_advisory_xact_lock", _MONTH, period.toordinal())


def _take(function: str, first: int, second: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s::int, %s::int)", [first, second])
        row = cursor.fetchone()
    return row and row[0]
