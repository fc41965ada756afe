"""Reads tables as a dump holds them: one line a row, columns parted by tabs, bytes as hex."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from wellbeing.models import Answer, Draft, Note, Participation, Preference, SubjectKey

# The tables that know a person by a pseudonym.
PRIVATE_TABLES = tuple(
    model._meta.db_table for model in (Answer, Draft, Note, Participation, Preference, SubjectKey)
)
# The columns by which a private row could be named.
NAMES = ("id", "subject_ref")
HEX = "\\\\x"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a private table, as text by column; line holds it whole."""

    line: bytes
    values: dict[str, str]

    def tokens(self) -> set[bytes]:
        """Return what a link from elsewhere would have to name."""
        return {self.values[name].encode() for name in NAMES if name in self.values}

    def content(self, column: str) -> bytes:
        """Return the bytes that a column shows as hex."""
        return bytes.fromhex(self.values[column].removeprefix(HEX))


def other_tables() -> list[str]:
    """Return every table of the database but the private ones."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
    return [name for name in names if name not in PRIVATE_TABLES]


def lines_of(table: str) -> Iterator[bytes]:
    """Yield the lines that a dump holds of a table."""
    return (line for line in _copied(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))))


def rows_of(table: str) -> Iterator[Row]:
    """Yield the rows of a private table."""
    columns = columns_of(table)
    for line in lines_of(table):
        yield Row(line, dict(zip(columns, line.decode().split("\t"), strict=True)))


def columns_of(table: str) -> list[str]:
    """Return the names of the columns in the order in which a dump holds them."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described]


def _copied(statement: sql.Composed) -> Iterator[bytes]:
    connection.ensure_connection()
    with connection.connection.cursor().copy(statement) as copy:
        rest = b""
        for block in copy:
            *lines, rest = (rest + bytes(block)).split(b"\n")
            yield from lines
