"""What the tests of accounts share."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.factories.accounts import PASSWORD


@pytest.fixture(autouse=True)
def own_rate_limits(settings: Settings) -> None:
    """Count attempts from nothing, on the real cache."""
    own = settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4()}"}
    settings.CACHES = {"default": own}


SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """Sign a person in through the page, as they do."""

    def through_the_page(person: User, password: str = PASSWORD) -> Client:
        client.post("/accounts/login/", {"login": person.email, "password": password})
        return client

    return through_the_page
