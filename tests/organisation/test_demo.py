"""The demo's forces: complete, invented, made once, and through the services."""

from itertools import islice

import pytest

from accounts.models import User
from audit.models import AuditEvent
from organisation import demo
from organisation.demo_content import NATIONAL_ROLES, PLACES
from organisation.models import Membership, Node, NodeKind, Role
from organisation.policies import has_role
from organisation.selectors import people_in_line_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts() -> dict[str, User]:
    names = [place.account for place in PLACES] + [name for name, _role in NATIONAL_ROLES]
    return {name: UserFactory(email=f"{name}@demo.example") for name in [*names, "national"]}


def test_no_full_name_is_invented_twice() -> None:
    names = [person[:2] for person in islice(demo._invented_people(), 500)]

    assert len(set(names)) == 500


def test_seeding_puts_the_accounts_in_their_places(accounts: dict[str, User]) -> None:
    demo.seed(lambda line: None)

    assert Node.objects.filter(kind=NodeKind.FORCE).count() == 43
    team = Membership.objects.get(person=accounts["officer"]).node
    assert team == Membership.objects.get(person=accounts["officer2"]).node
    in_line = people_in_line_of(accounts["supervisor"], demo.JOINED)
    assert {accounts["officer"], accounts["officer2"]} <= set(in_line)
    assert accounts["supporter"] not in in_line
    assert accounts["supporter"] in people_in_line_of(accounts["manager"], demo.JOINED)
    assert has_role(accounts["national"], Role.NATIONAL)
    assert AuditEvent.objects.filter(action="organisation.role_granted").exists()


def test_seeding_again_changes_nothing(accounts: dict[str, User]) -> None:
    demo.seed(lambda line: None)
    before = (User.objects.count(), Membership.objects.count(), AuditEvent.objects.count())

    demo.seed(lambda line: None)

    assert (User.objects.count(), Membership.objects.count(), AuditEvent.objects.count()) == before
