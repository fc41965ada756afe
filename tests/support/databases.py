"""The database fixtures: each test starts from the template's state, whatever the last one did."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.support import template_databases
from tests.support.template_databases import Names


@pytest.fixture(scope="session")
def database_names(request: pytest.FixtureRequest) -> Names:
    """The names of this worker's database and of the templates."""
    return template_databases.names_for(
        getattr(request.config, "workerinput", {}).get("workerid", "")
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    database_names: Names,
) -> Iterator[None]:
    """Make this worker's database from the template, and drop it at the end.

    A test that commits gets the whole database back from the template: Django would empty the
    tables, which loses what migrations put there and which append-only tables refuse.
    """
    names = database_names

    def restore(_test: TransactionTestCase) -> None:
        template_databases.restore(names, names.migrated)

    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            template_databases.ensure_migrated(names, afresh=django_db_createdb)
            template_databases.restore(names, names.migrated)
            template_databases.connect_django_to(names.own)
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        # What a test writes without asking for a database would stay for all that come after it.
        yield
        connections.close_all()
        if not django_db_keepdb:
            with template_databases.administration() as admin:
                template_databases.drop(admin, names.own)


@pytest.fixture
def seeded_database(transactional_db: None, database_names: Names) -> None:
    """Give the test the demo's people and content; what it changes is gone afterwards."""
    template_databases.ensure_seeded(database_names)
    template_databases.restore(database_names, database_names.seeded)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget rate limits and the like from the test before; only keys of the tests are touched."""
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]  # Django's own client
    keys = list(client.scan_iter(match=f"{cache.key_prefix}:*", count=1000))
    if keys:
        client.delete(*keys)
