"""Giving rights, changing many people and taking lists away ask who is there, again."""

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEvent
from organisation.models import ImportRun, Node, NodeKind, Role, RoleGrant
from tests.factories.accounts import PASSWORD
from tests.factories.organisation import (
    RoleGrantFactory,
    TeamFactory,
    nation,
    person_in,
    place_above,
)
from tests.support.signing_in import long_signed_in, signed_in

pytestmark = pytest.mark.django_db

PROOF = "/accounts/reauthenticate/"


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def admin(team: Node) -> User:
    return person_in(team, Role.FORCE_ADMIN)


def checked_import(team: Node) -> ImportRun:
    run: ImportRun = ImportRun.objects.create(
        force=place_above(team, NodeKind.FORCE), state=ImportRun.State.CHECKED, joiners=2, movers=1
    )
    return run


def prove(client: Client, address: str) -> Client:
    """Give the password where the page sends the person, and come back."""
    sent = client.get(address)["Location"]
    assert sent.startswith(PROOF)
    answer = client.post(sent, {"password": PASSWORD, "next": address})
    assert answer["Location"] == address
    return client


def test_roles_are_given_and_taken_only_after_a_recent_sign_in(team: Node, admin: User) -> None:
    colleague = person_in(team)
    grant = RoleGrantFactory(
        person=colleague, role=Role.DPO, scope=place_above(team, NodeKind.FORCE)
    )
    give = f"/organisation/people/{colleague.public_id}/roles/give/"
    take = f"/organisation/people/{colleague.public_id}/roles/{grant.public_id}/end/"
    client = long_signed_in(admin)

    for address in (give, take):
        assert client.get(address)["Location"].startswith(PROOF)
        assert client.post(address)["Location"].startswith(PROOF)
    assert not RoleGrant.objects.filter(person=colleague, revoked_at__isnull=False).exists()

    assert prove(client, take).post(take).status_code == 302
    assert RoleGrant.objects.get(person=colleague).revoked_at is not None


def test_a_role_that_was_filled_in_waits_for_the_password(team: Node, admin: User) -> None:
    colleague = person_in(team)
    address = f"/organisation/people/{colleague.public_id}/roles/give/"

    answer = long_signed_in(admin).post(address, {"role": "wellbeing_lead"})

    assert "kept" in answer["Location"]
    assert not RoleGrant.objects.filter(person=colleague).exists()


def test_national_roles_are_given_only_after_a_recent_sign_in() -> None:
    national = RoleGrantFactory(role=Role.NATIONAL, scope=nation()).person
    address = "/organisation/national/roles/"

    assert long_signed_in(national).get(address)["Location"].startswith(PROOF)
    assert signed_in(national).get(address).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_people_leaves_only_after_a_recent_sign_in(admin: User, kind: str) -> None:
    address = f"/organisation/people/export.{kind}"
    client = long_signed_in(admin)

    assert client.get(address)["Location"].startswith(PROOF)
    assert not AuditEvent.objects.filter(action="organisation.people_exported").exists()
    assert prove(client, address).get(address).status_code == 200


def test_a_file_is_applied_only_after_a_recent_sign_in_and_a_last_look(
    team: Node, admin: User
) -> None:
    run = checked_import(team)
    address = f"/organisation/people/imports/{run.public_id}/apply/"
    client = long_signed_in(admin)

    assert client.post(address)["Location"].startswith(PROOF)
    run.refresh_from_db()
    assert run.state == ImportRun.State.CHECKED

    page = prove(client, address).get(address).content.decode()
    assert "Joiners: 2. Movers: 1. Leavers: 0." in page
    client.post(address)
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLYING


def test_a_file_that_is_being_applied_leads_to_its_progress(team: Node, admin: User) -> None:
    run = checked_import(team)
    ImportRun.objects.update(state=ImportRun.State.APPLYING)
    address = f"/organisation/people/imports/{run.public_id}/"

    for method in ("get", "post"):
        answer = getattr(signed_in(admin), method)(f"{address}apply/")
        assert answer["Location"] == address
