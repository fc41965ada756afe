"""Locks for what no single row can guard: the paths of the tree, and the people of a force."""

from django.db import connection

# Two numbers that nothing else in this database locks.
_TREE = 7_301
_PEOPLE = 7_302


def lock_tree() -> None:
    """Keep everyone else from changing or leaning on the tree until this transaction ends.

    A move rewrites the paths of many rows; two at once would corrupt them.
    """
    _take("pg_advisory_xact_lock", _TREE, 0)


def hold_tree() -> None:
    """Keep the tree as it is until this transaction ends; others may hold it too.

    Stops a place from closing between the look at it and the arrival of a person in it.
    """
    _take("pg_advisory_xact_lock_shared", _TREE, 0)


def lock_people_of(force_id: int) -> None:
    """Let one transaction at a time change who works in a force and under whom.

    Two changes of line manager at once could close a circle that neither of them saw.
    """
    _take("pg_advisory_xact_lock", _PEOPLE, force_id)


def _take(function: str, first: int, second: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [first, second])
