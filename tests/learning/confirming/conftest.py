"""An officer at work on a fixed day, and a page that changed for them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from cms.models import PageVersion
from tests.factories.changes import make_changed_page, question
from tests.factories.organisation import TeamFactory, person_in

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The second of March 2026, until the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def officer(db: None, clock: time_machine.Traveller) -> User:
    return person_in(TeamFactory())


@pytest.fixture
def version(db: None, clock: time_machine.Traveller) -> PageVersion:
    return make_changed_page(asks=question())


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client
