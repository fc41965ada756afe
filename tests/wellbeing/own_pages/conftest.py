"""The browser of an officer who signed in a moment ago."""

import pytest
from django.test import Client

from accounts.models import User
from tests.support.signing_in import signed_in


@pytest.fixture
def client(officer: User) -> Client:
    return signed_in(officer)
