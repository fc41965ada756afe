"""What the tables themselves tell, whatever lies in them."""

from collections.abc import Iterator

from django.db import connection

from wellbeing.dump_check.dump import PRIVATE_TABLES
from wellbeing.dump_check.findings import Finding
from wellbeing.dump_check.shapes import TYPES

COLUMN_TYPES = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = ANY(%s)
"""
FOREIGN_KEYS = """
SELECT relname FROM pg_constraint JOIN pg_class ON pg_class.oid IN (conrelid, confrelid)
WHERE contype = 'f' AND relname = ANY(%s)
"""


def structure_findings() -> Iterator[Finding]:
    """Yield columns that hold a time or count rows, and links to or from a private table."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMN_TYPES, [list(PRIVATE_TABLES)])
        for table, column, kind in cursor.fetchall():
            if kind not in TYPES:
                yield Finding(table, f"the column {column} is of the type {kind}")
        cursor.execute(FOREIGN_KEYS, [list(PRIVATE_TABLES)])
        for (table,) in cursor.fetchall():
            yield Finding(table, "a foreign key leads from this table or to it")
