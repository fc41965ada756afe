"""A database of the benchmark's own, made for it and dropped after it: nobody's data is touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import getpid

from django.core.management import call_command
from django.db import connection


@contextmanager
def scratch_database() -> Iterator[str]:
    """Point the default connection at a new, migrated database; drop it whatever happens."""
    own, name = connection.settings_dict["NAME"], f"lodestar_bench_{getpid()}"
    _run_on_server(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield name
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        _run_on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run_on_server(statement: str) -> None:
    # A database cannot be made or dropped inside a transaction, nor from within itself.
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def gather_statistics() -> None:
    """Let planner and indexes take in what was inserted, as autovacuum would have long ago."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
