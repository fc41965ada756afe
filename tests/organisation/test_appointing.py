"""A new installation has one way in: the first account of the national team."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Invitation, User
from audit.models import AuditEvent
from organisation.models import Role, RoleGrant
from organisation.services.reference_data import load_reference_data
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

NAMED = ("first@nation.example", "Ada", "Byron")


def test_the_first_of_the_national_team_is_invited_and_appointed() -> None:
    load_reference_data()
    call_command("appoint_national", *NAMED)
    person = User.objects.get(email=NAMED[0])
    assert not person.has_usable_password()
    assert [grant.role for grant in RoleGrant.objects.filter(person=person)] == [Role.NATIONAL]
    assert Invitation.objects.get().person == person
    assert AuditEvent.objects.filter(action="organisation.role_granted").count() == 1


def test_before_there_are_forces_it_says_what_to_do_first() -> None:
    with pytest.raises(CommandError, match="load_reference_data"):
        call_command("appoint_national", *NAMED)
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["no-address", "TAKEN@nation.example"])
def test_an_address_that_cannot_be_used_changes_nothing(address: str) -> None:
    load_reference_data()
    UserFactory(email="taken@nation.example")
    with pytest.raises(CommandError):
        call_command("appoint_national", address, "Ada", "Byron")
    assert User.objects.count() == 1
    assert not RoleGrant.objects.exists()
