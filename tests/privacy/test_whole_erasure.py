"""Erasing people of the demo, with all that they did there, leaves their address nowhere."""

import re
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import User
from privacy.archive import build_archive
from privacy.models import ErasureRequest
from privacy.services import ask_for_erasure, erase_person

PEOPLE = ("officer", "supervisor", "editor", "forceadmin", "national", "dpo")
HELD_BEFORE = ["account_emailaddress.email", "accounts_user.email"]
COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb')
ORDER BY 1, 2
"""


def places_that_hold(text: str) -> list[str]:
    """Every "table.column" of the whole database in which the text stands somewhere."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        columns = cursor.fetchall()
        return [
            f"{table}.{column}"
            for table, column in columns
            if _holds(f'SELECT 1 FROM "{table}" WHERE "{column}"::text ~* %s LIMIT 1', text)  # noqa: S608 -- the catalogue's own names
        ]


def _holds(query: str, text: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, [rf"\m{re.escape(text)}"])
        return cursor.fetchone() is not None


def test_an_erased_persons_address_stands_nowhere(seeded_database: None) -> None:
    now = timezone.now()
    for name in PEOPLE:
        person = User.objects.get(email=f"{name}@demo.example")
        assert build_archive(person, now)
        request = ask_for_erasure(person=person, now=now)
        assert places_that_hold(person.email) == HELD_BEFORE
        assert erase_person(request_id=request.pk, now=now + timedelta(days=30))
        assert places_that_hold(f"{name}@demo.example") == []
        assert not User.objects.get(pk=person.pk).is_active
    assert ErasureRequest.objects.filter(state=ErasureRequest.State.DONE).count() == len(PEOPLE)
