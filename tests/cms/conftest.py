"""People who stand in different places before the same pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from organisation.models import RassoRole, Role
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    MembershipFactory,
    RoleGrantFactory,
    TeamFactory,
    nation,
)

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    """Keep what tests upload out of the project, and second factors out of these tests."""
    settings.MEDIA_ROOT = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def sign_in() -> SignIn:
    """Return a browser in which the person has signed in."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


def person_with(role: RassoRole = RassoRole.INVESTIGATOR) -> User:
    """Someone in post with this RASSO role."""
    person: User = UserFactory()
    MembershipFactory(person=person, node=TeamFactory(), rasso_role=role)
    return person


@pytest.fixture
def officer(db: None) -> User:
    """An investigator in a team."""
    return person_with()


@pytest.fixture
def analyst(db: None) -> User:
    """An analyst, for whom the sensitive pages of these tests are written."""
    return person_with(RassoRole.ANALYST)


@pytest.fixture
def editor(db: None) -> User:
    """Writes for the nation."""
    return holder_of(Role.EDITOR)


@pytest.fixture
def approver(db: None) -> User:
    """Approves for the nation."""
    return holder_of(Role.APPROVER)


@pytest.fixture
def cps_partner(db: None) -> User:
    """A guest from the CPS, with no post in a force."""
    return holder_of(Role.CPS_PARTNER)


@pytest.fixture
def stranger(db: None) -> User:
    """Someone with an account, but neither a post nor a role any more."""
    return UserFactory()


@pytest.fixture
def superuser(db: None) -> User:
    """Runs the CMS and has no post."""
    return UserFactory(superuser=True)


def holder_of(role: Role) -> User:
    """Someone without a post who holds the role over the whole nation."""
    person: User = UserFactory()
    RoleGrantFactory(person=person, role=role, scope=nation())
    return person
