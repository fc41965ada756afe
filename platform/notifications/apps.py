"""Tells Django about the notifications package."""

from django.apps import AppConfig
from django.core.checks import register


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        # Needs the registry of apps, which is complete only now.
        from notifications.checks import check_kinds, check_lease  # noqa: PLC0415

        register(check_kinds)
        register(check_lease)
