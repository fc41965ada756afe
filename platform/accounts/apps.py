"""Tells Django about the accounts package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Listen to allauth, and look before production starts."""
        from accounts import checks, receivers  # noqa: F401, PLC0415 -- need the models first
