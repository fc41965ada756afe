"""Says to what watches over us whether the site lives and can work; nothing about why not.

What failed and how is in the log, for those who may read it.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache

from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.crypto.checks import check as check_rings
from core.crypto.known_keys import check_settled_keys
from core.discovery import package_modules

logger = logging.getLogger(__name__)

SERVICE_UNAVAILABLE = 503
BROKER_PATIENCE = 2


class NotReadyError(Exception):
    """A check found that the site cannot do its work."""


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; asks no other server, so that a restart is not the cure for those."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Whether each thing that the site needs works now."""
    results = {name: passes(name, check) for name, check in CHECKS.items()}
    is_ready = all(results.values())
    body = {
        "status": "ok" if is_ready else "failing",
        "checks": {name: "ok" if passed else "failing" for name, passed in results.items()},
    }
    return JsonResponse(body, status=200 if is_ready else SERVICE_UNAVAILABLE)


def passes(name: str, check: Callable[[], None]) -> bool:
    """Run one check; whatever it raises means that it failed."""
    try:
        check()
    except Exception:  # a check stands for something that can break in ways we do not know
        logger.exception("portal.check_failing", extra={"check": name})
        return False
    return True


def check_database() -> None:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """The tables are as this version of the code expects them."""
    if not migrations_applied():
        migrations_applied.cache_clear()
        raise NotReadyError


@cache
def migrations_applied() -> bool:
    """Whether nothing is left to apply; once true it stays true for the life of the process."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def check_broker() -> None:
    """The broker takes a connection."""
    with current_app.connection_for_write(connect_timeout=BROKER_PATIENCE) as broker:
        broker.ensure_connection(max_retries=1, timeout=BROKER_PATIENCE)


def check_keys() -> None:
    """Every ring seals and opens, and those that never rotate hold the key of old."""
    check_rings()
    check_settled_keys()


def check_due_rows() -> None:
    """Nothing has been due for longer than workers and sweep need at their worst."""
    now = timezone.now()
    patience = timedelta(seconds=settings.HEALTH_OLDEST_DUE_SECONDS)
    oldest = oldest_due(now)
    if oldest is not None and now - oldest > patience:
        raise NotReadyError


def oldest_due(now: datetime) -> datetime | None:
    """Return since when the oldest row of any package's outbox has been due.

    A package with an outbox has a module due_rows with a function oldest_due(now).
    """
    moments = [module.oldest_due(now) for module in package_modules("due_rows")]
    return min((moment for moment in moments if moment is not None), default=None)


CHECKS: Mapping[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_broker,
    "due rows": check_due_rows,
    "keys": check_keys,
}
