"""Refuses to start production while an account of the demo is open: its password is public."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from accounts.models import User

DEMO_DOMAIN = "@demo.example"


# Django passes its own untyped options here.
@register(Tags.database)
def no_demo_accounts_outside_the_demo(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """An error for production while a demo account can sign in."""
    if settings.DEMO or not databases:
        return []
    return [demo_account_error()] if demo_account_is_open() else []


def demo_account_is_open() -> bool:
    """Whether a demo account can sign in; no when the tables are still to be made."""
    try:
        return User.objects.filter(email__iendswith=DEMO_DOMAIN, is_active=True).exists()
    except DatabaseError:
        return False


def demo_account_error() -> Error:
    """What is wrong and what to do."""
    return Error(
        "An account of the demo is open in this database, and its password is public.",
        hint="Run `manage.py close_demo_accounts`, or use a database that never held the demo.",
        id="accounts.E001",
    )
