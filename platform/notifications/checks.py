"""Start-up checks: a mistake in a declared kind shows before a notification is lost to it."""

from collections import Counter
from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from core.notification_kinds import Category
from notifications.kinds import declared_kinds

# Connecting, greeting, encrypting, signing in and greeting again may each wait that long.
WAITS_WHILE_SENDING = 6


def check_kinds(*, app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Report codes declared twice and categories that the preferences page does not know."""
    kinds = list(declared_kinds())
    counts = Counter(kind.code for kind in kinds)
    return [
        *(
            Error(f"The notification kind “{code}” is declared twice.", id="notifications.E001")
            for code, count in counts.items()
            if count > 1
        ),
        *(
            Error(f"The notification kind “{kind.code}” has no category.", id="notifications.E002")
            for kind in kinds
            if kind.category not in Category.values
        ),
    ]


def check_lease(*, app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Report a lease that could run out while a mail server is still being waited for."""
    timeout = settings.EMAIL_TIMEOUT
    if timeout and timeout * WAITS_WHILE_SENDING <= settings.NOTIFICATIONS_LEASE_SECONDS:
        return []
    return [
        Error(
            "NOTIFICATIONS_LEASE_SECONDS must be at least six times EMAIL_TIMEOUT.",
            id="notifications.E003",
        )
    ]
