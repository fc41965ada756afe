"""Test databases as copies of a template: migrated once for all workers, seeded once if wanted.

A copy takes a fraction of a second and is exact: root page, sequences and append-only tables
included, which emptying the tables would lose.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from psycopg import sql

from config.bootstrap import stamps

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("platform", "learning", "wellbeing", "peer_support")
MIGRATION_SOURCES = frozenset({"migrations", "data", "sql"})
OF_THIS_CHECKOUT = hashlib.sha256(str(ROOT).encode()).hexdigest()[:4]
# Any number that only these tests use; checkouts that share a server do not wait for each other.
LOCK_NUMBER = 2_026_021_100_000 + int(OF_THIS_CHECKOUT, 16)
Admin = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Names:
    """The databases of this process: its own, and the templates that all workers share."""

    own: str
    migrated: str
    seeded: str


def source_files() -> Iterable[Path]:
    """Every file of the packages, and the lock of what they stand on."""
    return [
        ROOT / "requirements-dev.txt",
        *stamps.files_below([ROOT / name for name in SOURCES]),
    ]


def shapes_the_database(path: Path) -> bool:
    """Tell whether a migration is in the file or may read it."""
    return path.suffix in {".txt", ".sql"} or bool(MIGRATION_SOURCES & set(path.parts))


def names_for(worker: str) -> Names:
    """Return the names for one worker; a template's name changes with what it is made from.

    The days of what the demo holds are counted from the one on which it was seeded.
    """
    base = str(settings.DATABASES["default"]["NAME"])[:24]
    files = list(source_files())
    migrations = stamps.digest([path for path in files if shapes_the_database(path)], ROOT)
    everything = f"{stamps.digest(files, ROOT)} {timezone.localdate()}"
    seeded = hashlib.sha256(everything.encode()).hexdigest()
    return Names(
        own=f"test_{base}_{OF_THIS_CHECKOUT}_{worker or 'only'}",
        migrated=f"template_{base}_{OF_THIS_CHECKOUT}_migrated_{migrations[:10]}",
        seeded=f"template_{base}_{OF_THIS_CHECKOUT}_seeded_{seeded[:10]}",
    )


@contextmanager
def administration() -> Iterator[Admin]:
    """Connect beside the databases that are made and dropped."""
    entry = settings.DATABASES["default"]
    with psycopg.connect(
        host=entry["HOST"],
        port=entry["PORT"],
        user=entry["USER"],
        password=entry["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as admin:
        yield admin


def exists(admin: Admin, name: str) -> bool:
    """Tell whether there is a database of that name."""
    found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def drop(admin: Admin, name: str) -> None:
    """Drop a database with whoever is still connected to it."""
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def copy(admin: Admin, template: str, name: str) -> None:
    """Replace a database by a copy of the template."""
    drop(admin, name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def connect_django_to(name: str) -> None:
    """Let Django's next connection go to that database."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def only_one_worker(admin: Admin) -> Iterator[None]:
    """Let one process make a template while the others wait for it."""
    admin.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
    try:
        yield
    finally:
        admin.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


def make_template(name: str, source: str, *commands: list[str]) -> None:
    """Make a template by running management commands on a copy of source, once for all workers."""
    with administration() as admin, only_one_worker(admin):
        if exists(admin, name):
            return
        drop_former(admin, name)
        draft = f"{name}_new"
        copy(admin, source, draft)
        before = str(connection.settings_dict["NAME"])
        connect_django_to(draft)
        try:
            for command in commands:
                call_command(*command, verbosity=0)
        finally:
            connect_django_to(before)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))


def drop_former(admin: Admin, name: str) -> None:
    """Drop the templates of the same kind that were made from older sources."""
    kind = name.rpartition("_")[0] + "_"
    rows = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [kind])
    for (former,) in rows.fetchall():
        drop(admin, str(former))


def ensure_migrated(names: Names, *, afresh: bool) -> None:
    """Make the empty, migrated template if this source has none yet."""
    if afresh:
        with administration() as admin, only_one_worker(admin):
            drop(admin, names.migrated)
            drop(admin, names.seeded)
    make_template(names.migrated, "template0", ["migrate", "--no-input"])


def ensure_seeded(names: Names) -> None:
    """Make the template with the demo's people and content if this source has none yet."""
    make_template(names.seeded, names.migrated, ["seed_demo"])


def restore(names: Names, template: str) -> None:
    """Put this process's database back to the template's state."""
    connections.close_all()
    with administration() as admin:
        copy(admin, template, names.own)
