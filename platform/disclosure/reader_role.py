"""Makes the database role that the trend pages read with: three tables of published rows, no more.

With it, a fault in a page can at worst show what is published anyway.
"""

from django.db import connection
from psycopg import sql

from disclosure.exceptions import UnusableReaderError
from disclosure.models import Closing, FrozenPlace, PublishedCell

READABLE = (PublishedCell, FrozenPlace, Closing)
# Every kind of thing that a role could once have been given rights to.
REVOKED = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {role}",
    "REVOKE ALL ON SCHEMA public FROM {role}",
    "REVOKE ALL ON DATABASE {database} FROM {role}",
    "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
)
# Why an existing role can do more than read what it is given; each counts what speaks against it.
POWERS = {
    "The site itself works with this role: choose another name.": (
        "SELECT (current_user = %s)::int"
    ),
    "This role has rights over the whole server, so it could read everything.": (
        "SELECT count(*) FROM pg_roles WHERE rolname = %s AND"
        " (rolsuper OR rolbypassrls OR rolreplication OR rolcreaterole OR rolcreatedb)"
    ),
    "This role owns something, so it could read and change it.": (
        "SELECT count(*) FROM pg_shdepend JOIN pg_roles r ON r.oid = refobjid"
        " WHERE refclassid = 'pg_authid'::regclass AND deptype = 'o' AND rolname = %s"
    ),
    "This role belongs to others, so it could read what they can.": (
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        " WHERE rolname = %s"
    ),
}


def make_reader(name: str, password: str) -> None:
    """Create the role or bring it back to what it should be; run it inside a transaction.

    Raises UnusableReaderError for a role that could read more whatever is revoked here.
    """
    for reason, question in POWERS.items():
        if _ask(question, name):
            raise UnusableReaderError(reason)
    if not _exists(name):
        _run("CREATE ROLE {role}", name, password)
    _run("ALTER ROLE {role} LOGIN NOINHERIT PASSWORD {password}", name, password)
    for statement in REVOKED:
        _run(statement, name, password)
    _run("GRANT CONNECT ON DATABASE {database} TO {role}", name, password)
    _run("GRANT USAGE ON SCHEMA public TO {role}", name, password)
    for model in READABLE:
        table = sql.Identifier(model._meta.db_table)
        _run("GRANT SELECT ON {table} TO {role}", name, password, table=table)
    # So that a slip does not even try; that it may not write is said by the rights above.
    _run("ALTER ROLE {role} SET default_transaction_read_only = on", name, password)


def _exists(name: str) -> bool:
    return bool(_ask("SELECT count(*) FROM pg_roles WHERE rolname = %s", name))


def _ask(question: str, name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        (answer,) = cursor.fetchone()
    return int(answer)


def _run(statement: str, name: str, password: str, **more: sql.Identifier) -> None:
    with connection.cursor() as cursor:
        database = sql.Identifier(str(connection.settings_dict["NAME"]))
        parts = {"role": sql.Identifier(name), "database": database, **more}
        # Statements that define roles take no parameters: the driver's quoting stands in.
        composed = sql.SQL(statement).format(password=sql.Literal(password), **parts)
        cursor.execute(composed.as_string(cursor.cursor))
