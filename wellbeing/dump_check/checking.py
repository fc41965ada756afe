"""Goes over the whole database once and yields what a dump of it would give away."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from accounts.models import User
from core.crypto import CryptoError
from core.crypto.providers import keyring
from wellbeing.dump_check.dump import PRIVATE_TABLES, Row, rows_of
from wellbeing.dump_check.elsewhere import elsewhere_findings
from wellbeing.dump_check.findings import Finding, once
from wellbeing.dump_check.people import known_people, people_findings
from wellbeing.dump_check.seals import KEY_TABLE, SEALED_TABLES, Seals, key_findings, sealed_row
from wellbeing.dump_check.shapes import shape_findings
from wellbeing.dump_check.structure import structure_findings
from wellbeing.instruments.registry import available_instruments
from wellbeing.keys import subject_refs_of

# How accounts names those who were erased.
ERASED = {"email__startswith": "erased-", "email__endswith": "@invalid"}


def has_keys() -> bool:
    """Whether the site's keys can be had here; a thief's copy of the database has none."""
    try:
        return all(keyring(ring) for ring in settings.RING_NAMES)
    except CryptoError:
        return False


@transaction.atomic
def check_dump() -> list[Finding]:
    """Return what can be read, each kind once; nothing if a dump gives nothing away."""
    return list(once([*structure_findings(), *_content_findings()]))


def _content_findings() -> Iterator[Finding]:
    seals = Seals(has_keys=has_keys())
    tokens: set[bytes] = set()
    refs: set[str] = set()
    people, instruments = known_people(), available_instruments()
    for table in PRIVATE_TABLES:
        for row in rows_of(table):
            refs.add(row.values["subject_ref"])
            tokens |= row.tokens()
            yield from people_findings(table, row, people)
            shape = list(shape_findings(table, row, instruments))
            yield from shape or _seal_findings(table, row, seals)
    yield from elsewhere_findings(tokens, seals.notes)
    if seals.has_keys:
        yield from _erased_findings(refs)


def _seal_findings(table: str, row: Row, seals: Seals) -> Iterator[Finding]:
    if table in SEALED_TABLES:
        yield from seals.findings(sealed_row(table, row))
    elif table == KEY_TABLE:
        yield from key_findings(row)


def _erased_findings(refs: set[str]) -> Iterator[Finding]:
    """Yield a finding if anything is left of an account that was erased."""
    erased = User.objects.filter(**ERASED).values_list("pk", flat=True)
    if not refs.isdisjoint(subject_refs_of(erased).values()):
        yield Finding("wellbeing", "something is left of a person whose account was erased")
