"""An officer who has signed in, and a module to learn with."""

import pytest
from django.test import Client

from accounts.models import User
from learning.models import ModulePage
from tests.factories.learning import make_module
from tests.factories.organisation import TeamFactory, person_in


@pytest.fixture
def officer(db: None) -> User:
    return person_in(TeamFactory())


@pytest.fixture
def module(db: None) -> ModulePage:
    return make_module()


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client
