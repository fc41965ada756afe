"""What the package holds about a person comes out whole, and goes without leaving their name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from organisation.models import ImportRow, ImportRun, Membership, NodeKind, Role, RoleGrant
from organisation.personal_data import DECLARATIONS
from organisation.retention import purge_import_rows
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in, place_above

pytestmark = pytest.mark.django_db


def run_with_row(person: User, state: str) -> ImportRun:
    force = place_above(Membership.objects.get(person=person).node, NodeKind.FORCE)
    run = ImportRun.objects.create(force=force, uploaded_by=person, state=state, total=1)
    ImportRow.objects.create(run=run, line=2, values={"email": person.email.upper()})
    return run


def test_every_declaration_exports_its_own_rows() -> None:
    person = person_in(TeamFactory(), Role.SUPERVISOR)
    person_in(TeamFactory(), Role.SUPERVISOR)
    run_with_row(person, "applied")

    exported = {part.model.__name__: part.export(person) for part in DECLARATIONS}

    assert {name: len(rows) for name, rows in exported.items()} == {
        "Membership": 1,
        "RoleGrant": 1,
        "NodeChange": 0,
        "ImportRun": 1,
        "ImportRow": 1,
    }
    assert exported["RoleGrant"][0]["role"] == "Supervisor"


def test_erasing_keeps_the_post_without_its_number_and_ends_every_right() -> None:
    person = person_in(TeamFactory(), Role.SUPERVISOR)
    given = RoleGrantFactory(granted_by=person)
    run_with_row(person, "applied")
    number = Membership.objects.get(person=person).service_number

    for part in DECLARATIONS:
        part.erase(person)

    assert number not in Membership.objects.get(person=person).service_number
    assert not RoleGrant.objects.not_revoked().filter(person=person).exists()
    given.refresh_from_db()
    assert (given.granted_by, given.revoked_at) == (None, None)
    assert not ImportRow.objects.exists()
    assert ImportRun.objects.get().uploaded_by is None


def test_rows_of_files_go_after_their_time_and_a_forgotten_file_with_them() -> None:
    person = person_in(TeamFactory())
    waiting = run_with_row(person, "checked")
    recent = run_with_row(person, "applied")
    now = timezone.now()
    ImportRun.objects.filter(pk=waiting.pk).update(updated_at=now - timedelta(days=8))

    assert purge_import_rows(now - timedelta(days=7), 100) == 1
    assert purge_import_rows(now - timedelta(days=7), 100) == 0

    waiting.refresh_from_db()
    assert waiting.state == "discarded"
    assert list(ImportRow.objects.values_list("run", flat=True)) == [recent.pk]
