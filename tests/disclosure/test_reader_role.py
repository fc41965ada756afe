"""In production the trend pages sign in as a role that reads published figures and nothing else."""

import io
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from disclosure.models import PublishedCell
from disclosure.services import close_month
from tests.config.production import production_environment, run_manage
from tests.disclosure.conftest import CLOSING_DAY, SampleForce
from tests.support.figures import PERIOD

# Roles belong to the whole server, which the workers of the tests share: each has its own.
READER = f"lodestar_test_reader_{settings.TEST_WORKER}"
READABLE = {"disclosure_publishedcell", "disclosure_frozenplace", "disclosure_closing"}
Reader = psycopg.Connection[tuple[object, ...]]


def create(name: str = READER) -> str:
    out = io.StringIO()
    call_command("create_reader_role", name, stdout=out)
    return out.getvalue()


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def reader(sample_force: SampleForce) -> Iterator[Reader]:
    """Sign in as the role, to a database with one published month."""
    close_month(source=sample_force.source(), period=PERIOD, now=CLOSING_DAY)
    password = create().rsplit(": ", 1)[1].strip()
    entry = connection.settings_dict
    try:
        with psycopg.connect(
            host=entry["HOST"],
            port=entry["PORT"],
            dbname=entry["NAME"],
            user=READER,
            password=password,
            autocommit=True,
        ) as signed_in:
            yield signed_in
    finally:
        run(f"DROP OWNED BY {READER}")
        run(f"DROP ROLE {READER}")


def count(reader: Reader, table: str) -> object:
    statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    row = reader.execute(statement).fetchone()
    return row and row[0]


def test_published_figures_can_be_read(reader: Reader) -> None:
    assert count(reader, "disclosure_publishedcell") == PublishedCell.objects.count() > 0
    assert count(reader, "disclosure_frozenplace") == 9
    assert count(reader, "disclosure_closing") == 1


def test_every_other_table_is_refused(reader: Reader) -> None:
    tables = set(connection.introspection.table_names())
    assert {
        "wellbeing_answer",
        "accounts_user",
        "django_session",
        "disclosure_auditrecord",
    } < tables
    for table in sorted(tables - READABLE):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            count(reader, table)


def test_no_model_is_readable_but_the_three(reader: Reader) -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    readable = {
        table
        for (table,) in reader.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'v', 'm', 'p', 'f', 'S')"
            " AND has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"
        ).fetchall()
    }
    assert readable == READABLE
    assert tables > READABLE


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO disclosure_closing (collection) VALUES ('x')",
        "UPDATE disclosure_publishedcell SET mean = 1",
        "DELETE FROM disclosure_publishedcell",
        "TRUNCATE disclosure_publishedcell",
        "CREATE TABLE notes (id int)",
        "CREATE TEMPORARY TABLE notes (id int)",
        "CREATE SCHEMA notes",
        "CREATE ROLE another",
        "COPY disclosure_publishedcell TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/hostname')",
    ],
)
@pytest.mark.parametrize("read_only", ["on", "off"])
def test_nothing_can_be_written_whatever_the_session_says(
    reader: Reader, statement: str, read_only: str
) -> None:
    reader.execute(f"SET default_transaction_read_only = {read_only}")
    with pytest.raises(
        (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)
    ):
        reader.execute(statement)


def test_the_role_reads_only_by_default(reader: Reader) -> None:
    assert reader.execute("SHOW default_transaction_read_only").fetchone() == ("on",)


def test_running_it_again_takes_back_what_was_added(reader: Reader) -> None:
    run(f"GRANT SELECT ON accounts_user TO {READER}")
    assert count(reader, "accounts_user") == 0
    create()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        count(reader, "accounts_user")


def test_the_sites_own_role_and_one_with_power_are_refused(reader: Reader) -> None:
    with pytest.raises(CommandError, match="works with this role"):
        create(connection.settings_dict["USER"])
    run(f"ALTER ROLE {READER} CREATEROLE")
    with pytest.raises(CommandError, match="whole server"):
        create()


def test_a_role_that_belongs_to_others_is_refused(reader: Reader) -> None:
    run(f"GRANT pg_read_all_data TO {READER}")
    with pytest.raises(CommandError, match="belongs to others"):
        create()


def test_production_reads_figures_as_that_role(transactional_db: None, tmp_path: Path) -> None:
    entry = connection.settings_dict
    address = f"postgres://{READER}:a-password@{entry['HOST']}:{entry['PORT']}/{entry['NAME']}"
    env = production_environment(tmp_path, PUBLISHED_DATABASE_URL=address)
    try:
        made = run_manage(env, "create_reader_role", READER)
        assert made.stdout == f"{READER} can read published figures and nothing else.\n"
        figures = "from disclosure.selectors import closed_periods as c; print(c('wellbeing'))"
        read = run_manage(env, "shell", "--no-imports", "--command", figures)
        assert (read.returncode, read.stdout) == (0, "[]\n"), read.stderr
        people = "from accounts.models import User; print(User.objects.using('published').count())"
        refused = run_manage(env, "shell", "--no-imports", "--command", people)
        assert refused.returncode != 0
        assert "permission denied" in refused.stderr
    finally:
        run(f"DROP OWNED BY {READER}")
        run(f"DROP ROLE {READER}")
