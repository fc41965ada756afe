"""Lets one worker at a time close a month."""

from datetime import date
from zlib import crc32

from django.db import connection

# The first half of our advisory locks' keys, so that no other lock of the site meets them.
LOCK_SPACE = 0x44495343


def lock_month(collection: str, period: date) -> None:
    """Wait until nobody else closes this month; held until the transaction ends."""
    number = crc32(f"{collection} {period.isoformat()}".encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, number])
