"""Tells Django about the core package."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from core.crypto.checks import check_keys


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        register(check_keys, Tags.security)
