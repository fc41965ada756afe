"""The two addresses that whatever watches over the site asks."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from notifications.models import Delivery
from notifications.notification_kinds import WELCOME
from notifications.services import notify
from portal.health import migrations_applied
from tests.factories.accounts import UserFactory

ALL_WELL = {"database": "ok", "migrations": "ok", "broker": "ok", "due rows": "ok", "keys": "ok"}


@pytest.mark.django_db
def test_live_asks_no_other_server(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_when_everything_works(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": ALL_WELL})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_ready_once_mail_has_waited_too_long(client: Client, settings: LazySettings) -> None:
    person = UserFactory()
    notify(recipient=person, kind=WELCOME, subject_key="1")
    patience = timedelta(seconds=settings.HEALTH_OLDEST_DUE_SECONDS)
    almost = timezone.now() - patience + timedelta(minutes=1)
    Delivery.objects.update(due_at=almost)
    assert client.get("/health/ready").status_code == 200
    Delivery.objects.update(due_at=almost - timedelta(minutes=2))
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "failing", "checks": ALL_WELL | {"due rows": "failing"}}


@pytest.mark.django_db
def test_not_ready_without_a_broker(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://127.0.0.1:1/0")
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"] == ALL_WELL | {"broker": "failing"}


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    migrations_applied.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'notifications'")
    response = client.get("/health/ready")
    migrations_applied.cache_clear()
    assert response.status_code == 503
    assert response.json()["checks"] == ALL_WELL | {"migrations": "failing"}


@pytest.mark.django_db
def test_not_ready_without_keys(client: Client, settings: LazySettings) -> None:
    settings.KEY_PROVIDER = "core.crypto.providers.EnvironmentKeyProvider"
    settings.KEY_PROVIDER_OPTIONS = {"keys": ""}
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"] == ALL_WELL | {"keys": "failing"}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.django_db
def test_health_can_only_be_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
